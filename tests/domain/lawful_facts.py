"""Facts with which an act that is offered can be done: one maker an act, fed with a few numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.leaves import Ground
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import OutsideConsultation, Standing
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Facts
from tests.domain.story import DIGEST, GRANTED, NOT_HELD, WITHHELD, Story

T = TypeVar("T")


@dataclass(frozen=True)
class Chance:
    """What a maker chooses by: the case as it stands today, and a lot to draw."""

    story: Story
    lot: Random

    @property
    def which(self) -> int:
        """A number below 60."""
        return self.lot.randrange(60)

    @property
    def yes(self) -> bool:
        """Heads or tails."""
        return self.lot.random() < 0.5

    @property
    def standing(self) -> Standing:
        return self.story.standing

    @property
    def today(self) -> date:
        return self.story.today

    def since(self, earliest: date | None) -> date:
        """A day up to today, no earlier than another."""
        return max(
            self.today - timedelta(days=self.lot.choice((0, 0, 1, 3, 20))), earliest or self.today
        )

    def later(self, than: date | None = None) -> date:
        """A day to come, after another."""
        return max(self.today, than or self.today) + timedelta(days=1 + self.lot.randrange(40))

    def one(self, several: list[T]) -> T:
        return self.lot.choice(several)


def _registration(chance: Chance) -> Facts:
    arrived = chance.since(date.min)
    received = chance.since(arrived) if chance.yes else chance.today
    channel = chance.one(list(ReceiptChannel))
    return facts.Registration(DIGEST, DeliveryWay.POST, channel, arrived, received, "登记")


def _part(chance: Chance) -> Facts:
    on = chance.since(date.min)
    mail = ReceiptChannel.REGISTERED_MAIL
    return facts.Part(DIGEST, DeliveryWay.POST, mail, on, on, "拆分", "SFSW-2024-1")


def _open(chance: Chance, *, unread: bool = False) -> OutsideConsultation:
    return chance.one(
        [
            one
            for one in chance.standing.consultations
            if one.ended_on is None and not (unread and one.letter_received_on is not None)
        ]
    )


def _letter_received(chance: Chance) -> Facts:
    one = _open(chance, unread=True)
    return facts.LetterReceived(one.number, chance.since(one.asked.on), "签收单")


def _opinion(chance: Chance) -> Facts:
    one = _open(chance)
    on = chance.since(one.letter_received_on or one.asked.on)
    if chance.yes:
        return facts.OpinionGiven(one.number, facts.Opinion.OBJECTS, "商业秘密", on)
    return facts.OpinionGiven(one.number, facts.Opinion.CONSENTS, "", on)


def _agency(chance: Chance) -> Facts:
    asked = facts.Asked(name="示范市财政局", is_organisation=True)
    role = chance.one(list(facts.AgencyRole))
    suspends = role is not facts.AgencyRole.SECRECY or chance.yes
    return facts.AgencyConsultation(asked, "发文", role, suspends=suspends)


def _payment(chance: Chance) -> Facts:
    fee = chance.standing.fee
    assert fee is not None
    asked_on = next(one.on for one in chance.standing.events if one.facts is fee)
    return facts.Payment(chance.since(asked_on), fee.yuan, "票据1")


def _fee_notice(chance: Chance) -> Facts:
    fee = chance.standing.fee
    asked_on = next(one.on for one in chance.standing.events if one.facts is fee)
    return facts.FeeNoticeReceived(chance.since(asked_on), "签收单")


def _refund(chance: Chance) -> Facts:
    paid = chance.standing.payment
    assert paid is not None
    return facts.Refund(1 + chance.which % paid.yuan, "多收", "票据2")


def _drafts(standing: Standing) -> list[facts.DraftDecision]:
    """The decisions that can be drafted now; public interest is told wherever it may be asked."""
    part = leaves.WithheldPart("附件", Ground.DELIBERATIVE, "讨论记录")
    partly = leaves.PartlyGranted("正文", "电子文档", (part,))
    rights = leaves.Withheld("合同", Ground.THIRD_PARTY_RIGHTS, "商业秘密")
    drafts = [
        facts.DraftDecision(Outcome.GRANTED, GRANTED.facts, "饮用水安全"),
        facts.DraftDecision(Outcome.PARTLY_GRANTED, partly, "饮用水安全"),
        facts.DraftDecision(Outcome.DELIBERATIVE, WITHHELD),
        NOT_HELD,
    ]
    asked = [one for one in standing.consultations if one.why.value == "third_party"]
    if any(one.opinion is not facts.Opinion.CONSENTS for one in asked):
        drafts.append(facts.DraftDecision(Outcome.THIRD_PARTY_RIGHTS, rights))
    if standing.clarification_count:
        unclear = leaves.StillUnclear("仍不明确")
        drafts.append(facts.DraftDecision(Outcome.STILL_UNCLEAR, unclear))
    if standing.reasons_asked_on is not None:
        excessive = leaves.Excessive(standing.reasons_asked_on, "研究", "无关")
        drafts.append(facts.DraftDecision(Outcome.EXCESSIVE, excessive))
    return drafts


def _review(chance: Chance) -> Facts:
    levels = [(), (facts.ReviewLevel("审核"),), (facts.ReviewLevel("保密审查", 2),)]
    return facts.ReviewRequest("", chance.one(levels))


def _spot(chance: Chance) -> Facts:
    public = leaves.AlreadyPublic("公报", "网站")
    return facts.SpotReply(
        Outcome.ALREADY_PUBLIC,
        public,
        replied_on=chance.since(chance.standing.received_on),
        secrecy_conclusion="无涉密",
        proof="签收单",
    )


def _service(chance: Chance) -> Facts:
    came_back = chance.standing.delivery
    earliest = chance.standing.signed_on if came_back is None else came_back.on
    on = chance.since(earliest)
    if chance.yes:
        return facts.Service(facts.ServiceWay.POST, on, "EMS1", facts.Carrier.EMS)
    ways = [facts.ServiceWay.IN_PERSON, facts.ServiceWay.ENTRUSTED]
    return facts.Service(chance.one(ways), on, "签收单")


def _delivery(chance: Chance) -> Facts:
    service = chance.standing.service
    assert service is not None
    outcome = chance.one(list(facts.DeliveryOutcome))
    return facts.DeliveryResult(outcome, chance.since(service.served_on), "回执")


def _remedy(chance: Chance) -> Facts:
    kind = chance.one(list(facts.RemedyKind))
    on = chance.since(chance.standing.submitted_on)
    return facts.Remedy(kind, "示范市人民政府", on, "1号", "张某", "撤销")


def _conclusion(chance: Chance) -> Facts:
    pending = [one for one in chance.standing.remedies if one.result is None]
    course = chance.one(pending)
    anew = chance.yes
    result = facts.RemedyResult.CORRECTED if anew else facts.RemedyResult.UPHELD
    on = chance.since(course.opened.opened_on)
    return facts.RemedyConclusion(course.number, result, on, "决1号", anew)


def _redecision(chance: Chance) -> Facts:
    events = [event.facts for event in chance.standing.events]
    orders = [one for one in events if isinstance(one, facts.RemedyConclusion)]
    made = [one.concluded_on for one in orders if one.orders_redecision]
    done = sum(isinstance(one, facts.Redecision) for one in events)
    on = chance.since(made[done])
    return facts.Redecision("决1号", on, chance.later() if chance.yes else None)


def _asked_on(standing: Standing) -> date | None:
    if standing.outcome is Outcome.LAPSED_CLARIFICATION:
        return standing.clarification_asked_on
    return next(one.on for one in standing.events if one.facts is standing.fee)


_THIRD_PARTY = facts.Asked(name="甲公司", is_organisation=True)
_IN_PERSON = ReceiptChannel.IN_PERSON


def _receipt_correction(chance: Chance) -> Facts:
    """A day no later than the ending that a re-opened request counts with."""
    on, ended = chance.since(chance.standing.submitted_on), chance.standing.counted
    latest = on if ended is None else min(on, ended.on)
    return facts.ReceiptCorrection(latest, "邮戳", "看错")


MAKERS: dict[Action, Callable[[Chance], Facts]] = {
    Action.SUBMIT: lambda _: facts.Submission(DIGEST, DeliveryWay.ONLINE),
    Action.REGISTER: _registration,
    Action.TAKE_PART: _part,
    Action.CONFIRM_RECEIPT: lambda c: facts.ReceiptConfirmation(
        c.since(c.standing.submitted_on), c.one(list(facts.ConfirmationMeans)), "通话"
    ),
    Action.CORRECT_RECEIPT_DATE: _receipt_correction,
    Action.SPLIT: lambda _: facts.Split(("甲", "乙"), ("1", "2")),
    Action.MERGE: lambda _: facts.Merge("SFSW-2024-1", "同一件"),
    Action.ASSIGN: lambda c: facts.Assignment(
        "水资源科", c.one([one for one in (7, 70, 71) if one not in c.standing.recused])
    ),
    Action.REASSIGN: lambda c: facts.Assignment(
        "水资源科", c.one([one for one in (7, 70, 71) if one not in c.standing.recused])
    ),
    Action.ASK_CLARIFICATION: lambda c: facts.ClarificationNotice(("年份",), c.later()),
    Action.CLARIFY: lambda c: facts.Clarification(
        "2024年", _IN_PERSON, c.since(c.standing.clarification_asked_on)
    ),
    Action.LAPSE: lambda _: facts.Lapse("已询问"),
    Action.ASK_REASONS: lambda c: facts.ReasonsRequest(
        1 + c.which, c.since(date.min), c.today, c.later()
    ),
    Action.RECEIVE_REASONS: lambda c: facts.ReasonsGiven(
        "研究", _IN_PERSON, c.since(c.standing.reasons_asked_on)
    ),
    Action.PROCEED_WITHOUT_REASONS: lambda _: facts.ReasonsMissing("已询问"),
    Action.DEFER: lambda c: facts.Deferral(c.later(c.story.due_on), "数量大"),
    Action.CONSULT_THIRD_PARTY: lambda _: facts.ThirdPartyConsultation(
        _THIRD_PARTY, "合同", "商业秘密"
    ),
    Action.CONSULT_AGENCY: _agency,
    Action.RECORD_LETTER_RECEIVED: _letter_received,
    Action.RECORD_OPINION: _opinion,
    Action.CALL_OFF_CONSULTATION: lambda c: facts.CallingOff(_open(c).number, "退信"),
    Action.PROPOSE_EXTENSION: lambda c: facts.Extension(1 + c.which % 20, "资料量大"),
    Action.EXTEND: lambda c: facts.Extension(1 + c.which % 20, "资料量大"),
    Action.CHARGE_FEE: lambda c: facts.FeeCharge(
        FeeMethod.BY_ITEM_MONTH, 10, 1 + c.which % 30, "超出", "银行"
    ),
    Action.RECORD_FEE_NOTICE: _fee_notice,
    Action.RECORD_PAYMENT: _payment,
    Action.WAIVE_FEE: lambda _: facts.FeeWaiver("低保"),
    Action.LAPSE_FEE: lambda _: facts.FeeLapse("已询问"),
    Action.REFUND_FEE: _refund,
    Action.DRAFT_DECISION: lambda c: c.one(_drafts(c.standing)),
    Action.SUBMIT_FOR_REVIEW: _review,
    Action.RETURN: lambda _: facts.Return("补充"),
    Action.PASS_LEVEL: lambda _: facts.SecrecyReview("无涉密"),
    Action.PASS_REVIEW: lambda _: facts.SecrecyReview("无涉密"),
    Action.SIGN: lambda _: facts.Signature(),
    Action.RECALL: lambda _: facts.Recall("附件有误"),
    Action.REPLY_ON_THE_SPOT: _spot,
    Action.SERVE: _service,
    Action.RECORD_DELIVERY: _delivery,
    Action.SERVE_AGAIN: _service,
    Action.SERVE_LETTER: lambda c: facts.LetterService(
        "1号", facts.ServiceWay.POST, c.since(c.standing.submitted_on), "EMS1"
    ),
    Action.CORRECT_LETTER: lambda _: facts.LetterCorrection("1号", "年", "年度"),
    Action.WITHDRAW: lambda _: facts.Withdrawal("不再需要"),
    Action.CLOSE: lambda c: facts.OtherClosure("详情", c.one(list(facts.ClosureReason))),
    Action.RATE: lambda c: facts.Rating(1 + c.which % facts.BEST_SCORE),
    Action.RECORD_LATE_ANSWER: lambda c: facts.LateAnswer(
        c.since(_asked_on(c.standing)), "补正", "已告知"
    ),
    Action.ACCEPT_LATE_ANSWER: lambda c: facts.LateAcceptance(
        c.since(_asked_on(c.standing)), _IN_PERSON, "2024年", "住院"
    ),
    Action.OPEN_REMEDY: _remedy,
    Action.CONCLUDE_REMEDY: _conclusion,
    Action.ORDER_REPLY: lambda c: facts.OrderedDate("责令1号", c.later()),
    Action.ORDER_REDECISION: _redecision,
    Action.NOTE: lambda _: facts.Note("备注"),
    Action.LINK: lambda c: facts.Link(f"SFSW-2024-{c.which % 3}", c.one(list(facts.LinkKind))),
    Action.RECUSE: lambda c: facts.Recusal(c.one([7, 70]), "亲属"),
    Action.RESTRICT: lambda _: facts.Restriction((7,), "个人隐私"),
    Action.LIFT_RESTRICTION: lambda _: facts.LiftedRestriction("不再需要"),
    Action.CHANGE_CONTACT: lambda c: facts.PartyChange(
        c.one(list(facts.ContactChange)), DIGEST, "来电"
    ),
    Action.REISSUE_CODE: lambda _: facts.IdentityCheck("核对原件"),
}
