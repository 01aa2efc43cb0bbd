"""The forms of the acts: one small class for each dataclass of facts, found by its act in FORMS."""

from collections.abc import Mapping
from dataclasses import fields

from flask_babel import lazy_gettext as _

from casework.domain.disclosure.vocabulary import Action
from casework.domain.terms import Term
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.deciding import (
    ExtendForm,
    PassReviewForm,
    ProposeExtensionForm,
    ReturnForm,
    ServeForm,
    SignForm,
    SubmitForReviewForm,
)
from casework.web.desk.forms.ending import CloseForm, ReissueCodeForm, WithdrawForm
from casework.web.desk.forms.receiving import (
    AskClarificationForm,
    AssignForm,
    ClarifyForm,
    ConfirmReceiptForm,
    LapseForm,
)

__all__ = ["FORMS", "ActForm", "labels"]

FORMS: Mapping[Term, type[ActForm]] = {
    Action.CONFIRM_RECEIPT: ConfirmReceiptForm,
    Action.ASSIGN: AssignForm,
    Action.ASK_CLARIFICATION: AskClarificationForm,
    Action.CLARIFY: ClarifyForm,
    Action.LAPSE: LapseForm,
    Action.PROPOSE_EXTENSION: ProposeExtensionForm,
    Action.EXTEND: ExtendForm,
    Action.SUBMIT_FOR_REVIEW: SubmitForReviewForm,
    Action.RETURN: ReturnForm,
    Action.PASS_REVIEW: PassReviewForm,
    Action.SIGN: SignForm,
    Action.SERVE: ServeForm,
    Action.WITHDRAW: WithdrawForm,
    Action.CLOSE: CloseForm,
    Action.REISSUE_CODE: ReissueCodeForm,
}

# Acts that have no form here, because the register or the applicant does them.
_OTHER_LABELS: Mapping[Term, Mapping[str, str]] = {
    Action.REGISTER: {
        "channel": _("收件渠道"),
        "arrived_on": _("收件之日"),
        "evidence": _("收件凭证"),
    },
    Action.RATE: {"score": _("评分"), "comment": _("评价")},
}


def labels(action: Term) -> Mapping[str, str]:
    """What each fact of an act is called, by its name: the labels of the act's form."""
    form = FORMS.get(action)
    if form is None:
        return _OTHER_LABELS.get(action, {})
    unbound = ((field.name, getattr(form, field.name, None)) for field in fields(form.makes))
    # A field that is not yet bound to a form keeps its label as its first argument.
    return {name: str(field.args[0]) for name, field in unbound if field is not None}
