"""What each act must bring with it: one frozen dataclass an act (shared by form, event, letter)."""

from dataclasses import dataclass
from datetime import date

from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import LEAVES, Leaf, Outcome
from casework.domain.disclosure.leaves import LeafFacts
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.terms import Term, term
from casework.domain.workflow import Facts

BEST_SCORE = 5


@dataclass(frozen=True, slots=True)
class Submission(Facts):
    """条例 29: an application filed online, received only when both sides confirm it.

    `digest` is the SHA-256 of the application, which itself is kept with the case: personal data
    stay out of the chain of events.
    """

    digest: str
    delivery_way: DeliveryWay


@dataclass(frozen=True, slots=True)
class Registration(Facts):
    """条例 29, 31: an application on paper, by fax, e-mail or by word of mouth, and its evidence.

    `arrived_on` is the day the paper came in, `received_on` the receipt date by 条例 31;
    `evidence` says what proves it. An oral application names the clerk who wrote it down.
    """

    digest: str
    delivery_way: DeliveryWay
    channel: ReceiptChannel
    arrived_on: date
    received_on: date
    evidence: str

    def dated(self, today: date) -> date:
        """The receipt date: 条例 31."""
        return self.received_on


class ConfirmationMeans(Term):
    """How the two sides confirmed an online application (条例 31(三))."""

    PHONE = term("phone", "电话确认")
    TEXT_MESSAGE = term("text_message", "短信确认")
    E_MAIL = term("e_mail", "电子邮件确认")
    IN_PERSON = term("in_person", "当面确认")
    ONLINE = term("online", "网上双方确认")


@dataclass(frozen=True, slots=True)
class ReceiptConfirmation(Facts):
    """条例 31(三): when and how both sides confirmed."""

    confirmed_on: date
    means: ConfirmationMeans
    evidence: str

    def dated(self, today: date) -> date:
        """The day on which both sides confirmed: 条例 31(三)."""
        return self.confirmed_on


@dataclass(frozen=True, slots=True)
class Assignment(Facts):
    """条例 45: the unit and the person who handle the case from now on."""

    handling_unit: str
    handler_id: int


@dataclass(frozen=True, slots=True)
class ClarificationNotice(Facts):
    """条例 30: every defect at once, and a reasonable last day to mend them."""

    defects: tuple[str, ...]
    respond_by: date


@dataclass(frozen=True, slots=True)
class Clarification(Facts):
    """条例 30, 31: the clarified request, and the date it was received by its channel."""

    requested_information: str
    channel: ReceiptChannel
    received_on: date

    def dated(self, today: date) -> date:
        """The day the clarified request was received: the new day 0 (条例 30)."""
        return self.received_on


@dataclass(frozen=True, slots=True)
class Lapse(Facts):
    """条例 30: the deadline to clarify has passed and no good reason is known."""

    inquiry: str


@dataclass(frozen=True, slots=True)
class Extension(Facts):
    """条例 33 II: how many working days more (1–20, once), and why."""

    working_days: int
    reason: str


@dataclass(frozen=True, slots=True)
class DraftDecision(Facts):
    """条例 36–39: a leaf of the outcome tree and the facts that it needs."""

    outcome: Outcome
    facts: LeafFacts

    @property
    def leaf(self) -> Leaf:
        """The leaf of the tree: its article, row, letter and ground."""
        return LEAVES[self.outcome]


@dataclass(frozen=True, slots=True)
class ReviewRequest(Facts):
    """条例 17, 45: the handler submits the draft; the remark is for the reviewer."""

    remark: str = ""


@dataclass(frozen=True, slots=True)
class Return(Facts):
    """Why a draft goes back to the handler."""

    reason: str


@dataclass(frozen=True, slots=True)
class SecrecyReview(Facts):
    """条例 17: the secrecy review that must stand before any release, and the remark."""

    conclusion: str


@dataclass(frozen=True, slots=True)
class Signature(Facts):
    """The approver's signature; the letter is numbered and fixed at this moment."""

    remark: str = ""


class ServiceWay(Term):
    """How a letter is served (国办公开办函〔2016〕235号); electronic only where chosen."""

    IN_PERSON = term("in_person", "直接送达")
    POST = term("post", "邮寄送达（邮政企业）")
    ELECTRONIC = term("electronic", "网上送达")


@dataclass(frozen=True, slots=True)
class Service(Facts):
    """R-SVC-4: the way, its date (posted, signed or sent) and its proof."""

    way: ServiceWay
    served_on: date
    proof: str

    def dated(self, today: date) -> date:
        """The day that counts for timeliness: R-SVC-4."""
        return self.served_on


@dataclass(frozen=True, slots=True)
class Withdrawal(Facts):
    """The applicant's statement that the request is withdrawn."""

    statement: str


@dataclass(frozen=True, slots=True)
class OtherClosure(Facts):
    """Why a request ends without a decision: the applicant's death, dissolution, and the like."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rating(Facts):
    """What the applicant thinks of the handling: 1 (very poor) to BEST_SCORE (very good)."""

    score: int
    comment: str = ""


@dataclass(frozen=True, slots=True)
class IdentityCheck(Facts):
    """How an applicant's identity was checked before a new query code was given out."""

    means: str
