"""The forms of what becomes of a request that has come in: its date, its parts, its double."""

from collections.abc import Mapping
from datetime import date

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import InputRequired, ValidationError

from casework.domain.disclosure.facts import Merge, ReceiptCorrection, Split
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.services.disclosure import linking, splitting
from casework.services.disclosure.acts import Order
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import Lines, legal_day, one_line, sentences
from casework.web.doors import office
from casework.web.words import cn_date

_MOST_PARTS = 20


class CorrectReceiptDateForm(ActForm):
    """条例 31."""

    makes = ReceiptCorrection
    caution = _("收到日期更正后，答复期限随之改变，并通知申请人。更正的理由会让申请人看到。")

    received_on = legal_day(_("正确的收到之日"), _("请填写正确的收到之日"))
    evidence = sentences(_("凭证"), _("请写明凭证"), description=_("签收单、通话记录等"))
    reason = sentences(_("更正的理由"), _("请写明更正的理由"), description=_("申请人会看到"))

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """The date that stands."""
        return {"received_on": file.standing.received_on}

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """What stands now."""
        return [
            gettext(
                "现在的收到之日是%(on)s，答复期限到%(due)s。",
                on=cn_date(file.standing.received_on),
                due=cn_date(file.case.due_on),
            )
        ]


class SplitForm(ActForm):
    """一事一申请."""

    makes = Split
    caution = _("拆分后原申请不再办理，也不计件；拆分出的每一件各自计件，收到之日不变。")

    parts = Lines(
        _("拆分成哪几件"),
        [InputRequired(_("请逐件写明申请的内容"))],
        description=_("每行一件，写明这一件申请获取的信息"),
    )
    reason = sentences(_("拆分的理由"), _("请写明拆分的理由"))

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """The text that is to be split."""
        return {"parts": tuple(file.case.disclosure.requested_information.splitlines())}

    def validate_parts(self, field: Field) -> None:
        """Two at least; not so many that it must be a mistake."""
        if not 2 <= len(field.data or ()) <= _MOST_PARTS:  # noqa: PLR2004
            raise ValidationError(_("请拆分成2至20件，每行一件"))

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Split it, and open its parts."""
        order = Order(action, self.facts(), self.key_used(), self.version.data)
        splitting.split(office(), reference, order, actor)
        return url_for("desk.case", reference=reference)


class MergeForm(ActForm):
    """The same application came twice."""

    makes = Merge
    caution = _("并入后这一件不再办理，也不计件。只用于同一申请人的同一申请重复登记的情形。")

    into = one_line(_("并入哪一件"), _("请写明并入的登记编号"))
    reason = sentences(_("并入的理由"), _("请写明并入的理由"))

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Merge it into the other one, where it is noted."""
        order = Order(action, self.facts(), self.key_used(), self.version.data)
        linking.merge(office(), reference, order, actor)
        return url_for("desk.case", reference=reference)
