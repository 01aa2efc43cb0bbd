"""A request's history told act by act, each through the table, so that none is impossible."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from casework.domain.calendar import Calendar, load_calendar
from casework.domain.clock import Reckoning
from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import Standing, in_time, reply_clock
from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import Actor, Role
from casework.domain.terms import Term
from casework.domain.workflow import Event, Facts, Refused, Situation, after

CALENDAR = load_calendar()
MONDAY = date(2025, 3, 3)  # the twentieth working day after it is 31 March
DIGEST = "0" * 64
PEOPLE = {
    "applicant": Actor(frozenset({Role.APPLICANT}), 1),
    "consulted": Actor(frozenset({Role.CONSULTED}), 1),
    "clerk": Actor(frozenset({Role.CLERK}), 1, 6),
    "handler": Actor(frozenset({Role.HANDLER}), 1, 7),
    "colleague": Actor(frozenset({Role.HANDLER}), 1, 70),
    "reviewer": Actor(frozenset({Role.REVIEWER}), 1, 8),
    "second reviewer": Actor(frozenset({Role.REVIEWER}), 1, 80),
    "approver": Actor(frozenset({Role.APPROVER}), 1, 9),
    "administrator": Actor(frozenset({Role.ADMINISTRATOR}), 1, 10),
}
GRANTED = facts.DraftDecision(Outcome.GRANTED, leaves.Granted("验收报告", "电子文档"))
NOT_HELD = facts.DraftDecision(
    Outcome.NOT_FOUND,
    leaves.NotFound("验收报告", "档案室", "李某", "验收", MONDAY, "没有制作"),
)
WITHHELD = leaves.Withheld("会议记录", leaves.Ground.DELIBERATIVE, "属于讨论记录")
DELIBERATIVE = facts.DraftDecision(Outcome.DELIBERATIVE, WITHHELD)


@dataclass
class Story:
    """A request as it stands on a day; `do` fires an act and writes its event down."""

    today: date = MONDAY
    standing: Standing = field(default_factory=Standing)
    calendar: Calendar = CALENDAR

    def situation(self, who: str | Actor = "handler") -> Situation[Standing]:
        actor = PEOPLE[who] if isinstance(who, str) else who
        return Situation(self.standing, actor, self.today, self.calendar)

    def do(
        self, action: Action, given: Facts, who: str | Actor = "handler", on: date | None = None
    ) -> "Story":
        """Do an act on a day, today unless another is told."""
        self.today = on or self.today
        situation = self.situation(who)
        step = DISCLOSURE.fire(situation, action, given)
        event = Event(action, given.dated(self.today), step.role, situation.actor.user_id, given)
        self.standing = after(self.standing, event, step.state)
        return self

    def refusal(
        self, action: Action, given: Facts, who: str | Actor = "handler", on: date | None = None
    ) -> Term:
        """The rule that stands in the way of an act; fails where none does."""
        situation = self.situation(who)
        if on is not None:
            situation = Situation(self.standing, situation.actor, on, self.calendar)
        with pytest.raises(Refused) as refused:
            DISCLOSURE.fire(situation, action, given)
        return refused.value.reason

    def unoffered(self, action: Action, who: str | Actor = "handler") -> Term | None:
        """Why an act is not offered today; None if it is."""
        refused = DISCLOSURE.refusal(self.situation(who), action)
        return None if refused is None else refused.reason

    @property
    def clock(self) -> Reckoning:
        return reply_clock(self.standing, self.calendar)

    @property
    def due_on(self) -> date | None:
        return self.clock.due_on

    @property
    def in_time(self) -> bool | None:
        return in_time(self.standing, self.calendar)

    # The commonest acts, told in a word.

    def ask(self, name: str = "甲", on: date | None = None) -> "Story":
        """Ask a third party."""
        asked = facts.Asked(name=name, is_organisation=True)
        given = facts.ThirdPartyConsultation(asked, "合同", "商业秘密")
        return self.do(Action.CONSULT_THIRD_PARTY, given, on=on)

    def ask_agency(
        self,
        role: facts.AgencyRole = facts.AgencyRole.CO_PRODUCER,
        *,
        on: date | None = None,
        suspends: bool = True,
    ) -> "Story":
        asked = facts.Asked(name="示范市财政局", is_organisation=True)
        given = facts.AgencyConsultation(asked, "联合发文", role, suspends=suspends)
        return self.do(Action.CONSULT_AGENCY, given, on=on)

    def letter_received(self, number: int, received_on: date) -> "Story":
        """A letter of consultation arrived; told on that day if it is still to come."""
        given = facts.LetterReceived(number, received_on, "签收单")
        today = max(self.today, received_on)
        return self.do(Action.RECORD_LETTER_RECEIVED, given, on=today)

    def answer(
        self,
        number: int,
        received_on: date,
        opinion: facts.Opinion = facts.Opinion.CONSENTS,
        who: str = "clerk",
    ) -> "Story":
        """An opinion came back; told on that day if it is still to come."""
        reasons = "" if opinion is facts.Opinion.CONSENTS else "含有商业秘密"
        given = facts.OpinionGiven(number, opinion, reasons, received_on)
        return self.do(Action.RECORD_OPINION, given, who, max(self.today, received_on))

    def ask_clarification(self, on: date, respond_by: date) -> "Story":
        given = facts.ClarificationNotice(("请写明年份",), respond_by)
        return self.do(Action.ASK_CLARIFICATION, given, on=on)

    def clarify(self, received_on: date) -> "Story":
        given = facts.Clarification("2024年的报告", ReceiptChannel.IN_PERSON, received_on)
        return self.do(Action.CLARIFY, given, "clerk", max(self.today, received_on))

    def extend(self, on: date, working_days: int = 20) -> "Story":
        given = facts.Extension(working_days, "资料量大")
        self.do(Action.PROPOSE_EXTENSION, given, on=on)
        return self.do(Action.EXTEND, given, "approver")

    def charge(self, on: date) -> "Story":
        given = facts.FeeCharge(FeeMethod.BY_ITEM_MONTH, 10, 3, "超出合理范围", "银行")
        return self.do(Action.CHARGE_FEE, given, on=on)

    def fee_notice(self, received_on: date) -> "Story":
        given = facts.FeeNoticeReceived(received_on, "签收单")
        return self.do(Action.RECORD_FEE_NOTICE, given, "clerk", max(self.today, received_on))

    def pay(self, paid_on: date) -> "Story":
        given = facts.Payment(paid_on, 300, "票据0001")
        return self.do(Action.RECORD_PAYMENT, given, "clerk", max(self.today, paid_on))

    def explain(self, on: date) -> "Story":
        """Ask for reasons on a day, and get them the same day."""
        asked = facts.ReasonsRequest(30, date(on.year, 1, 1), on, date.max)
        self.do(Action.ASK_REASONS, asked, on=on)
        given = facts.ReasonsGiven("研究需要", ReceiptChannel.IN_PERSON, on)
        return self.do(Action.RECEIVE_REASONS, given, "clerk")

    def defer(self, on: date, due_on: date) -> "Story":
        return self.do(Action.DEFER, facts.Deferral(due_on, "数量大"), "approver", on)

    def sign(self, draft: facts.DraftDecision = NOT_HELD, on: date | None = None) -> "Story":
        """Draft, review and sign a decision."""
        self.do(Action.DRAFT_DECISION, draft, on=on)
        self.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
        self.do(Action.PASS_REVIEW, facts.SecrecyReview("未发现涉密内容"), "reviewer")
        return self.do(Action.SIGN, facts.Signature(), "approver")

    def serve(
        self, on: date | None = None, way: facts.ServiceWay = facts.ServiceWay.IN_PERSON
    ) -> "Story":
        """Serve what was signed."""
        posted = way is facts.ServiceWay.POST
        carrier = facts.Carrier.EMS if posted else facts.Carrier.NONE
        served_on = on or self.today
        given = facts.Service(way, served_on, "凭证0001", carrier)
        return self.do(Action.SERVE, given, "clerk", max(self.today, served_on))

    def reply(self, on: date, draft: facts.DraftDecision = NOT_HELD) -> "Story":
        """Decide and serve in person, all on one day."""
        return self.sign(draft, on).serve()

    def conclude(
        self, on: date, result: facts.RemedyResult = facts.RemedyResult.CORRECTED
    ) -> "Story":
        """A reconsideration is opened and concluded on a day; one that corrects orders anew."""
        opened = facts.Remedy(
            facts.RemedyKind.RECONSIDERATION,
            "示范市人民政府",
            on,
            "示复〔2025〕1号",
            "张某",
            "撤销",
        )
        self.do(Action.OPEN_REMEDY, opened, "clerk", on)
        number = len(self.standing.remedies)
        anew = result is facts.RemedyResult.CORRECTED
        concluded = facts.RemedyConclusion(number, result, on, "示复决〔2025〕1号", anew)
        return self.do(Action.CONCLUDE_REMEDY, concluded, "clerk")

    def redecide(self, on: date, due_on: date | None = None) -> "Story":
        """An order to decide again is received, after a reconsideration that corrects."""
        self.conclude(on)
        given = facts.Redecision("示复决〔2025〕1号", on, due_on)
        return self.do(Action.ORDER_REDECISION, given, "approver")

    def lapse(self, on: date) -> "Story":
        return self.do(Action.LAPSE, facts.Lapse("已电话询问"), on=on)

    def accept_late(self, received_on: date) -> "Story":
        given = facts.LateAcceptance(received_on, ReceiptChannel.IN_PERSON, "2024年", "住院")
        return self.do(Action.ACCEPT_LATE_ANSWER, given, "approver", max(self.today, received_on))


def registered(
    on: date = MONDAY,
    way: DeliveryWay = DeliveryWay.POST,
    channel: ReceiptChannel = ReceiptChannel.IN_PERSON,
) -> Story:
    """A request handed in on a day."""
    given = facts.Registration(DIGEST, way, channel, on, on, "当面提交")
    return Story(on).do(Action.REGISTER, given, "clerk")


def submitted(on: date = MONDAY) -> Story:
    """A request filed online and not yet confirmed."""
    given = facts.Submission(DIGEST, DeliveryWay.ONLINE)
    return Story(on).do(Action.SUBMIT, given, "applicant")


def in_hand(on: date = MONDAY, way: DeliveryWay = DeliveryWay.POST) -> Story:
    """A request handed in on a day and given to the handler the same day."""
    return registered(on, way).do(Action.ASSIGN, facts.Assignment("水资源科", 7), "clerk")
