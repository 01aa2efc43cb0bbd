"""The roads on which the demo's very many requests go; each day's is walked once by the domain.

So every state, date and letter's fact is lawful: the cases that set out on one day on one road
differ only in who asks, for what, and whom.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from casework.cli.demo.stories import GIVEN
from casework.cli.demo.telling import searched
from casework.domain.calendar import Calendar
from casework.domain.disclosure import facts
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Event, Facts, Situation, after

APPLICANT, CLERK, HANDLER, REVIEWER, APPROVER = range(5)  # who acts; the number is their stand-in
UNIT = "办公室"
_ACTORS = {
    APPLICANT: Actor(frozenset({Role.APPLICANT}), 1),
    CLERK: Actor(frozenset({Role.CLERK}), 1, CLERK),
    HANDLER: Actor(frozenset({Role.HANDLER}), 1, HANDLER),
    REVIEWER: Actor(frozenset({Role.REVIEWER}), 1, REVIEWER),
    APPROVER: Actor(frozenset({Role.APPROVER}), 1, APPROVER),
}

# Working days after the act before, the act, who does it, with what.
_Act = tuple[int, Action, int, Callable[[date], Facts]]


@dataclass(frozen=True, slots=True)
class Way:
    """A road: how the request came in, what happens then, and how many of a thousand go there."""

    share: int
    channel: ReceiptChannel
    acts: tuple[_Act, ...]


@dataclass(frozen=True, slots=True)
class Walked:
    """A road walked from a day up to today: what happened when, and where it led.

    Each step: the event, the state it led to, the moment, who acted.
    """

    standing: Standing
    steps: tuple[tuple[Event, str, datetime, int], ...]


def walk(way: Way, begin: date, today: date, calendar: Calendar) -> Walked:
    """Go a road from a day on; what would be after today has not happened."""
    standing, on = Standing(), begin
    steps = []
    for number, (days, action, who, make) in enumerate((_first(way), *way.acts)):
        on = calendar.add(on, days) if days else on
        if on > today:
            break
        given = make(on)
        step = DISCLOSURE.fire(Situation(standing, _ACTORS[who], on, calendar), action, given)
        event = Event(action, given.dated(on), step.role, _ACTORS[who].user_id, given)
        standing = after(standing, event, step.state)
        at = datetime.combine(on, time(9), SHANGHAI) + timedelta(minutes=10 * number)
        steps.append((event, str(step.state.value), at, who))
    return Walked(standing, tuple(steps))


def _first(way: Way) -> _Act:
    if way.channel is ReceiptChannel.ONLINE:
        return 0, Action.SUBMIT, APPLICANT, lambda on: facts.Submission("", DeliveryWay.ONLINE)
    return (
        0,
        Action.REGISTER,
        CLERK,
        lambda on: facts.Registration("", DeliveryWay.ONLINE, way.channel, on, on, "收件登记"),
    )


def _confirm(days: int) -> _Act:
    phone = facts.ConfirmationMeans.PHONE
    return (
        days,
        Action.CONFIRM_RECEIPT,
        CLERK,
        lambda on: facts.ReceiptConfirmation(on, phone, "电话确认"),
    )


_ASSIGN: _Act = (0, Action.ASSIGN, CLERK, lambda on: facts.Assignment(UNIT, HANDLER))


def _reply(days: int, outcome: Outcome, served: int = 1) -> tuple[_Act, ...]:
    online = facts.ServiceWay.ELECTRONIC
    given = GIVEN[outcome]
    return (
        (
            days,
            Action.DRAFT_DECISION,
            HANDLER,
            lambda on: facts.DraftDecision(outcome, searched(given, on)),
        ),
        (0, Action.SUBMIT_FOR_REVIEW, HANDLER, lambda on: facts.ReviewRequest()),
        (0, Action.PASS_REVIEW, REVIEWER, lambda on: facts.SecrecyReview("未发现国家秘密")),
        (0, Action.SIGN, APPROVER, lambda on: facts.Signature()),
        (served, Action.SERVE, HANDLER, lambda on: facts.Service(online, on, "平台送达记录")),
    )


def _online(share: int, *acts: _Act, days: int = 1) -> Way:
    return Way(share, ReceiptChannel.ONLINE, (_confirm(days), *acts))


def _paper(share: int, channel: ReceiptChannel, *acts: _Act) -> Way:
    return Way(share, channel, acts)


def _clarified(*then: _Act) -> tuple[_Act, ...]:
    notice = ("请写明所需文件的名称或者文号",)
    return (
        _ASSIGN,
        (
            3,
            Action.ASK_CLARIFICATION,
            HANDLER,
            lambda on: facts.ClarificationNotice(notice, on + timedelta(days=15)),
        ),
        *then,
    )


_ANSWERED: _Act = (
    5,
    Action.CLARIFY,
    CLERK,
    lambda on: facts.Clarification("2024年度验收报告", ReceiptChannel.E_MAIL, on),
)
_LAPSED: _Act = (15, Action.LAPSE, HANDLER, lambda on: facts.Lapse("已电话询问"))
_WITHDRAWN: _Act = (
    6,
    Action.WITHDRAW,
    APPLICANT,
    lambda on: facts.Withdrawal("不再需要"),
)
_EXTENDED: tuple[_Act, ...] = (
    (15, Action.PROPOSE_EXTENSION, HANDLER, lambda on: facts.Extension(20, "资料量大")),
    (0, Action.EXTEND, APPROVER, lambda on: facts.Extension(20, "资料量大")),
)

_O, _C = Outcome, ReceiptChannel
WAYS = (
    _online(210, _ASSIGN, *_reply(8, _O.GRANTED)),
    _online(140, _ASSIGN, *_reply(14, _O.GRANTED)),
    _online(120, _ASSIGN, *_reply(12, _O.NOT_FOUND)),
    _online(80, _ASSIGN, *_reply(5, _O.ALREADY_PUBLIC), days=2),
    _online(60, _ASSIGN, *_reply(17, _O.PARTLY_GRANTED)),
    _online(60, _ASSIGN, *_EXTENDED, *_reply(12, _O.PARTLY_GRANTED)),
    _online(20, _ASSIGN, *_reply(24, _O.NOT_FOUND)),
    _online(40, *_clarified(_ANSWERED, *_reply(9, _O.GRANTED))),
    _online(20, *_clarified(_LAPSED)),
    _online(50, _WITHDRAWN),
    _paper(80, _C.REGISTERED_MAIL, _ASSIGN, *_reply(16, _O.GRANTED)),
    _paper(50, _C.REGISTERED_MAIL, _ASSIGN, *_reply(18, _O.NOT_FOUND)),
    _paper(70, _C.IN_PERSON, _ASSIGN, *_reply(3, _O.ALREADY_PUBLIC, 0)),
)
