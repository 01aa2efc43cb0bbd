"""What the law asks beyond the table: each guard looks at a situation and may refuse the act.

Asked with facts=None, a guard answers whether the act may be offered at all.
"""

from datetime import date

from casework.domain.clock import EXTENSION_LIMIT
from casework.domain.disclosure import facts
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.clock import reply_clock
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import PartlyGranted, Withheld
from casework.domain.disclosure.standing import Standing
from casework.domain.roles import Role
from casework.domain.terms import Term, term
from casework.domain.workflow import Facts, Refused, Situation

Case = Situation[Standing]


class Refusal(Term):
    """The sentences of refusal: which rule, and what to do."""

    NOT_YOUR_CASE = term(
        "not_your_case", "这件申请由另一位承办人办理。请先分办给您，或者请该承办人办理。"
    )
    DATE_IN_FUTURE = term("date_in_future", "{on}还没有到（今天是{today}）。请填写已经发生的日期。")
    DATE_TOO_EARLY = term("date_too_early", "{on}早于{earliest}，不可能发生。请核对日期。")
    NO_DEFECTS = term("no_defects", "请一次性列明全部需要补正的事项（条例第三十条）。")
    DEADLINE_PAST = term(
        "deadline_past", "补正期限{on}应当晚于今天，并给申请人合理的时间（条例第三十条）。"
    )
    DEADLINE_RUNS = term(
        "deadline_runs", "补正期限{on}尚未届满，申请人还可以补正（条例第三十条）。请在期满后办理。"
    )
    EXTENSION_LENGTH = term(
        "extension_length", "延长的期限是1至{limit}个工作日（条例第三十三条第二款）。"
    )
    EXTENDED_ALREADY = term(
        "extended_already", "答复期限已经延长过一次，不能再次延长（条例第三十三条第二款）。"
    )
    EXTENSION_TOO_LATE = term(
        "extension_too_late",
        "原答复期限{due}已经届满，不能再延期（条例第三十三条第二款）。请尽快作出答复。",
    )
    NOT_PROPOSED = term("not_proposed", "承办人还没有提请延期。请先由承办人写明理由提请。")
    PROPOSER = term("proposer", "提请延期和批准延期应当由不同的人办理。请转给另一位同事。")
    NO_DRAFT = term("no_draft", "还没有拟写答复。请先拟写答复，再送审。")
    LEAF_MISMATCH = term("leaf_mismatch", "所填内容与答复类型不一致。请重新拟写答复。")
    NEVER_CLARIFIED = term(
        "never_clarified", "申请人没有补正过，不能以补正后仍不明确答复（条例第三十条）。"
    )
    NO_WITHHELD_PART = term(
        "no_withheld_part", "部分公开应当逐项写明不予公开的内容、依据和理由（条例第三十七条）。"
    )
    NO_OTHER_LAW = term(
        "no_other_law", "请写明禁止公开的法律或者行政法规的名称和条款（条例第十四条）。"
    )
    NO_OPINION = term(
        "no_opinion",
        "以保护第三方合法权益为由不予公开的，应当先书面征求第三方意见（条例第三十二条）。请写明征求情况。",
    )
    SAME_PERSON = term("same_person", "拟稿、审核、签发应当由不同的人办理。请转给另一位同事。")
    NOT_CHOSEN = term(
        "not_chosen", "申请人没有选择网上领取，不能网上送达。请直接送达或者邮寄送达。"
    )
    NO_PROOF = term("no_proof", "请写明送达凭证：邮件编号、签收人或者送达记录。")
    RATED_ALREADY = term("rated_already", "您已经评价过这件申请，谢谢。")
    SCORE_RANGE = term("score_range", "评价分数是1至5分。")


def by_its_handler(case: Case, given: Facts | None) -> None:
    """A handler acts only on the cases assigned to them."""
    if Role.HANDLER in case.actor.roles and case.actor.user_id != case.standing.handler_id:
        raise Refused(Refusal.NOT_YOUR_CASE)


def dated_within_reason(case: Case, given: Facts | None) -> None:
    """A legal date lies neither in the future nor before the application was made."""
    if given is None:
        return
    on = given.dated(case.today)
    _not_after(on, case.today)
    earliest = case.standing.submitted_on
    if earliest is not None and on < earliest:
        raise Refused(Refusal.DATE_TOO_EARLY, on=on, earliest=earliest)


def registered_in_order(case: Case, given: Facts | None) -> None:
    """What is registered has arrived, and was received no earlier than it arrived."""
    if isinstance(given, facts.Registration):
        _not_after(given.received_on, case.today)
        if given.received_on < given.arrived_on:
            raise Refused(Refusal.DATE_TOO_EARLY, on=given.received_on, earliest=given.arrived_on)


def notice_is_complete(case: Case, given: Facts | None) -> None:
    """A clarification notice lists its defects and leaves time to mend them: 条例 30."""
    if isinstance(given, facts.ClarificationNotice):
        if not given.defects:
            raise Refused(Refusal.NO_DEFECTS)
        if given.respond_by <= case.today:
            raise Refused(Refusal.DEADLINE_PAST, on=given.respond_by)


def clarification_follows_its_notice(case: Case, given: Facts | None) -> None:
    """A request is clarified no earlier than it was asked for, for that is day 0: 条例 30."""
    asked_on = case.standing.clarification_asked_on
    if asked_on is None or not isinstance(given, facts.Clarification):
        return
    if given.received_on < asked_on:
        raise Refused(Refusal.DATE_TOO_EARLY, on=given.received_on, earliest=asked_on)


def clarification_deadline_passed(case: Case, given: Facts | None) -> None:
    """A request lapses only after the last day to clarify: 条例 30."""
    notice = case.standing.clarification
    if notice is not None and case.today <= notice.respond_by:
        raise Refused(Refusal.DEADLINE_RUNS, on=notice.respond_by)


def extension_is_open(case: Case, given: Facts | None) -> None:
    """One extension of 1–20 working days, told before the period ends: 条例 33 II, C-6."""
    if case.standing.extension is not None:
        raise Refused(Refusal.EXTENDED_ALREADY)
    due = reply_clock(case.standing, case.calendar).due_on
    if due is not None and case.today > due:
        raise Refused(Refusal.EXTENSION_TOO_LATE, due=due)
    if isinstance(given, facts.Extension) and not 1 <= given.working_days <= EXTENSION_LIMIT:
        raise Refused(Refusal.EXTENSION_LENGTH, limit=EXTENSION_LIMIT)


def extension_was_proposed(case: Case, given: Facts | None) -> None:
    """The head of the disclosure office approves what a handler proposed: 条例 33 II."""
    if case.standing.proposed_extension is None:
        raise Refused(Refusal.NOT_PROPOSED)
    if case.actor.user_id == case.standing.proposer_id:
        raise Refused(Refusal.PROPOSER)


def leaf_has_its_facts(case: Case, given: Facts | None) -> None:
    """A decision is one leaf of the tree with the facts that this leaf needs: 条例 36–39."""
    if not isinstance(given, facts.DraftDecision):
        return
    if not isinstance(given.facts, given.leaf.facts):
        raise Refused(Refusal.LEAF_MISMATCH)
    if given.outcome is Outcome.STILL_UNCLEAR and not case.standing.clarification_count:
        raise Refused(Refusal.NEVER_CLARIFIED)
    if isinstance(given.facts, PartlyGranted) and not given.facts.withheld:
        raise Refused(Refusal.NO_WITHHELD_PART)
    if isinstance(given.facts, Withheld):
        _ground_is_supported(given, given.facts)


def has_a_draft(case: Case, given: Facts | None) -> None:
    """Only a drafted decision goes to review."""
    if case.standing.draft is None:
        raise Refused(Refusal.NO_DRAFT)


def not_the_author(case: Case, given: Facts | None) -> None:
    """Whoever drafted a decision neither reviews nor signs it."""
    if case.actor.user_id == case.standing.author_id:
        raise Refused(Refusal.SAME_PERSON)


def not_the_reviewer(case: Case, given: Facts | None) -> None:
    """Whoever reviewed a decision does not sign it."""
    if case.actor.user_id == case.standing.reviewer_id:
        raise Refused(Refusal.SAME_PERSON)


def service_is_proven(case: Case, given: Facts | None) -> None:
    """A letter is served after it was signed, in a way the applicant accepts, with proof."""
    if not isinstance(given, facts.Service):
        return
    signed_on = case.standing.signed_on
    if signed_on is not None and given.served_on < signed_on:
        raise Refused(Refusal.DATE_TOO_EARLY, on=given.served_on, earliest=signed_on)
    electronic = given.way is facts.ServiceWay.ELECTRONIC
    if electronic and case.standing.delivery_way is not DeliveryWay.ONLINE:
        raise Refused(Refusal.NOT_CHOSEN)
    if not electronic and not given.proof.strip():
        raise Refused(Refusal.NO_PROOF)


def rated_once(case: Case, given: Facts | None) -> None:
    """An applicant rates the handling once, from 1 to 5."""
    if case.standing.rating is not None:
        raise Refused(Refusal.RATED_ALREADY)
    if isinstance(given, facts.Rating) and not 1 <= given.score <= facts.BEST_SCORE:
        raise Refused(Refusal.SCORE_RANGE)


def _not_after(on: date, today: date) -> None:
    if on > today:
        raise Refused(Refusal.DATE_IN_FUTURE, on=on, today=today)


def _ground_is_supported(draft: facts.DraftDecision, withheld: Withheld) -> None:
    if withheld.ground is not draft.leaf.ground:
        raise Refused(Refusal.LEAF_MISMATCH)
    if draft.outcome is Outcome.PROHIBITED_BY_LAW and not withheld.other_law.strip():
        raise Refused(Refusal.NO_OTHER_LAW)
    if draft.outcome is Outcome.THIRD_PARTY_RIGHTS and not withheld.third_party_opinion.strip():
        raise Refused(Refusal.NO_OPINION)
