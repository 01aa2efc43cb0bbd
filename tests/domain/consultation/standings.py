"""Consultations and comments at every point of their way, replayed from their acts."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from casework.domain.calendar import load_calendar
from casework.domain.consultation import facts
from casework.domain.consultation.content import Content, FinalDocument, Meeting, Passage, Ways
from casework.domain.consultation.standing import Standing
from casework.domain.consultation.tally import Tally
from casework.domain.consultation.vocabulary import (
    Action,
    CommentSource,
    Kind,
    Participation,
    State,
)
from casework.domain.consultation.workflow import CONSULTATION
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Event, Facts, Situation, after

CALENDAR = load_calendar()
OPENS_ON, CLOSES_ON = date(2026, 3, 9), date(2026, 4, 8)
DRAFTED_ON = date(2026, 3, 2)
HANDLER, APPROVER = 2, 5
AGENCY = 1
MEETING = Meeting(
    Participation.HEARING,
    datetime(2026, 4, 20, 9, 0, tzinfo=SHANGHAI),
    "示范市水务局会议室",
    participants="居民代表10人",
    materials_sent_on=date(2026, 4, 10),
)
CONTENT = Content(
    kind=Kind.MAJOR_DECISION,
    title="示范市节约用水管理办法（征求意见稿）",
    unit="水资源科",
    passages=(Passage("第一条", "为了节约用水，制定本办法。"),),
    explanation="本市水资源短缺。",
    basis="《中华人民共和国水法》",
    ways=Ways(),
    participation=(Participation.PUBLIC_COMMENTS,),
    opens_on=OPENS_ON,
    closes_on=CLOSES_ON,
)
NOBODY_CAME = facts.FeedbackSubmission(
    overview="没有收到意见。",
    reasons="",
    tally=Tally(),
    last_comment_id=0,
    kept=(),
    drawn_up_on=date(2026, 4, 9),
    digest="0" * 64,
)
ONE_CAME = replace(
    NOBODY_CAME, tally=Tally(by_source=((CommentSource.ONLINE, 1),), adopted=1), last_comment_id=7
)
DOCUMENT = FinalDocument("示范市节约用水管理办法", "示政发〔2026〕9号", "", date(2026, 5, 6))

# How each state is reached: the acts in order, with their days and who did them.
_DRAFT = (Action.DRAFT, facts.Draft(CONTENT), DRAFTED_ON, Role.HANDLER, HANDLER, State.DRAFT)
_REVIEW = (
    Action.SUBMIT_FOR_REVIEW,
    facts.ReviewRequest(),
    DRAFTED_ON,
    Role.HANDLER,
    HANDLER,
    State.IN_REVIEW,
)
_APPROVED = (
    Action.APPROVE,
    facts.Approval(),
    DRAFTED_ON,
    Role.APPROVER,
    APPROVER,
    State.SCHEDULED,
)
_SUBMITTED = (
    Action.SUBMIT_FEEDBACK,
    NOBODY_CAME,
    date(2026, 4, 9),
    Role.HANDLER,
    HANDLER,
    State.FEEDBACK_IN_REVIEW,
)
_RELEASED = (
    Action.PUBLISH_FEEDBACK,
    facts.FeedbackRelease(),
    date(2026, 4, 10),
    Role.APPROVER,
    APPROVER,
    State.FEEDBACK_PUBLISHED,
)
_CANCELLED = (
    Action.CANCEL,
    facts.Cancellation("不再制定"),
    DRAFTED_ON,
    Role.HANDLER,
    HANDLER,
    State.CANCELLED,
)
_WAYS = {
    State.NASCENT: (),
    State.DRAFT: (_DRAFT,),
    State.IN_REVIEW: (_DRAFT, _REVIEW),
    State.SCHEDULED: (_DRAFT, _REVIEW, _APPROVED),
    State.FEEDBACK_IN_REVIEW: (_DRAFT, _REVIEW, _APPROVED, _SUBMITTED),
    State.FEEDBACK_PUBLISHED: (_DRAFT, _REVIEW, _APPROVED, _SUBMITTED, _RELEASED),
    State.CANCELLED: (_DRAFT, _CANCELLED),
}


def at(state: State) -> Standing:
    """A consultation in a state."""
    standing = Standing()
    for action, given, on, role, user_id, led_to in _WAYS[state]:
        standing = after(standing, Event(action, on, role, user_id, given), led_to)
    return standing


def done(standing: Standing, action: Action, given: Facts, on: date, user_id: int = 5) -> Standing:
    """The consultation after one more act of an approver, which is lawful on that day."""
    step = CONSULTATION.fire(seen(standing, Role.APPROVER, on, user_id), action, given)
    event = Event(action, given.dated(on), step.role, user_id, given)
    return after(standing, event, step.state)


def seen(
    standing: Standing, role: Role, today: date, user_id: int | None = None
) -> Situation[Standing]:
    """A consultation as somebody stands before it."""
    known = {Role.HANDLER: HANDLER, Role.APPROVER: APPROVER}.get(role, 9)
    actor = Actor(frozenset({role}), AGENCY, user_id or known)
    return Situation(standing, actor, today, CALENDAR)


def later(days: int, than: date = CLOSES_ON) -> date:
    """So many days after the last day of the comments."""
    return than + timedelta(days=days)
