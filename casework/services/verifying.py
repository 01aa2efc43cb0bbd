"""A comment or a message is received once its author typed in the code that was sent to them."""

from collections.abc import Mapping
from types import MappingProxyType

from casework.domain.consultation.comment import vocabulary as comment
from casework.domain.consultation.comment.acts import Verification as CommentVerification
from casework.domain.message import vocabulary as message
from casework.domain.message.acts.intake import Verification as MessageVerification
from casework.domain.notices import Notice
from casework.domain.references import Mark, mark_of
from casework.domain.roles import author
from casework.domain.terms import Term
from casework.domain.workflow import Facts, Refused
from casework.persistence.database import transaction
from casework.persistence.queries import register
from casework.services import contact_codes
from casework.services.acts import Order
from casework.services.contact_codes import ContactRefusal
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.procedures import road_of
from casework.services.refusals import NotThere

# Where it waits for the code, and the act by which it is received.
_WAITING: Mapping[Mark, tuple[Term, Term, Facts]] = MappingProxyType(
    {
        Mark.COMMENT: (
            comment.State.PENDING_VERIFICATION,
            comment.Action.VERIFY,
            CommentVerification(),
        ),
        Mark.MESSAGE: (
            message.State.PENDING_VERIFICATION,
            message.Action.VERIFY,
            MessageVerification(),
        ),
    }
)


def verify(office: Office, reference: str, typed: str, agency_id: int, key: str) -> None:
    """Receive what waits for its author's contact to be proved by the code typed in.

    Raises Refused: a wrong code, or too many of them; NotThere.
    """
    now, actor, road = office.now(), author(agency_id), road_of(reference)
    _state, action, facts = _waiting(reference)
    used = register.scoped(key, action, reference)
    with transaction():
        case = road.locked(reference, actor)
        if case is None:
            raise NotThere(reference)
        left = contact_codes.tried(case, typed, now)
        if left is None:
            if earlier(used, facts, (), now, reference) is None:
                road.do(office, case, Order(action, facts, key), actor, now)
            return
    raise Refused(ContactRefusal.WRONG, left=left)


def send_again(office: Office, reference: str, agency_id: int, key: str) -> None:
    """Send the code once more, where it is still waited for; the same key does it once.

    Raises NotThere.
    """
    now = office.now()
    state, _action, facts = _waiting(reference)
    used = register.scoped(key, Notice.CONTACT_TO_VERIFY, reference)
    with transaction():
        case = road_of(reference).locked(reference, author(agency_id))
        if case is None or case.state != state:
            raise NotThere(reference)
        if earlier(used, facts, (), now, reference) is None:
            register.owe(case.id, Notice.CONTACT_TO_VERIFY, used, now)


def _waiting(reference: str) -> tuple[Term, Term, Facts]:
    known = _WAITING.get(mark_of(reference))
    if known is None:
        raise NotThere(reference)
    return known
