"""Since when a source says so"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("statement", sa.Column("since", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE statement SET since = (SELECT added_revision FROM source WHERE source.id = statement.source_id)")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.alter_column("since", existing_type=sa.BigInteger(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_column("since")
