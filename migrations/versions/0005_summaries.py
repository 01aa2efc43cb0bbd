"""summaries"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "summary",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("with_below", sa.Boolean(), nullable=False),
        sa.Column("procedure", sa.String(length=20), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_summary_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint(
            "agency_id",
            "with_below",
            "procedure",
            "dimension",
            "what",
            "month",
            "kind",
            "value",
            name=op.f("pk_summary"),
        ),
        sqlite_with_rowid=False,
    )
    op.add_column("disclosure_request", sa.Column("working_days", sa.Integer(), nullable=True))
    for name in ("is_extended", "is_suspended"):
        column = sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        op.add_column("disclosure_request", column)


def downgrade() -> None:
    for name in ("is_suspended", "is_extended", "working_days"):
        op.drop_column("disclosure_request", name)
    op.drop_table("summary")
