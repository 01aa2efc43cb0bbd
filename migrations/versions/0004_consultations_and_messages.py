"""consultations and messages"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment_band",
        sa.Column("consultation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "consultation_id", "band", "comment_id", name=op.f("pk_comment_band")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "frequent_question_gram",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("gram", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "agency_id", "gram", "question_id", name=op.f("pk_frequent_question_gram")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publication_gram",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("gram", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("publication_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "agency_id", "gram", "publication_id", name=op.f("pk_publication_gram")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "frequent_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("released_by", sa.Integer(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_frequent_question_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["user.id"], name=op.f("fk_frequent_question_entered_by_user")
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["user.id"], name=op.f("fk_frequent_question_released_by_user")
        ),
        sa.ForeignKeyConstraint(
            ["replaces"],
            ["frequent_question.id"],
            name=op.f("fk_frequent_question_replaces_frequent_question"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frequent_question")),
    )
    op.create_index(
        "ix_frequent_question_listed",
        "frequent_question",
        ["agency_id", "is_listed", "id"],
        unique=False,
    )

    op.create_table(
        "comment_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["case.id"], name=op.f("fk_comment_group_consultation_id_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_group")),
    )
    op.create_index(
        op.f("ix_comment_group_consultation_id"), "comment_group", ["consultation_id"], unique=False
    )

    op.create_table(
        "consultation",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("feedback_due_on", sa.Date(), nullable=True),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("counted_up_to", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_consultation_case_id_case")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_consultation")),
    )
    op.create_index(
        "ix_consultation_public",
        "consultation",
        ["is_public", "closes_at", "case_id"],
        unique=False,
    )

    op.create_table(
        "major_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("procedures", sa.String(length=300), nullable=False),
        sa.Column("hearing", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("decided", sa.String(length=60), nullable=False),
        sa.Column("participation", sa.String(length=300), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=True),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_major_decision_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["case.id"], name=op.f("fk_major_decision_consultation_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["user.id"], name=op.f("fk_major_decision_entered_by_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_major_decision")),
    )
    op.create_index(
        "ix_major_decision_year", "major_decision", ["agency_id", "year", "number"], unique=False
    )

    op.create_table(
        "message",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("may_be_published", sa.Boolean(), nullable=False),
        sa.Column("looks_automatic", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("replying_unit", sa.String(length=120), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_message_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_message")),
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=False),
        sa.Column("released_by", sa.Integer(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawal_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_publication_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_publication_case_id_case")),
        sa.ForeignKeyConstraint(
            ["prepared_by"], ["user.id"], name=op.f("fk_publication_prepared_by_user")
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["user.id"], name=op.f("fk_publication_released_by_user")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["user.id"], name=op.f("fk_publication_withdrawn_by_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
    )
    op.create_index(op.f("ix_publication_case_id"), "publication", ["case_id"], unique=False)
    op.create_index(
        "ix_publication_latest",
        "publication",
        ["agency_id", "kind", "released_on", "id"],
        unique=False,
    )

    op.create_table(
        "comment",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("passage", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_received", sa.Boolean(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("looks_automatic", sa.Boolean(), nullable=False),
        sa.Column("adoption", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("words_index", sa.String(length=64), nullable=False),
        sa.Column("has_contact", sa.Boolean(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_comment_case_id_case")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["case.id"], name=op.f("fk_comment_consultation_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["comment_group.id"], name=op.f("fk_comment_group_id_comment_group")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_comment")),
    )
    op.create_index(
        "ix_comment_consultation", "comment", ["consultation_id", "case_id"], unique=False
    )
    op.create_index(
        "ix_comment_group", "comment", ["consultation_id", "group_id", "case_id"], unique=False
    )
    op.create_index(
        "ix_comment_words", "comment", ["consultation_id", "words_index", "case_id"], unique=False
    )

    op.add_column(
        "agency",
        sa.Column("message_enquiry_days", sa.Integer(), server_default="5", nullable=False),
    )
    op.add_column(
        "agency",
        sa.Column("message_suggestion_days", sa.Integer(), server_default="15", nullable=False),
    )
    op.add_column(
        "agency",
        sa.Column("message_complaint_days", sa.Integer(), server_default="15", nullable=False),
    )
    op.add_column(
        "agency",
        sa.Column(
            "message_verifies_contact",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
        ),
    )
    op.add_column(
        "agency",
        sa.Column("consultation_normative_days", sa.Integer(), server_default="30", nullable=False),
    )
    op.add_column(
        "agency",
        sa.Column("consultation_other_days", sa.Integer(), server_default="7", nullable=False),
    )
    op.add_column(
        "agency",
        sa.Column("consultation_feedback_days", sa.Integer(), server_default="20", nullable=False),
    )
    op.add_column(
        "agency",
        sa.Column(
            "comment_allows_anonymous",
            sa.Boolean(),
            server_default=sa.true(),
            nullable=False,
        ),
    )
    op.add_column(
        "agency",
        sa.Column(
            "comment_verifies_contact",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
        ),
    )


def downgrade() -> None:
    op.drop_column("agency", "comment_verifies_contact")
    op.drop_column("agency", "comment_allows_anonymous")
    op.drop_column("agency", "consultation_feedback_days")
    op.drop_column("agency", "consultation_other_days")
    op.drop_column("agency", "consultation_normative_days")
    op.drop_column("agency", "message_verifies_contact")
    op.drop_column("agency", "message_complaint_days")
    op.drop_column("agency", "message_suggestion_days")
    op.drop_column("agency", "message_enquiry_days")

    op.drop_index("ix_comment_words", table_name="comment")
    op.drop_index("ix_comment_group", table_name="comment")
    op.drop_index("ix_comment_consultation", table_name="comment")

    op.drop_table("comment")
    op.drop_index("ix_publication_latest", table_name="publication")
    op.drop_index(op.f("ix_publication_case_id"), table_name="publication")

    op.drop_table("publication")
    op.drop_table("message")
    op.drop_index("ix_major_decision_year", table_name="major_decision")

    op.drop_table("major_decision")
    op.drop_index("ix_consultation_public", table_name="consultation")

    op.drop_table("consultation")
    op.drop_index(op.f("ix_comment_group_consultation_id"), table_name="comment_group")

    op.drop_table("comment_group")
    op.drop_index("ix_frequent_question_listed", table_name="frequent_question")

    op.drop_table("frequent_question")
    op.drop_table("publication_gram")
    op.drop_table("frequent_question_gram")
    op.drop_table("comment_band")
