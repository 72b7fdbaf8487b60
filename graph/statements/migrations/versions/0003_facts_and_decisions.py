"""Facts of documents and people's decisions on them"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_REVISIONS = ("added_revision", "ended_revision")


def upgrade() -> None:
    op.add_column("statement", sa.Column("marks", sa.JSON(none_as_null=True), nullable=True))
    for name in _REVISIONS:
        op.add_column("statement", sa.Column(name, sa.BigInteger(), nullable=True))
        given = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_statement_{name}", "statement", [name], sqlite_where=given, postgresql_where=given)
    op.create_table(
        "fact",
        sa.Column("id", _BIG_ID, nullable=False),
        sa.Column("source_id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("cited", sa.JSON(), nullable=False),
        sa.Column("method", sa.String(length=120), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_fact_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    op.create_index(op.f("ix_fact_source_id"), "fact", ["source_id"])
    op.create_index(op.f("ix_fact_key"), "fact", ["key"])
    op.create_table(
        "decision",
        sa.Column("id", _BIG_ID, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("fact", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("correction", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("added_revision", sa.BigInteger(), nullable=False),
        sa.Column("undone_revision", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["added_revision"], ["revision.id"], name=op.f("fk_decision_added_revision")),
        sa.ForeignKeyConstraint(["undone_revision"], ["revision.id"], name=op.f("fk_decision_undone_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_fact"), "decision", ["fact"])


def downgrade() -> None:
    op.drop_table("decision")
    op.drop_table("fact")
    for name in _REVISIONS:
        op.drop_index(f"ix_statement_{name}", "statement")
    with op.batch_alter_table("statement") as batch:
        for name in ("marks", *_REVISIONS):
            batch.drop_column(name)
