"""A message is received once its author typed in the code that was sent to them."""

from casework.domain.message.acts.intake import Verification
from casework.domain.message.vocabulary import Action, State
from casework.domain.notices import Notice
from casework.domain.roles import author
from casework.domain.workflow import Refused
from casework.persistence.database import transaction
from casework.persistence.queries import messages, register
from casework.services import contact_codes
from casework.services.contact_codes import ContactRefusal
from casework.services.message.acts import ROAD, Order
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere


def verify(office: Office, reference: str, typed: str, agency_id: int, key: str) -> None:
    """Receive a message whose author's contact is proved by the code typed in.

    Raises Refused: a wrong code, or too many of them; NotThere.
    """
    now, actor, facts = office.now(), author(agency_id), Verification()
    used = register.scoped(key, Action.VERIFY, reference)
    with transaction():
        case = messages.locked(reference, actor)
        if case is None:
            raise NotThere(reference)
        left = contact_codes.tried(case, typed, now)
        if left is None:
            if earlier(used, facts, (), now, reference) is None:
                ROAD.do(office, case, Order(Action.VERIFY, facts, key), actor, now)
            return
    raise Refused(ContactRefusal.WRONG, left=left)


def send_again(office: Office, reference: str, agency_id: int, key: str) -> None:
    """Send the code once more, where it is still waited for; the same key does it once.

    Raises NotThere.
    """
    now = office.now()
    used = register.scoped(key, Notice.CONTACT_TO_VERIFY, reference)
    with transaction():
        case = messages.locked(reference, author(agency_id))
        if case is None or case.state != State.PENDING_VERIFICATION:
            raise NotThere(reference)
        if earlier(used, Verification(), (), now, reference) is None:
            register.owe(case.id, Notice.CONTACT_TO_VERIFY, used, now)
