"""kind of applicant, asked for without reading rows"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ASKED = ["agency_id", "procedure"]
_OF_CASES = {
    "ix_case_counted": [*_ASKED, "counted_on", "received_on", "outcome", "is_in_time"],
    "ix_case_received": [*_ASKED, "received_on"],
}


def upgrade() -> None:
    op.create_index(
        "ix_disclosure_request_kind", "disclosure_request", ["case_id", "applicant_kind"]
    )
    for name, columns in _OF_CASES.items():
        op.drop_index(name, "case")
        op.create_index(name, "case", columns, postgresql_include=["id"])


def downgrade() -> None:
    for name, columns in _OF_CASES.items():
        op.drop_index(name, "case")
        op.create_index(name, "case", columns)
    op.drop_index("ix_disclosure_request_kind", "disclosure_request")
