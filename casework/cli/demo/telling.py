"""How a demo story is told: through the same services as a real request, on its own days.

A story is what was asked, and the acts with the days, counted back from today.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
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
from casework.services.disclosure import filing, splitting
from casework.services.disclosure.acts import Order, act
from casework.services.office import Office

KEY = uuid5(NAMESPACE_OID, "casework demo story 0").hex

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


def tell(cast: Cast, number: int, story: Story) -> None:
    """Let one story happen, up to now."""
    clock = SetClock(_morning(cast.today, story.filed, 0))
    past = replace(cast.office, clock=clock)
    key = uuid5(NAMESPACE_OID, f"casework demo story {number}").hex
    filed = filing.submit(past, cast.agency_id, _application(story), (), key)
    for place, (days, action, who, make) in enumerate(story.acts, start=1):
        clock.put(min(_morning(cast.today, days, place), cast.office.now()))
        actor = cast.staff[who] if who else citizen(cast.agency_id)
        order = Order(action, make(past.today()), f"{key[:24]}{place:08d}")
        splits = action is Action.SPLIT
        (splitting.split if splits else act)(past, filed.reference, order, actor)


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
            lambda on: facts.DraftDecision(outcome, _searched(given, on)),
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


def _searched(given: leaves.LeafFacts, on: date) -> leaves.LeafFacts:
    return replace(given, searched_on=on) if isinstance(given, leaves.NotFound) else given


def opened(ids: dict[str, int], days: int, where: tuple[str, str]) -> tuple[Act, ...]:
    """Confirmed and assigned on one day."""
    return (confirmed(days), assigned(days, *where, ids))
