"""when a notice was first tried, and when it was closed"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_INDEX = "ix_outbox_waiting"


def _index(column: str) -> None:
    op.drop_index(_INDEX, "outbox")
    open_ones = sa.text(f"{column} IS NULL")
    op.create_index(_INDEX, "outbox", ["id"], postgresql_where=open_ones, sqlite_where=open_ones)


def upgrade() -> None:
    op.add_column("outbox", sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE outbox SET closed_at = delivered_at")
    op.execute(
        """UPDATE outbox SET notice = CASE WHEN (
            SELECT state FROM "case" WHERE "case".id = outbox.case_id
        ) = 'merged' THEN 'merged' ELSE 'split' END WHERE notice = 'joined'"""
    )
    _index("closed_at")


def downgrade() -> None:
    op.execute("UPDATE outbox SET delivered_at = closed_at WHERE delivered_at IS NULL")
    op.execute("UPDATE outbox SET notice = 'joined' WHERE notice IN ('split', 'merged')")
    _index("delivered_at")
    op.drop_column("outbox", "closed_at")
    op.drop_column("outbox", "first_tried_at")
