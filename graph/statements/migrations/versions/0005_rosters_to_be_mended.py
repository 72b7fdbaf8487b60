"""Rosters to be mended"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "kept",
        sa.Column("source_id", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_kept_source_id")),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_kept")),
    )


def downgrade() -> None:
    op.drop_table("kept")
