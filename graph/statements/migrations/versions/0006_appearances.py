"""Mentions and identity tokens once a source"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_FILL = """
    INSERT INTO appearance (source_id, mention, token, added_revision, ended_revision)
    SELECT DISTINCT source_id, subject, token, added_revision, ended_revision FROM statement
    WHERE predicate = 'name' OR token IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "appearance",
        sa.Column("source_id", sa.String(length=64), nullable=False),
        sa.Column("mention", sa.String(length=40), nullable=False),
        sa.Column("token", sa.String(length=400), nullable=True),
        sa.Column("added_revision", sa.BigInteger(), nullable=True),
        sa.Column("ended_revision", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_appearance_source_id")),
    )
    for name in ("source_id", "mention", "token"):
        op.create_index(op.f(f"ix_appearance_{name}"), "appearance", [name])
    op.execute(_FILL)
    op.drop_index("ix_statement_token", "statement")


def downgrade() -> None:
    op.create_index("ix_statement_token", "statement", ["token", "subject"])
    op.drop_table("appearance")
