"""The ledger's tables (SQLAlchemy Core). The migrations in `migrations/` create them; a test compares both."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_BIG_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only in INTEGER PRIMARY KEY

# One row: the newest revision. Its row lock is what makes writers take turns.
head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", BigInteger, nullable=False),
    Column("ledger", String(32), nullable=False),  # tells this ledger from any other, and from its own restored past
)

revision = Table(
    "revision",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),  # ingest, retract, judge, decide, undo, erase
    Column("subject", String(64), nullable=False),  # the source, judgement or fact it is about
    Column("actor", String(200), nullable=False),
    Column("at", String(32), nullable=False),  # UTC, ISO 8601
    Column("detail", JSON, nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("origin", Text, nullable=False),  # where it comes from: versions of one origin supersede each other
    Column("name", Text, nullable=False),  # the file's base name
    Column("content_hash", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),  # bytes
    Column("media_type", String(120), nullable=False),
    Column("report", JSON, nullable=False),  # counts, rejects, warnings of its reading
    Column("added_revision", BigInteger, ForeignKey("revision.id"), nullable=False),
    Column("ended_revision", BigInteger, ForeignKey("revision.id")),  # null while its statements count
    Column("ended_by", String(20)),  # superseded, retracted
    Index("ix_source_origin", "origin"),
    Index("ix_source_content_hash", "content_hash"),
)

passage = Table(
    "passage",
    metadata,
    Column("id", _BIG_ID, primary_key=True),
    Column("source_id", String(64), ForeignKey("source.id"), nullable=False, index=True),
    Column("locator", JSON, nullable=False),
    Column("text", Text, nullable=False),
)

statement = Table(
    "statement",
    metadata,
    Column("id", _BIG_ID, primary_key=True),
    Column("source_id", String(64), ForeignKey("source.id"), nullable=False, index=True),
    Column("passage_id", _BIG_ID, ForeignKey("passage.id"), nullable=False, index=True),
    Column("subject", String(40), nullable=False),  # mention id
    Column("predicate", String(40), nullable=False),
    Column("object", String(40)),  # mention id, of a relation
    Column("value", Text),  # JSON scalar, of a property; encrypted where sealed
    Column("sealed", Boolean, nullable=False),
    Column("token", String(400)),  # what identity is decided by, null where the statement has no say in it
    Column("qualifiers", JSON, nullable=False),
    Column("method", String(120), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("since", BigInteger, nullable=False),  # revision since when this origin's versions say so without a break
    Column("marks", JSON(none_as_null=True)),  # [[start, end]…] in the passage's text: the words that state it
    # A person's decision on a fact lets statements begin after their source, or end before it; else both are null.
    Column("added_revision", BigInteger),
    Column("ended_revision", BigInteger),
    Index("ix_statement_subject", "subject", "predicate"),
    Index("ix_statement_object", "object", "predicate"),
)
for _column in (statement.c.added_revision, statement.c.ended_revision):  # few statements have either
    Index(
        f"ix_statement_{_column.name}",
        _column,
        sqlite_where=_column.is_not(None),
        postgresql_where=_column.is_not(None),
    )

# Which mentions a source names, with what decides their identity: what its statements say of it, once a source, however
# many rows repeat a name. Resolution reads this instead of them (see `appearances`).
appearance = Table(
    "appearance",
    metadata,
    Column("source_id", String(64), ForeignKey("source.id"), nullable=False, index=True),
    Column("mention", String(40), nullable=False, index=True),
    Column("token", String(400), index=True),  # null where the name has no say in it
    Column("added_revision", BigInteger),  # both as in the statements
    Column("ended_revision", BigInteger),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", _BIG_ID, primary_key=True),
    Column("left", String(40), nullable=False, index=True),  # mention ids
    Column("right", String(40), nullable=False, index=True),
    Column("verdict", String(10), nullable=False),  # same, different, unsure
    Column("actor", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("added_revision", BigInteger, ForeignKey("revision.id"), nullable=False),
    Column("undone_revision", BigInteger, ForeignKey("revision.id")),
)

# What a document was read to say, before and whatever a person decides on it; its statements follow from both.
fact = Table(
    "fact",
    metadata,
    Column("id", _BIG_ID, primary_key=True),
    Column("source_id", String(64), ForeignKey("source.id"), nullable=False, index=True),
    Column("key", String(40), nullable=False, index=True),  # equal in all versions of the document
    Column("kind", String(10), nullable=False),  # entity, relation, indicator
    Column("content", JSON, nullable=False),
    Column("cited", JSON, nullable=False),  # [[passage, counted from 0 in the source, [[start, end]…]]…]
    Column("method", String(120), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("held", Boolean, nullable=False),  # too weak to be stated before a person has seen it
)

decision = Table(
    "decision",
    metadata,
    Column("id", _BIG_ID, primary_key=True),
    Column("origin", Text, nullable=False),  # the document, whichever version
    Column("fact", String(40), nullable=False, index=True),  # key of the fact
    Column("kind", String(10), nullable=False),
    Column("content", JSON, nullable=False),  # the fact as it was shown
    Column("sentences", JSON, nullable=False),  # keyed digests of the sentences it was shown with
    Column("verdict", String(10), nullable=False),  # accept, correct, refuse
    Column("correction", JSON(none_as_null=True)),  # what the fact should have said
    Column("actor", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("added_revision", BigInteger, ForeignKey("revision.id"), nullable=False),
    Column("undone_revision", BigInteger, ForeignKey("revision.id")),
)

# Rosters with rows to correct, until they are: what their corrected rows are put back into.
kept = Table(
    "kept",
    metadata,
    Column("source_id", String(64), ForeignKey("source.id"), primary_key=True),
    Column("content", Text, nullable=False),  # sealed
)

access = Table(
    "access",
    metadata,
    Column("id", _BIG_ID, primary_key=True),
    Column("at", String(32), nullable=False),  # UTC, ISO 8601
    Column("actor", String(200), nullable=False),
    Column("entity", String(40), nullable=False),  # whose personal values were shown
    Column("fields", JSON, nullable=False),  # names of properties, never values
    Column("reason", Text, nullable=False),
)

job = Table(
    "job",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),  # waiting, running, done, failed
    Column("progress", Float, nullable=False),  # 0 to 1
    Column("message", Text, nullable=False),
    Column("result", JSON),
    Column("created", String(32), nullable=False),
    Column("updated", String(32), nullable=False),
)
