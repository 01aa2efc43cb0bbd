"""What the author of a message asks further, within the limit that the agency now has."""

from dataclasses import replace

from casework.domain.message.acts.ending import FollowUp
from casework.domain.roles import Actor
from casework.services.message.acts import Order, act
from casework.services.message.filing import limits
from casework.services.message.viewing import case_of
from casework.services.office import Office


def follow_up(office: Office, reference: str, order: Order, actor: Actor) -> None:
    """Ask once more about a reply; raises Refused and NotThere."""
    if not isinstance(order.facts, FollowUp):
        raise TypeError("a follow-up asks further")
    agency = office.agencies.by_id(actor.agency_id, office.now())
    days = limits(agency)[case_of(reference, actor).message.kind]
    asked = replace(order.facts, working_days=days)
    act(office, reference, replace(order, facts=asked), actor)
