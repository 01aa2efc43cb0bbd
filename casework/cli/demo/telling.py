"""How a demo story is told: through the same services as a real request, on its own days.

A story is what was asked, and the acts with the days, counted back from today. All stories are told
at once, day by day.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from operator import itemgetter
from uuid import NAMESPACE_OID, uuid5

from casework.adapters.clock import SetClock
from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.application import (
    Applicant,
    Application,
    DeliveryForm,
    DeliveryWay,
)
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.vocabulary import Action
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor, citizen
from casework.domain.workflow import Facts
from casework.persistence.queries import people
from casework.services.disclosure import filing, splitting
from casework.services.disclosure.acts import Order, act
from casework.services.office import Office

KEY = uuid5(NAMESPACE_OID, "casework demo story 0").hex

# What happens at a moment, in an office whose clock shows it.
Deed = tuple[datetime, Callable[[Office], object]]
# An act of a story: days back from today, the act, who does it ("" the applicant), its facts.
Act = tuple[int, Action, str, Callable[[date], Facts]]


@dataclass(frozen=True, slots=True)
class Story:
    """A request: who asks for what, how many days ago it was filed, and what happened then."""

    applicant: Applicant
    wanted: str
    filed: int
    acts: tuple[Act, ...] = ()
    way: DeliveryWay = DeliveryWay.ONLINE


@dataclass(frozen=True, slots=True)
class Cast:
    """The colleagues who act in the stories, and the bureau they act for."""

    office: Office
    agency_id: int
    today: date
    staff: dict[str, Actor]


def cast_of(office: Office, agency_id: int) -> Cast:
    """The colleagues of the demo's bureau, as they were entered, on this day."""
    staff = {
        name: Actor(user.roles, agency_id, user.id)
        for name in ("clerk", "handler", "handler2", "reviewer", "approver")
        if (user := people.user_by_name(name)) is not None
    }
    return Cast(office, agency_id, office.today(), staff)


def happen(office: Office, deeds: Iterable[Deed]) -> None:
    """Let everything happen, one day after the other, up to now: numbers follow dates."""
    now = office.now()
    clock = SetClock(now)
    past = replace(office, clock=clock)
    for at, do in sorted(deeds, key=itemgetter(0)):
        clock.put(min(at, now))
        do(past)


def deeds(cast: Cast, number: int, story: Story) -> Iterator[Deed]:
    """What happens in a story: it is filed, and its acts are done."""
    key = uuid5(NAMESPACE_OID, f"casework demo story {number}").hex
    application, filed = _application(story), list[str]()

    def file(past: Office) -> None:
        filed.append(filing.submit(past, cast.agency_id, application, (), key).reference)

    yield _morning(cast.today, story.filed, 0), file
    for place, (days, action, who, make) in enumerate(story.acts, start=1):
        actor = cast.staff[who] if who else citizen(cast.agency_id)
        called = f"{key[:24]}{place:08d}"
        yield _morning(cast.today, days, place), partial(_do, filed, action, make, called, actor)


def _do(  # noqa: PLR0913, PLR0917  # an act, on a request that has its reference by then
    filed: list[str],
    action: Action,
    make: Callable[[date], Facts],
    key: str,
    actor: Actor,
    past: Office,
) -> None:
    order = Order(action, make(past.today()), key)
    (splitting.split if action is Action.SPLIT else act)(past, filed[0], order, actor)


def _morning(today: date, days: int, place: int) -> datetime:
    on = today - timedelta(days=days)
    return datetime.combine(on, time(8, 30 + place), SHANGHAI)


def _application(story: Story) -> Application:
    return Application(
        applicant=story.applicant,
        requested_information=story.wanted,
        document_number="",
        description="",
        delivery_form=DeliveryForm.ELECTRONIC,
        delivery_way=story.way,
    )


def confirmed(days: int) -> Act:
    """Both sides confirmed on the telephone."""
    return (
        days,
        Action.CONFIRM_RECEIPT,
        "clerk",
        lambda on: facts.ReceiptConfirmation(
            on, facts.ConfirmationMeans.PHONE, "电话确认，来电显示与申请表一致"
        ),
    )


def assigned(days: int, unit: str, name: str, ids: dict[str, int]) -> Act:
    """Given to a unit and a handler."""
    return (days, Action.ASSIGN, "clerk", lambda on: facts.Assignment(unit, ids[name]))


def decided(days: int, name: str, outcome: Outcome, given: leaves.LeafFacts) -> tuple[Act, ...]:
    """Drafted and sent to review on one day, on which the search was made, if one was."""
    return (
        (
            days,
            Action.DRAFT_DECISION,
            name,
            lambda on: facts.DraftDecision(outcome, searched(given, on)),
        ),
        (days, Action.SUBMIT_FOR_REVIEW, name, lambda on: facts.ReviewRequest()),
    )


def reviewed(days: int) -> Act:
    """Passed by the reviewer."""
    passed = facts.SecrecyReview("经保密审查，未发现国家秘密")
    return (days, Action.PASS_REVIEW, "reviewer", lambda on: passed)


def signed(days: int) -> Act:
    """Signed by the approver."""
    return (days, Action.SIGN, "approver", lambda on: facts.Signature())


def served(days: int, name: str) -> Act:
    """Served online."""
    online = facts.ServiceWay.ELECTRONIC
    return (days, Action.SERVE, name, lambda on: facts.Service(online, on, "平台送达记录"))


def searched(given: leaves.LeafFacts, on: date) -> leaves.LeafFacts:
    """What a reply says, with the day of the search where one was made."""
    return replace(given, searched_on=on) if isinstance(given, leaves.NotFound) else given


def opened(ids: dict[str, int], days: int, where: tuple[str, str]) -> tuple[Act, ...]:
    """Confirmed and assigned on one day."""
    return (confirmed(days), assigned(days, *where, ids))
