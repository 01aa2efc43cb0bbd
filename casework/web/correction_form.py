"""The fields of an application to correct a record about oneself, at the portal and at the desk."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from casework.domain.record_correction.application import CorrectionApplication
from casework.web.application_form import (
    ApplicantFields,
    OrganisationApplicant,
    PersonApplicant,
    refuse_unprintable,
    tidy,
)


def words(label: str, missing: str, **options: Any) -> TextAreaField:
    """A field whose words a letter will repeat; `missing` is said where none are given."""

    def check(form: object, field: Field) -> None:
        if not field.data:
            raise ValidationError(missing)
        refuse_unprintable(field)

    limit = Length(max=1000, message=_("不超过1000个字"))
    return TextAreaField(label, [InputRequired(missing), limit, check], filters=[tidy], **options)


class _Correction(ApplicantFields):
    """Which record is inaccurate, in what, and what would be right (条例 41)."""

    record = words(_("哪一项记录"), _("请写明是哪一项记录"))
    wrong = words(_("记录中不准确的内容"), _("请写明记录中不准确的内容"))
    right = words(_("准确的内容应当是"), _("请写明准确的内容应当是什么"))

    def to_application(self) -> CorrectionApplication:
        """The application that the validated fields say."""
        return CorrectionApplication(
            applicant=self.to_applicant(),
            record=self.record.data or "",
            wrong=self.wrong.data or "",
            right=self.right.data or "",
        )


class PersonCorrection(PersonApplicant, _Correction):
    """A natural person's."""


class OrganisationCorrection(OrganisationApplicant, _Correction):
    """A legal person's or another organisation's."""
