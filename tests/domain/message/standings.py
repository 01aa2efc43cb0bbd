"""A message as it may stand, of which only what a test says can stand in an act's way."""

from dataclasses import replace
from datetime import date
from typing import Any

from casework.domain.calendar import load_calendar
from casework.domain.message import facts
from casework.domain.message.standing import Reply, Round, Standing, TransferMade
from casework.domain.message.vocabulary import (
    ANSWERED,
    Channel,
    Destination,
    HidingReason,
    Kind,
    State,
)
from casework.domain.publication.gate import PublicCopy
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Situation

CALENDAR = load_calendar()
TODAY, EARLIER = date(2026, 3, 16), date(2026, 3, 10)
HANDLER, OTHER, DRAFTER, PREPARER = 7, 8, 9, 10
COPY = PublicCopy("路灯", {"question": "何时修复？", "reply": "已修复。"})
_GIVEN: dict[str, Any] = {
    "digest": "0" * 64,
    "kind": Kind.ENQUIRY,
    "working_days": 5,
    "may_be_published": True,
}
SUBMITTED = facts.Submission(**_GIVEN)
REDIRECTED = facts.Redirection(Destination.PETITION, "示范市信访局", "属于信访事项")
HIDDEN = facts.Hiding(HidingReason.ADVERTISEMENT)


def registered(on: date) -> facts.Registration:
    """A message that came by telephone on a day."""
    return facts.Registration(**_GIVEN, channel=Channel.PHONE, received_on=on, evidence="来电记录")


def standing_in(state: State, **changed: Any) -> Standing:
    """A message in `state`, which lets everybody whom the table names do what it says."""
    answered = state in ANSWERED
    standing = Standing(
        state=state,
        kind=Kind.ENQUIRY,
        submitted_on=EARLIER,
        received_on=EARLIER,
        working_days=5,
        may_be_published=True,
        handling_unit="水资源科",
        handler_id=HANDLER,
        rounds=(Round(EARLIER, 5, replied_on=TODAY if answered else None),),
        transfers=(TransferMade(EARLIER, "办公室", OTHER, "水资源科", "属于其职责"),),
        draft="" if answered else "正在核实。",
        author_id=DRAFTER,
        replies=(Reply(TODAY, "水资源科", "已修复。"),) if answered else (),
        closed_on=TODAY if answered else None,
    )
    return replace(standing, **changed)


def situation(standing: Standing, role: Role, user_id: int | None = HANDLER) -> Situation[Standing]:
    """Somebody in one capacity, today."""
    by = None if role in {Role.APPLICANT, Role.CONSULTED, Role.AUTHOR} else user_id
    return Situation(standing, Actor(frozenset({role}), 1, by), TODAY, CALENDAR)
