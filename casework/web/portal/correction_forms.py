"""The portal's forms of a record correction (条例 41)."""

from typing import cast

from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import ValidationError

from casework.domain.record_correction.acts import Withdrawal
from casework.persistence.models import Purpose
from casework.web.correction_form import OrganisationCorrection, PersonCorrection
from casework.web.forms import WritingForm
from casework.web.portal import forms
from casework.web.uploads import PICTURES, Papers


class _Files(WritingForm):
    """Who one is, and what shows that the record is wrong: 条例 41 asks for evidence."""

    # The fields whose files were sent with an earlier posting, and need not be sent again.
    has_kept: frozenset[str] = frozenset()

    identity = Papers(_("身份证明文件"), Purpose.IDENTITY, most=2, types=PICTURES)
    evidence = Papers(_("证明记录不准确的材料"), Purpose.EVIDENCE, most=5)

    def validate_identity(self, field: Field) -> None:
        """One file at least, now or before."""
        if not (cast("Papers", field).uploads or field.name in self.has_kept):
            raise ValidationError(_("请上传身份证明，例如身份证的照片或者扫描件"))

    def validate_evidence(self, field: Field) -> None:
        """One file at least, now or before."""
        if not (cast("Papers", field).uploads or field.name in self.has_kept):
            raise ValidationError(_("请上传证明记录不准确的材料（条例第四十一条）"))


class PersonForm(PersonCorrection, _Files):
    """A natural person's application."""


class OrganisationForm(OrganisationCorrection, _Files):
    """An organisation's application."""


CorrectionForm = PersonForm | OrganisationForm
FORMS: dict[str, type[PersonForm] | type[OrganisationForm]] = {
    "person": PersonForm,
    "organisation": OrganisationForm,
}


class WithdrawForm(forms.WithdrawForm):
    """The applicant's statement that nothing is asked any more."""

    def facts(self) -> Withdrawal:  # type: ignore[override]  # another procedure's withdrawal
        """What the act needs."""
        return Withdrawal(self.statement.data or "")
