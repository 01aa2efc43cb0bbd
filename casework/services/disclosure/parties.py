"""The applicant's particulars change: where to reach them, or who acts for them (条例 29 II)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

from casework.domain.disclosure.facts import ContactChange
from casework.domain.roles import Actor
from casework.persistence.database import transaction
from casework.persistence.encryption import keyring
from casework.persistence.models import Party
from casework.persistence.queries import cases, register
from casework.services.disclosure.acts import Order, do
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere

FIELDS: Mapping[ContactChange, tuple[str, ...]] = MappingProxyType(
    {
        ContactChange.CONTACT: ("phone", "email", "address", "postcode"),
        ContactChange.AGENT: ("agent", "agent_phone", "agent_powers"),
    }
)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is new; what stays as it was is empty."""

    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    agent: str = ""
    agent_phone: str = ""
    agent_powers: str = ""


def digest_of(change: Particulars) -> str:
    """The SHA-256 that ties the particulars, which are kept apart, to the chain of events."""
    text = json.dumps(asdict(change), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def change(
    office: Office, reference: str, order: Order, particulars: Particulars, actor: Actor
) -> None:
    """Change what is new of an applicant's particulars; raises Refused and NotThere."""
    now = office.now()
    key = register.scoped(order.key, order.action, reference, actor.user_id)
    with transaction():
        if earlier(key, order.facts, order.papers, now, reference) is not None:
            return
        case = cases.locked(reference, actor)
        if case is None:
            raise NotThere(reference)
        do(office, case, order, actor, now)
        _write(case.disclosure.applicant, particulars)


def _write(party: Party, particulars: Particulars) -> None:
    for name, value in asdict(particulars).items():
        if value:
            setattr(party, name, value)
    if particulars.phone:
        party.phone_index = keyring.index(particulars.phone, "phone")
