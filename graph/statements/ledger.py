"""Writing the ledger: sources with their statements, retraction, judgements. Each write is one transaction and one
revision; what has returned is on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from graph.errors import Conflict, InvalidInput, NotFound
from graph.model.claims import Claim, Passage
from graph.model.facts import Fact
from graph.statements.encoding import StatementEncoder, storable
from graph.statements.facts import FactReader
from graph.statements.inserting import insert_all, insert_statements, note_appearances
from graph.statements.tables import fact, head, judgement, kept, passage, revision, source, statement

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class SourceContent:
    """A file version as it goes into the ledger. `size` in bytes; `report` is JSON-ready. For a document, `facts` are
    what it was read to say, and `decided` the last revision whose decisions on it the claims respect. `kept` is a
    roster as it will be needed when rows of it come back corrected, sealed; empty for none. `mends` is the source that
    this one is a correction of: it must still count."""

    origin: str
    name: str
    content_hash: str
    size: int
    media_type: str
    passages: Sequence[Passage]
    claims: Sequence[Claim]
    report: dict[str, Any] = field(default_factory=dict)
    facts: Sequence[Fact] = ()
    decided: int = 0
    kept: str = ""
    mends: str | None = None


@dataclass(frozen=True, slots=True)
class AddedSource:
    """What became of a file: `unchanged` when its content is in the ledger already."""

    id: str
    revision: int
    status: Literal["added", "unchanged", "superseded"]
    superseded: str | None = None


def utc_now() -> str:
    """The present instant in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Ledger:
    """The append-only record. Safe to share between threads; writers take turns."""

    def __init__(self, engine: Engine, encoder: StatementEncoder) -> None:
        self.engine, self.encoder = engine, encoder
        self._writing = engine.execution_options(ledger_write=True)

    def head(self) -> int:
        """The newest revision, 0 for an empty ledger."""
        with self.engine.connect() as connection:
            return int(connection.execute(select(head.c.revision)).scalar_one())

    def identity(self) -> str:
        """What tells this ledger from others; a restored backup is another ledger."""
        with self.engine.connect() as connection:
            return str(connection.execute(select(head.c.ledger)).scalar_one())

    @contextmanager
    def write(self, kind: str, actor: str, **detail: Any) -> Iterator[tuple[Connection, int]]:
        """One transaction that makes one revision; nothing of it stays if it raises."""
        with self._writing.begin() as connection:
            yield connection, _begin(connection, kind, actor, detail)

    def add_source(self, content: SourceContent, *, actor: str, again: bool = False) -> AddedSource:
        """Adds a file version with all its statements, ending the version of the same origin that counted so far.

        With `again`, content that the ledger holds already is replaced by this reading of it. Raises ClaimError for a
        claim that the ontology does not allow; then nothing is written.
        """
        rows = self.encoder.encode_source(content.claims)
        if not again and (known := self.known(content.origin, content.content_hash)):
            return AddedSource(known, self.head(), "unchanged")
        with self.write("ingest", actor, name=content.name) as (connection, number):
            return self._add(connection, number, content, rows, again)

    @contextmanager
    def rehearse(self, content: SourceContent) -> Iterator[tuple[Connection, AddedSource]]:
        """Adds a source and takes it back when the context ends: until then its connection shows, and nobody else sees,
        what would follow. Other writers wait meanwhile."""
        rows = self.encoder.encode_source(content.claims)
        with self._writing.connect() as connection, connection.begin() as transaction:
            number = _begin(connection, "ingest", "", {})
            try:
                yield connection, self._add(connection, number, content, rows, True)
            finally:
                transaction.rollback()

    def _add(
        self, connection: Connection, number: int, content: SourceContent, rows: list[dict[str, Any]], again: bool
    ) -> AddedSource:
        live = connection.execute(
            select(source.c.id, source.c.content_hash).where(
                source.c.origin == content.origin, source.c.ended_revision.is_(None)
            )
        ).one_or_none()
        if live and live.content_hash == content.content_hash and not again:
            raise Conflict("同一文件正被同时载入", "the same file is being loaded by another process")
        if FactReader(connection, self.encoder).newest_decision(content.origin) > content.decided:
            raise Conflict(
                f"载入 {content.name} 时有人改了对它的判断", f"decisions on {content.name} changed while it was read",
                hint="请再载入一次。Load it again.",
            )  # fmt: skip
        if content.mends and (not live or live.id != content.mends):
            raise Conflict(
                f"{content.name} 已有新版", f"there is a newer {content.name}",
                hint="请再载入一次。Load it again.",
            )  # fmt: skip
        if live:
            self._end(connection, live.id, number, "superseded")
        source_id = f"src-{number}"
        self._insert(connection, source_id, number, content, rows)
        if live:
            carry_over(connection, live.id, source_id)
        return AddedSource(source_id, number, "superseded" if live else "added", live.id if live else None)

    def known(self, origin: str, content_hash: str) -> str | None:
        """The live source that makes this content no news: its own origin's, or any if its origin has none."""
        with self.engine.connect() as connection:
            live = connection.execute(
                select(source.c.id, source.c.origin, source.c.content_hash).where(
                    source.c.ended_revision.is_(None),
                    (source.c.origin == origin) | (source.c.content_hash == content_hash),
                )
            ).all()
        own = [row for row in live if row.origin == origin]
        for row in own or live:
            if row.content_hash == content_hash:
                return str(row.id)
        return None

    def note_changes(self, source_id: str, changes: dict[str, Any]) -> None:
        """Adds to a source's report what it changed in the graph: known only after the source is in the ledger."""
        with self._writing.begin() as connection:
            report = connection.execute(select(source.c.report).where(source.c.id == source_id)).scalar_one()
            values = {"report": {**report, "changes": changes}}
            connection.execute(update(source).where(source.c.id == source_id).values(values))

    def _insert(
        self, connection: Connection, source_id: str, number: int, content: SourceContent, rows: list[dict[str, Any]]
    ) -> None:
        connection.execute(
            insert(source).values(
                id=source_id,
                origin=content.origin,
                name=content.name,
                content_hash=content.content_hash,
                size=content.size,
                media_type=content.media_type,
                report=content.report,
                added_revision=number,
            )
        )
        # Writers take turns, so ids can be given out here: statements need their passages' ids beforehand.
        first = connection.execute(select(func.coalesce(func.max(passage.c.id), 0))).scalar_one() + 1
        passages = (
            {"id": first + i, "source_id": source_id, "locator": p.locator, "text": storable(p.text)}
            for i, p in enumerate(content.passages)
        )
        insert_all(connection, passage, passages)
        insert_statements(
            connection,
            source_id,
            number,
            ((first + c.passage, row) for c, row in zip(content.claims, rows, strict=True)),
        )
        note_appearances(connection, [source_id])
        if content.kept:
            connection.execute(insert(kept).values(source_id=source_id, content=content.kept))
        insert_all(connection, fact, (_fact_row(source_id, f) for f in content.facts))

    def _end(self, connection: Connection, source_id: str, number: int, reason: str) -> None:
        connection.execute(
            update(source).where(source.c.id == source_id).values(ended_revision=number, ended_by=reason)
        )
        connection.execute(delete(kept).where(kept.c.source_id == source_id))

    def retract(self, source_id: str, *, actor: str) -> int:
        """Ends a source: what only it said is gone. Returns the revision. Raises NotFound or Conflict."""
        with self.write("retract", actor, subject=source_id) as (connection, number):
            row = connection.execute(select(source.c.ended_by).where(source.c.id == source_id)).one_or_none()
            if row is None:
                raise NotFound(f"没有来源 {source_id}", f"no source {source_id}")
            if row.ended_by:
                raise Conflict(f"来源 {source_id} 已失效", f"source {source_id} has ended already ({row.ended_by})")
            self._end(connection, source_id, number, "retracted")
        return number

    def judge(self, left: str, right: str, verdict: Verdict, *, actor: str, reason: str) -> tuple[int, int]:
        """Records that two mentions are the same, different or undecided. Returns (judgement id, revision)."""
        if left == right or left.partition("-")[0] != right.partition("-")[0]:
            raise InvalidInput("只能判断同一类型的两个不同条目", "a judgement needs two mentions of one type")
        left, right = sorted((left, right))
        with self.write("judge", actor, subject=left) as (connection, number):
            for mention in (left, right):
                known = select(statement.c.id).where(statement.c.subject == mention).limit(1)
                if connection.execute(known).scalar() is None:
                    raise NotFound(f"没有条目 {mention}", f"no mention {mention}")
            values = {"left": left, "right": right, "verdict": verdict, "actor": actor, "reason": reason}
            added = connection.execute(
                insert(judgement).values(**values, added_revision=number).returning(judgement.c.id)
            ).scalar_one()
        return int(added), number

    def undo_judgement(self, judgement_id: int, *, actor: str) -> int:
        """Takes a judgement back. Returns the revision. Raises NotFound or Conflict."""
        with self.write("undo", actor, subject=str(judgement_id)) as (connection, number):
            undone = connection.execute(
                select(judgement.c.undone_revision).where(judgement.c.id == judgement_id)
            ).one_or_none()
            if undone is None:
                raise NotFound(f"没有判断 {judgement_id}", f"no judgement {judgement_id}")
            if undone.undone_revision is not None:
                raise Conflict(f"判断 {judgement_id} 已撤销", f"judgement {judgement_id} is undone already")
            connection.execute(update(judgement).where(judgement.c.id == judgement_id).values(undone_revision=number))
        return number


def _begin(connection: Connection, kind: str, actor: str, detail: dict[str, Any]) -> int:
    """Makes the next revision; holding its lock, this transaction is the only writer."""
    number = connection.execute(
        update(head).values(revision=head.c.revision + 1).returning(head.c.revision)
    ).scalar_one()
    subject = str(detail.pop("subject", ""))
    values = {"id": number, "kind": kind, "subject": subject, "actor": actor, "at": utc_now(), "detail": detail}
    connection.execute(insert(revision).values(values))
    return int(number)


def carry_over(connection: Connection, old: str, new: str) -> None:
    """What the superseded version said already is no news: a corrected row elsewhere in the file must not make all its
    other values the newest, and so prefer them to what other files say. (With `old` equal to `new`: nor must a decision
    on one of a document's facts, or its undoing.)"""
    earlier = statement.alias()
    said = select(func.min(earlier.c.since)).where(
        earlier.c.source_id == old,
        earlier.c.subject == statement.c.subject,
        earlier.c.predicate == statement.c.predicate,
        earlier.c.value == statement.c.value,
    )
    facts = (statement.c.source_id == new) & statement.c.value.is_not(None) & statement.c.sealed.is_(False)
    since = func.coalesce(said.scalar_subquery(), statement.c.since)
    connection.execute(update(statement).where(facts).values(since=since))


def _fact_row(source_id: str, stated: Fact) -> dict[str, Any]:
    return {
        "source_id": source_id, "key": stated.key, "kind": stated.kind, "content": stated.content,
        "cited": [[c.passage, [list(mark) for mark in c.marks]] for c in stated.cited],
        "method": stated.method, "confidence": stated.confidence, "held": stated.held,
    }  # fmt: skip
