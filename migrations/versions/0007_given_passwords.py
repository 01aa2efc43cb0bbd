"""passwords that an administrator has seen"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    given = sa.Column("password_is_given", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("user", given)


def downgrade() -> None:
    op.drop_column("user", "password_is_given")
