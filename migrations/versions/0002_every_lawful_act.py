"""every lawful act"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:  # one table after the other
    op.create_table(
        "published_gram",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("gram", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "agency_id", "gram", "published_id", name=op.f("pk_published_gram")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "request_band",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "band", "case_id", name=op.f("pk_request_band")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "admin_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_admin_entry_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["user.id"], name=op.f("fk_admin_entry_subject_id_user")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_admin_entry_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admin_entry")),
    )
    op.create_index(op.f("ix_admin_entry_agency_id"), "admin_entry", ["agency_id"], unique=False)

    op.create_table(
        "letter_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_letter_wording_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["user.id"], name=op.f("fk_letter_wording_saved_by_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_wording")),
        sa.UniqueConstraint(
            "agency_id",
            "kind",
            "version",
            "zone",
            name=op.f("uq_letter_wording_agency_id_kind_version_zone"),
        ),
    )
    op.create_table(
        "published_information",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_published_information_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["user.id"], name=op.f("fk_published_information_entered_by_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_information")),
    )
    op.create_index(
        "ix_published_information_latest",
        "published_information",
        ["agency_id", "published_on", "id"],
        unique=False,
    )

    op.create_table(
        "sealing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=True),
        sa.Column("on_every_letter", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_sealing_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["user.id"], name=op.f("fk_sealing_saved_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealing")),
    )
    op.create_index("ix_sealing_agency", "sealing", ["agency_id", "id"], unique=False)

    op.create_table(
        "substitution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["absent_id"], ["user.id"], name=op.f("fk_substitution_absent_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["user.id"], name=op.f("fk_substitution_substitute_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
    )
    op.create_index(op.f("ix_substitution_absent_id"), "substitution", ["absent_id"], unique=False)
    op.create_index(
        "ix_substitution_until", "substitution", ["substitute_id", "ends_on"], unique=False
    )

    op.create_table(
        "case_access",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_access_case_id_case")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_case_access_user_id_user")),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_case_access")),
    )
    op.create_table(
        "fee_notice",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("yuan", sa.Integer(), nullable=False),
        sa.Column("charged_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("pay_by", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("is_waived", sa.Boolean(), nullable=False),
        sa.Column("refunded_yuan", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_fee_notice_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_fee_notice")),
    )
    op.create_table(
        "outside_consultation",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("letter_received_on", sa.Date(), nullable=True),
        sa.Column("respond_by", sa.Date(), nullable=True),
        sa.Column("opinion", sa.String(length=40), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_outside_consultation_case_id_case")
        ),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_outside_consultation")),
    )
    op.create_index(
        "ix_outside_consultation_waiting",
        "outside_consultation",
        ["respond_by"],
        unique=False,
        postgresql_where=sa.text("ended_on IS NULL"),
        sqlite_where=sa.text("ended_on IS NULL"),
    )

    op.create_table(
        "proactive_consideration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("applicants", sa.Integer(), nullable=False),
        sa.Column("considered_on", sa.Date(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_proactive_consideration_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["case.id"], name=op.f("fk_proactive_consideration_group_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_proactive_consideration_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proactive_consideration")),
    )
    op.create_index(
        op.f("ix_proactive_consideration_group_id"),
        "proactive_consideration",
        ["group_id"],
        unique=False,
    )

    op.create_table(
        "record_correction",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("wrong_text", sa.LargeBinary(), nullable=False),
        sa.Column("right_text", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["party.id"], name=op.f("fk_record_correction_applicant_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_record_correction_case_id_case")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_record_correction")),
    )
    op.create_index(
        op.f("ix_record_correction_applicant_id"),
        "record_correction",
        ["applicant_id"],
        unique=False,
    )

    op.create_table(
        "remedy",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_remedy_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_remedy")),
    )
    op.create_index(op.f("ix_remedy_opened_on"), "remedy", ["opened_on"], unique=False)

    op.create_table(
        "request_subject",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_request_subject_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_request_subject_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["case.id"], name=op.f("fk_request_subject_group_id_case")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_request_subject")),
    )
    op.create_index(
        "ix_request_subject_group",
        "request_subject",
        ["agency_id", "group_id"],
        unique=False,
        postgresql_where=sa.text("group_id IS NOT NULL"),
        sqlite_where=sa.text("group_id IS NOT NULL"),
    )

    op.create_table(
        "void_number",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("voided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_void_number_letter_id_letter")
        ),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_void_number")),
    )
    op.add_column(
        "agency", sa.Column("pay_at", sa.String(length=200), server_default="", nullable=False)
    )
    op.add_column(
        "agency", sa.Column("review_levels", sa.JSON(), server_default="[]", nullable=False)
    )

    op.add_column("case", sa.Column("counted_on", sa.Date(), nullable=True))
    op.execute('UPDATE "case" SET counted_on = closed_on')
    op.add_column(
        "case", sa.Column("is_restricted", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.drop_index(op.f("ix_case_closed"), table_name="case")
    op.create_index(
        "ix_case_counted",
        "case",
        ["agency_id", "procedure", "counted_on", "received_on", "outcome", "is_in_time"],
        unique=False,
    )

    op.add_column("delivery", sa.Column("carrier", sa.String(length=40), nullable=True))
    op.add_column("delivery", sa.Column("result", sa.String(length=40), nullable=True))
    op.add_column("delivery", sa.Column("result_on", sa.Date(), nullable=True))
    op.add_column("delivery", sa.Column("result_proof", sa.LargeBinary(), nullable=True))

    op.add_column("letter", sa.Column("code_index", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_letter_code_index"), "letter", ["code_index"], unique=True)

    op.add_column("outbox", sa.Column("consultation", sa.Integer(), nullable=True))

    op.add_column("party", sa.Column("agent", sa.LargeBinary(), nullable=True))
    op.add_column("party", sa.Column("agent_phone", sa.LargeBinary(), nullable=True))
    op.add_column("party", sa.Column("agent_powers", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("party", "agent_powers")
    op.drop_column("party", "agent_phone")
    op.drop_column("party", "agent")

    op.drop_column("outbox", "consultation")

    op.drop_index(op.f("ix_letter_code_index"), table_name="letter")
    op.drop_column("letter", "code_index")

    op.drop_column("delivery", "result_proof")
    op.drop_column("delivery", "result_on")
    op.drop_column("delivery", "result")
    op.drop_column("delivery", "carrier")

    op.drop_index("ix_case_counted", table_name="case")
    op.create_index(
        op.f("ix_case_closed"),
        "case",
        ["agency_id", "procedure", "closed_on", "received_on", "outcome", "is_in_time"],
        unique=False,
    )
    op.drop_column("case", "is_restricted")
    op.drop_column("case", "counted_on")

    op.drop_column("agency", "review_levels")
    op.drop_column("agency", "pay_at")

    op.drop_table("void_number")
    op.drop_index(
        "ix_request_subject_group",
        table_name="request_subject",
        postgresql_where=sa.text("group_id IS NOT NULL"),
        sqlite_where=sa.text("group_id IS NOT NULL"),
    )

    op.drop_table("request_subject")
    op.drop_index(op.f("ix_remedy_opened_on"), table_name="remedy")

    op.drop_table("remedy")
    op.drop_index(op.f("ix_record_correction_applicant_id"), table_name="record_correction")

    op.drop_table("record_correction")
    op.drop_index(op.f("ix_proactive_consideration_group_id"), table_name="proactive_consideration")

    op.drop_table("proactive_consideration")
    op.drop_index(
        "ix_outside_consultation_waiting",
        table_name="outside_consultation",
        postgresql_where=sa.text("ended_on IS NULL"),
        sqlite_where=sa.text("ended_on IS NULL"),
    )

    op.drop_table("outside_consultation")
    op.drop_table("fee_notice")
    op.drop_table("case_access")
    op.drop_index("ix_substitution_until", table_name="substitution")
    op.drop_index(op.f("ix_substitution_absent_id"), table_name="substitution")

    op.drop_table("substitution")
    op.drop_index("ix_sealing_agency", table_name="sealing")

    op.drop_table("sealing")
    op.drop_index("ix_published_information_latest", table_name="published_information")

    op.drop_table("published_information")
    op.drop_table("letter_wording")
    op.drop_index(op.f("ix_admin_entry_agency_id"), table_name="admin_entry")

    op.drop_table("admin_entry")
    op.drop_table("request_band")
    op.drop_table("published_gram")
