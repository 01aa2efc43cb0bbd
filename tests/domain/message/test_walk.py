"""Random lawful histories of a message: what is always true of it, whatever happened."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.clock import ClockState
from casework.domain.message import facts
from casework.domain.message.standing import Standing, reply_clock, urgency_of
from casework.domain.message.vocabulary import Action, State, Urgency
from casework.domain.message.workflow import MESSAGE
from casework.domain.roles import STAFF, Actor, author
from casework.domain.workflow import Event, Facts, Refused, Situation, after, replay
from tests.domain.message.standings import (
    CALENDAR,
    COPY,
    HANDLER,
    HIDDEN,
    OTHER,
    REDIRECTED,
    SUBMITTED,
    registered,
)

_BEGUN = date(2026, 1, 5)
_EVERYBODY = (author(1), *(Actor(STAFF, 1, user_id) for user_id in (HANDLER, OTHER, 3)))
_WORK = frozenset({*(State.RECEIVED, State.ACCEPTED, State.TRANSFERRED), State.IN_REVIEW})
_MAKERS: dict[Action, Facts] = {
    Action.SUBMIT: SUBMITTED,
    Action.SUBMIT_UNVERIFIED: SUBMITTED,
    Action.VERIFY: facts.Verification(),
    Action.WAIVE_VERIFICATION: facts.Waiver("已联系"),
    Action.REGISTER: registered(_BEGUN),
    Action.ACCEPT: facts.Acceptance("水资源科", HANDLER),
    Action.TRANSFER: facts.Transfer("水土保持科", OTHER, "属于其职责"),
    Action.REASSIGN: facts.Assignment("水资源科", OTHER),
    Action.SEND_BACK: facts.SendingBack("不属职责"),
    Action.DRAFT: facts.Draft("已修复。"),
    Action.SUBMIT_FOR_REVIEW: facts.ReviewRequest(),
    Action.RETURN: facts.Return("请写明日期"),
    Action.APPROVE_REPLY: facts.Approval(),
    Action.EXTEND: facts.Extension(5, "核实"),
    Action.REDIRECT: REDIRECTED,
    Action.CONVERT: facts.Conversion("申请公开", "SFSW-2026-000001"),
    Action.HIDE: HIDDEN,
    Action.RESTORE: facts.Restoration("误判"),
    Action.RATE: facts.Rating(3),
    Action.FOLLOW_UP: facts.FollowUp("还没有修", 5),
    Action.CLOSE: facts.Closing(),
    Action.CHANGE_CONSENT: facts.Consent(may_be_published=True),
    Action.PREPARE_PUBLICATION: facts.Preparation(COPY),
    Action.PUBLISH: facts.Release(),
    Action.UNPUBLISH: facts.Withdrawal("有误"),
    Action.NOTE: facts.Note("已联系"),
}
# Which of the acts that are offered, to whom, after how many days.
_STEP = st.tuples(
    st.integers(0, 99), st.sampled_from(_EVERYBODY), st.sampled_from((0, 0, 0, 1, 3, 14))
)


def always(standing: Standing, today: date) -> None:
    """What is true of every message on every day."""
    clock = reply_clock(standing, CALENDAR)
    state = standing.state
    running = state in _WORK

    assert (standing.closed_on is None) == (running or state is State.PENDING_VERIFICATION)
    assert (clock.state_on(today) is ClockState.RUNNING) == running
    assert not running or (clock.due_on is not None and standing.received_on is not None)
    assert (urgency_of(standing, CALENDAR, today) is Urgency.ENDED) == bool(standing.closed_on)
    assert len(standing.rounds) <= 2
    assert len(standing.replies) <= len(standing.rounds)
    assert not standing.is_published or standing.replies
    assert (state is State.HIDDEN) == (standing.hiding is not None)
    assert not (state is State.HIDDEN and standing.replies)


@settings(max_examples=300, deadline=None)
@given(steps=st.lists(_STEP, min_size=10, max_size=60))
def test_a_lawful_history_never_leads_where_nobody_knows_what_is_owed(
    steps: list[tuple[int, Actor, int]],
) -> None:
    standing, today = Standing(), _BEGUN
    done: list[tuple[Event, State]] = []
    for which, actor, days in steps:
        today += timedelta(days=days)
        case = Situation(standing, actor, today, CALENDAR)
        offered = MESSAGE.permitted(case)
        if not offered:
            continue
        action = offered[which % len(offered)].action
        brought = _MAKERS[Action(action)]
        try:
            step = MESSAGE.fire(case, action, brought)
        except Refused:  # by what is brought: passed on to whose it is already
            continue
        event = Event(step.row.action, brought.dated(today), step.role, actor.user_id, brought)
        standing = after(standing, event, step.state)
        done.append((event, State(step.state)))
        always(standing, today)

    assert replay(Standing(), done) == standing
