"""The forms of the acts: one small class for each dataclass of facts, found by its act in FORMS."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache

from flask_babel import lazy_gettext as _

from casework.domain.disclosure.vocabulary import Action
from casework.domain.terms import Term
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.asking import (
    AskReasonsForm,
    DeferForm,
    ProceedWithoutReasonsForm,
    ReceiveReasonsForm,
)
from casework.web.desk.forms.charging import (
    ChargeFeeForm,
    LapseFeeForm,
    RecordFeeNoticeForm,
    RecordPaymentForm,
    RefundFeeForm,
    WaiveFeeForm,
)
from casework.web.desk.forms.consulting import (
    CallOffForm,
    ConsultAgencyForm,
    ConsultThirdPartyForm,
    RecordLetterReceivedForm,
    RecordOpinionForm,
)
from casework.web.desk.forms.correcting import FORMS as CORRECTING
from casework.web.desk.forms.deciding import (
    ExtendForm,
    PassLevelForm,
    PassReviewForm,
    ProposeExtensionForm,
    RecallForm,
    ReturnForm,
    SignForm,
    SubmitForReviewForm,
)
from casework.web.desk.forms.ending import CloseForm, ReissueCodeForm, WithdrawForm
from casework.web.desk.forms.intake import CorrectReceiptDateForm, MergeForm, SplitForm
from casework.web.desk.forms.keeping import (
    ChangeContactForm,
    LiftRestrictionForm,
    LinkForm,
    NoteForm,
    RecuseForm,
    RestrictForm,
)
from casework.web.desk.forms.receiving import (
    AskClarificationForm,
    AssignForm,
    ClarifyForm,
    ConfirmReceiptForm,
    LapseForm,
    ReassignForm,
)
from casework.web.desk.forms.remedies import (
    AcceptLateAnswerForm,
    ConcludeRemedyForm,
    OpenRemedyForm,
    OrderRedecisionForm,
    OrderReplyForm,
    RecordLateAnswerForm,
)
from casework.web.desk.forms.serving import (
    CorrectLetterForm,
    RecordDeliveryForm,
    ServeAgainForm,
    ServeForm,
    ServeLetterForm,
    SpotReplyForm,
)

__all__ = ["FORMS", "ActForm", "labels"]

FORMS: Mapping[Term, type[ActForm]] = {
    Action.CONFIRM_RECEIPT: ConfirmReceiptForm,
    Action.CORRECT_RECEIPT_DATE: CorrectReceiptDateForm,
    Action.SPLIT: SplitForm,
    Action.MERGE: MergeForm,
    Action.ASSIGN: AssignForm,
    Action.REASSIGN: ReassignForm,
    Action.ASK_CLARIFICATION: AskClarificationForm,
    Action.CLARIFY: ClarifyForm,
    Action.LAPSE: LapseForm,
    Action.ASK_REASONS: AskReasonsForm,
    Action.RECEIVE_REASONS: ReceiveReasonsForm,
    Action.PROCEED_WITHOUT_REASONS: ProceedWithoutReasonsForm,
    Action.DEFER: DeferForm,
    Action.CONSULT_THIRD_PARTY: ConsultThirdPartyForm,
    Action.CONSULT_AGENCY: ConsultAgencyForm,
    Action.RECORD_LETTER_RECEIVED: RecordLetterReceivedForm,
    Action.RECORD_OPINION: RecordOpinionForm,
    Action.CALL_OFF_CONSULTATION: CallOffForm,
    Action.PROPOSE_EXTENSION: ProposeExtensionForm,
    Action.EXTEND: ExtendForm,
    Action.CHARGE_FEE: ChargeFeeForm,
    Action.RECORD_FEE_NOTICE: RecordFeeNoticeForm,
    Action.RECORD_PAYMENT: RecordPaymentForm,
    Action.WAIVE_FEE: WaiveFeeForm,
    Action.LAPSE_FEE: LapseFeeForm,
    Action.REFUND_FEE: RefundFeeForm,
    Action.SUBMIT_FOR_REVIEW: SubmitForReviewForm,
    Action.RETURN: ReturnForm,
    Action.PASS_LEVEL: PassLevelForm,
    Action.PASS_REVIEW: PassReviewForm,
    Action.SIGN: SignForm,
    Action.RECALL: RecallForm,
    Action.REPLY_ON_THE_SPOT: SpotReplyForm,
    Action.SERVE: ServeForm,
    Action.RECORD_DELIVERY: RecordDeliveryForm,
    Action.SERVE_AGAIN: ServeAgainForm,
    Action.SERVE_LETTER: ServeLetterForm,
    Action.CORRECT_LETTER: CorrectLetterForm,
    Action.WITHDRAW: WithdrawForm,
    Action.CLOSE: CloseForm,
    Action.RECORD_LATE_ANSWER: RecordLateAnswerForm,
    Action.ACCEPT_LATE_ANSWER: AcceptLateAnswerForm,
    Action.OPEN_REMEDY: OpenRemedyForm,
    Action.CONCLUDE_REMEDY: ConcludeRemedyForm,
    Action.ORDER_REPLY: OrderReplyForm,
    Action.ORDER_REDECISION: OrderRedecisionForm,
    Action.NOTE: NoteForm,
    Action.LINK: LinkForm,
    Action.RECUSE: RecuseForm,
    Action.RESTRICT: RestrictForm,
    Action.LIFT_RESTRICTION: LiftRestrictionForm,
    Action.CHANGE_CONTACT: ChangeContactForm,
    Action.REISSUE_CODE: ReissueCodeForm,
}

# Acts that have no form here, because the register or the applicant does them.
_OTHER_LABELS: Mapping[Term, Mapping[str, object]] = {
    Action.REGISTER: {
        "channel": _("收件渠道"),
        "arrived_on": _("收件之日"),
        "evidence": _("收件凭证"),
    },
    Action.RATE: {"score": _("评分"), "comment": _("评价")},
}


@cache
def labels(action: Term) -> Mapping[str, object]:
    """What each fact of an act is called, by its name: the labels of the act's form.

    They are lazy: `str` says one in the reader's language.
    """
    form = FORMS.get(action) or CORRECTING.get(action)
    if form is None:
        return _OTHER_LABELS.get(action, {})
    unbound = ((field.name, getattr(form, field.name, None)) for field in fields(form.makes))
    # A field that is not yet bound to a form keeps its label as its first argument.
    return {name: field.args[0] for name, field in unbound if field is not None}
