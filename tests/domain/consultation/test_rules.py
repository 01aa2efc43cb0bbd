"""What the law asks beyond the table: periods, hearings, two persons, reasons (713号令 15–18)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from casework.domain.consultation import facts
from casework.domain.consultation.acts.hearings import materials_by
from casework.domain.consultation.content import Content, Meeting, Ways, minimum_of, period
from casework.domain.consultation.standing import Standing
from casework.domain.consultation.tally import Tally
from casework.domain.consultation.vocabulary import (
    Action,
    CommentSource,
    Kind,
    Participation,
    Refusal,
    State,
)
from casework.domain.consultation.workflow import CONSULTATION
from casework.domain.disclosure.refusals import Refusal as Common
from casework.domain.moments import SHANGHAI
from casework.domain.publication.vocabulary import GateRefusal
from casework.domain.roles import Role
from casework.domain.terms import Term
from casework.domain.workflow import Facts, Refused
from tests.domain.consultation.standings import (
    APPROVER,
    CLOSES_ON,
    CONTENT,
    DOCUMENT,
    DRAFTED_ON,
    HANDLER,
    MEETING,
    NOBODY_CAME,
    ONE_CAME,
    OPENS_ON,
    at,
    done,
    later,
    seen,
)

_RULE = replace(CONTENT, kind=Kind.RULE)
_H, _S = Role.HANDLER, Role.APPROVER


def refused(
    standing: Standing,
    action: Action,
    given: Facts,
    role: Role,
    on: date,
    user_id: int | None = None,
) -> Term | None:
    """Why an act is not lawful; None where it is."""
    try:
        CONSULTATION.fire(seen(standing, role, on, user_id), action, given)
    except Refused as refusal:
        return refusal.reason
    return None


def drafted(content: Content, minimum: int = 30) -> Standing:
    return replace(at(State.DRAFT), content=content, minimum_days=minimum)


def review(content: Content, minimum: int = 30) -> Term | None:
    given = facts.ReviewRequest()
    return refused(drafted(content, minimum), Action.SUBMIT_FOR_REVIEW, given, _H, DRAFTED_ON)


@pytest.mark.parametrize(
    ("closes_on", "reason"),
    [
        pytest.param(OPENS_ON + timedelta(30), None, id="30-days-without-the-opening-day"),
        pytest.param(
            OPENS_ON + timedelta(29),
            Refusal.PERIOD_COUNTED_INCLUSIVELY,
            id="opening-day-counted-in",
        ),
        pytest.param(OPENS_ON + timedelta(28), Refusal.PERIOD_TOO_SHORT, id="too-short"),
    ],
)
def test_thirty_days_are_counted_without_the_day_of_publication(
    closes_on: date, reason: Term | None
) -> None:
    assert review(replace(CONTENT, closes_on=closes_on)) is reason


def test_a_shorter_period_needs_a_reason_that_is_published() -> None:
    urgent = replace(CONTENT, closes_on=later(-20), shortening_reason="汛期临近")

    assert review(urgent) is None
    assert review(replace(urgent, shortening_reason=" ")) is Refusal.PERIOD_TOO_SHORT


def test_holidays_do_not_lengthen_a_period_of_calendar_days() -> None:
    over_the_festival = replace(CONTENT, opens_on=date(2026, 9, 15), closes_on=date(2026, 10, 15))

    assert review(over_the_festival) is None
    assert period(over_the_festival, 30).earliest_end == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("kind", "chosen", "minimum"),
    [
        (Kind.MAJOR_DECISION, 7, 30),
        (Kind.RULE, 7, 30),
        (Kind.NORMATIVE_DOCUMENT, 15, 15),
        (Kind.OTHER, 7, 7),
    ],
)
def test_only_the_kinds_without_a_lawful_period_follow_the_agency(
    kind: Kind, chosen: int, minimum: int
) -> None:
    assert minimum_of(kind, chosen) == minimum


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (replace(CONTENT, title=" "), Refusal.NO_DRAFT_TEXT),
        (replace(CONTENT, passages=()), Refusal.NO_DRAFT_TEXT),
        (replace(CONTENT, passages=(), has_draft_file=True), None),
        (replace(CONTENT, explanation=" "), Refusal.NO_EXPLANATION),
        (replace(CONTENT, explanation="", kind=Kind.OTHER), None),
        (replace(CONTENT, ways=Ways(online=False)), Refusal.NO_WAY),
        (replace(CONTENT, ways=Ways(online=False, fax="000-12345678")), None),
    ],
)
def test_draft_explanation_and_ways_are_published_together(
    content: Content, reason: Term | None
) -> None:
    assert review(content) is reason


def test_a_period_does_not_end_before_it_begins() -> None:
    backwards = facts.Draft(replace(CONTENT, closes_on=OPENS_ON - timedelta(1)))

    assert refused(Standing(), Action.DRAFT, backwards, _H, DRAFTED_ON) is Refusal.PERIOD_BACKWARDS


def test_who_drafted_it_does_not_approve_it() -> None:
    given = facts.Approval()
    standing = at(State.IN_REVIEW)

    assert refused(standing, Action.APPROVE, given, _S, DRAFTED_ON, HANDLER) is Refusal.SAME_PERSON


def test_nothing_is_said_to_have_been_open_before_it_was_public() -> None:
    given, standing = facts.Approval(), at(State.IN_REVIEW)

    assert refused(standing, Action.APPROVE, given, _S, OPENS_ON) is None
    assert (
        refused(standing, Action.APPROVE, given, _S, OPENS_ON + timedelta(1))
        is Refusal.OPENS_IN_PAST
    )


def test_it_is_amended_until_it_opens_and_reviewed_again() -> None:
    given, standing = facts.Draft(CONTENT), at(State.SCHEDULED)

    assert refused(standing, Action.AMEND, given, _H, OPENS_ON - timedelta(1)) is None
    assert refused(standing, Action.AMEND, given, _H, OPENS_ON) is Refusal.HAS_OPENED


@pytest.mark.parametrize(
    ("closes_on", "on", "reason"),
    [
        pytest.param(later(1), CLOSES_ON, None, id="on-the-last-day"),
        pytest.param(CLOSES_ON, OPENS_ON, Refusal.NEVER_SHORTER, id="the-same-day"),
        pytest.param(later(-1), OPENS_ON, Refusal.NEVER_SHORTER, id="shorter"),
        pytest.param(later(9), later(1), Refusal.CLOSED_ALREADY, id="after-it-closed"),
    ],
)
def test_a_period_is_only_lengthened_and_only_while_it_runs(
    closes_on: date, on: date, reason: Term | None
) -> None:
    given = facts.PeriodExtension(closes_on, "反映意见的群众较多")

    assert refused(at(State.SCHEDULED), Action.EXTEND_PERIOD, given, _S, on) is reason


def test_an_extension_and_a_cancellation_say_why() -> None:
    standing = at(State.SCHEDULED)

    assert (
        refused(standing, Action.EXTEND_PERIOD, facts.PeriodExtension(later(5), ""), _S, OPENS_ON)
        is Refusal.NO_REASON
    )
    assert refused(standing, Action.CANCEL, facts.Cancellation(" "), _S, OPENS_ON) is (
        Refusal.NO_REASON
    )
    assert refused(standing, Action.CANCEL, facts.Cancellation("撤销"), _S, later(1)) is (
        Refusal.CLOSED_ALREADY
    )
    assert refused(standing, Action.CANCEL, facts.Cancellation("撤销"), _H, OPENS_ON) is (
        Refusal.PUBLIC_NEEDS_APPROVER
    )


def test_an_extension_is_kept_beside_the_day_before_it() -> None:
    given = facts.PeriodExtension(later(10), "反映意见的群众较多")
    standing = done(at(State.SCHEDULED), Action.EXTEND_PERIOD, given, OPENS_ON)
    (made,) = standing.extensions

    assert (made.on, made.before, made.closes_on) == (OPENS_ON, CLOSES_ON, later(10))
    assert standing.closes_on == later(10)


def hearing(on: date, sent_on: date | None = None) -> facts.HearingAddition:
    held_at = datetime(on.year, on.month, on.day, 9, tzinfo=SHANGHAI)
    return facts.HearingAddition(replace(MEETING, held_at=held_at, materials_sent_on=sent_on))


def test_a_rules_hearing_is_announced_thirty_days_before() -> None:
    standing = drafted(_RULE)

    assert refused(standing, Action.ADD_HEARING, hearing(date(2026, 4, 1)), _H, DRAFTED_ON) is None
    late = refused(standing, Action.ADD_HEARING, hearing(date(2026, 3, 31)), _H, DRAFTED_ON)
    assert late is Refusal.HEARING_NOTICE_LATE


def test_the_notice_of_a_hearing_is_held_against_the_day_of_its_approval() -> None:
    announced = done(
        replace(drafted(_RULE), handler_id=APPROVER),
        Action.ADD_HEARING,
        hearing(date(2026, 4, 1)),
        DRAFTED_ON,
    )
    waiting = replace(announced, state=State.IN_REVIEW)

    assert refused(waiting, Action.APPROVE, facts.Approval(), _S, DRAFTED_ON) is None
    assert refused(waiting, Action.APPROVE, facts.Approval(), _S, date(2026, 3, 3)) is (
        Refusal.HEARING_NOTICE_LATE
    )


def test_a_discussion_meeting_and_a_decisions_hearing_have_no_thirty_days() -> None:
    meeting = replace(hearing(date(2026, 3, 20)).meeting, kind=Participation.DISCUSSION_MEETING)
    soon = facts.HearingAddition(meeting)

    assert refused(drafted(_RULE), Action.ADD_HEARING, soon, _H, DRAFTED_ON) is None
    decision = hearing(date(2026, 3, 20))
    assert refused(drafted(CONTENT), Action.ADD_HEARING, decision, _H, DRAFTED_ON) is None


@pytest.mark.parametrize(
    ("sent_on", "reason"),
    [(date(2026, 3, 13), None), (date(2026, 3, 14), Refusal.MATERIALS_LATE), (None, None)],
)
def test_the_materials_of_a_hearing_arrive_seven_days_before(
    sent_on: date | None, reason: Term | None
) -> None:
    given = hearing(date(2026, 3, 20), sent_on)

    assert refused(drafted(CONTENT), Action.ADD_HEARING, given, _H, DRAFTED_ON) is reason
    assert materials_by(drafted(CONTENT), given.meeting) == date(2026, 3, 13)
    assert materials_by(drafted(_RULE), given.meeting) is None


def announced(meeting: Meeting = MEETING) -> Standing:
    given = facts.HearingAddition(meeting)
    return done(at(State.SCHEDULED), Action.ADD_HEARING, given, DRAFTED_ON)


def test_a_hearing_is_recorded_after_it_was_held_and_once() -> None:
    given = facts.HearingRecord(1, "到会代表赞成阶梯水价。", 12)
    held_on = MEETING.held_on
    standing = announced()

    assert refused(standing, Action.RECORD_HEARING, given, _S, held_on - timedelta(1)) is (
        Refusal.MEETING_NOT_HELD
    )
    named = facts.HearingRecord(1, "代表张某，电话19900000000，赞成。", 12)
    assert refused(standing, Action.RECORD_HEARING, named, _S, held_on) is (
        GateRefusal.NAMES_SOMEBODY
    )
    recorded = done(standing, Action.RECORD_HEARING, given, held_on)
    assert recorded.meetings[0].recorded_on == held_on
    assert refused(recorded, Action.RECORD_HEARING, given, _S, held_on) is Refusal.MEETING_RECORDED


def test_a_hearing_without_materials_is_not_recorded_as_held() -> None:
    given = facts.HearingRecord(1, "记录", 12)
    standing = announced(replace(MEETING, materials_sent_on=None))

    assert refused(standing, Action.RECORD_HEARING, given, _S, MEETING.held_on) is (
        Refusal.MATERIALS_NOT_SENT
    )


def test_a_meeting_is_changed_by_its_number() -> None:
    moved = replace(MEETING, held_at=MEETING.held_at + timedelta(days=1))
    standing = announced()
    changed = done(standing, Action.CHANGE_HEARING, facts.HearingChange(1, moved), OPENS_ON)
    listed = replace(MEETING, participants="代表名单见附件")
    kept = done(standing, Action.CHANGE_HEARING, facts.HearingChange(1, listed), OPENS_ON)

    assert (changed.meetings[0].meeting, changed.meetings[0].added_on) == (moved, OPENS_ON)
    assert kept.meetings[0].added_on == DRAFTED_ON
    assert refused(
        standing, Action.CHANGE_HEARING, facts.HearingChange(2, moved), _S, OPENS_ON
    ) is (Refusal.NO_SUCH_MEETING)


@pytest.mark.parametrize(
    ("meeting", "reason"),
    [
        (replace(MEETING, kind=Participation.QUESTIONNAIRE), Refusal.NOT_A_MEETING),
        (replace(MEETING, place=" "), Refusal.NOT_A_MEETING),
        (
            replace(MEETING, held_at=datetime(2026, 3, 1, 9, tzinfo=SHANGHAI)),
            Refusal.MEETING_IN_PAST,
        ),
    ],
)
def test_a_meeting_is_held_somewhere_and_in_the_future(meeting: Meeting, reason: Term) -> None:
    given = facts.HearingAddition(replace(meeting, materials_sent_on=None))

    assert refused(drafted(CONTENT), Action.ADD_HEARING, given, _H, DRAFTED_ON) is reason


def test_feedback_waits_until_comments_have_closed() -> None:
    standing = at(State.SCHEDULED)

    assert refused(standing, Action.SUBMIT_FEEDBACK, NOBODY_CAME, _H, CLOSES_ON) is (
        Refusal.NOT_CLOSED_YET
    )
    assert refused(standing, Action.SUBMIT_FEEDBACK, NOBODY_CAME, _H, later(1)) is None


@pytest.mark.parametrize(
    ("tally", "reason"),
    [
        (ONE_CAME.tally, None),
        (replace(ONE_CAME.tally, adopted=0, unanswered=1), Refusal.UNANSWERED),
        (Tally(by_source=((CommentSource.LETTER, 2),), adopted=1), Refusal.NOT_RECONCILED),
    ],
)
def test_nothing_is_published_while_a_comment_has_no_answer(
    tally: Tally, reason: Term | None
) -> None:
    given = replace(ONE_CAME, tally=tally)

    assert refused(at(State.SCHEDULED), Action.SUBMIT_FEEDBACK, given, _H, later(1)) is reason


def test_who_wrote_the_feedback_does_not_publish_it() -> None:
    given, standing = facts.FeedbackRelease(), at(State.FEEDBACK_IN_REVIEW)

    assert refused(standing, Action.PUBLISH_FEEDBACK, given, _S, later(2), HANDLER) is (
        Refusal.SAME_PUBLISHER
    )


def test_a_withdrawn_feedback_leaves_the_consultation_to_be_answered() -> None:
    published = at(State.FEEDBACK_PUBLISHED)
    given = facts.FeedbackWithdrawal("数字有误")
    standing = done(published, Action.WITHDRAW_FEEDBACK, given, later(5))

    assert (standing.feedback, standing.feedback_on, standing.closed_on) == (None, None, None)
    assert standing.withdrawal == given
    assert refused(
        published, Action.WITHDRAW_FEEDBACK, facts.FeedbackWithdrawal(""), _S, later(5)
    ) is (Refusal.NO_REASON)


def test_a_final_document_was_issued_before_it_is_linked() -> None:
    given, standing = facts.FinalDocumentLink(DOCUMENT), at(State.FEEDBACK_PUBLISHED)

    assert refused(standing, Action.LINK_FINAL_DOCUMENT, given, _S, date(2026, 5, 5)) is (
        Common.DATE_IN_FUTURE
    )
    linked = done(standing, Action.LINK_FINAL_DOCUMENT, given, DOCUMENT.issued_on)
    assert linked.final_document == given


def test_another_handler_leaves_it_alone() -> None:
    given, standing = facts.Draft(CONTENT), at(State.DRAFT)

    assert refused(standing, Action.AMEND, given, _H, DRAFTED_ON, 77) is Common.NOT_YOUR_CASE
    assigned = done(standing, Action.NOTE, facts.Note("备注"), DRAFTED_ON)
    assert assigned.handler_id == HANDLER


def test_a_returned_draft_says_why_until_it_is_submitted_again() -> None:
    why = facts.Return("请补充依据")
    back = done(at(State.IN_REVIEW), Action.RETURN, why, DRAFTED_ON)
    again = facts.ReviewRequest().change(back, back.events[-1])

    assert (back.returned, again.returned) == (why, None)


def test_a_returned_feedback_lets_comments_be_answered_otherwise() -> None:
    why = facts.FeedbackReturn("请写明理由")
    back = done(at(State.FEEDBACK_IN_REVIEW), Action.RETURN_FEEDBACK, why, later(3))

    assert (back.feedback, back.feedback_returned) == (None, why)
