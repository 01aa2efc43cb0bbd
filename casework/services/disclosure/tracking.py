"""The applicant's key to a case: the query code, and a new one after an identity check."""

from casework.domain.disclosure.facts import IdentityCheck
from casework.domain.roles import Actor, citizen
from casework.domain.workflow import Refused
from casework.persistence.database import transaction
from casework.persistence.queries import any_case, register
from casework.services import lockout
from casework.services.acts import Order
from casework.services.codes import code_from, hash_of, matches
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.procedures import road_of
from casework.services.refusals import NotThere, ServiceRefusal


def open_by_code(office: Office, reference: str, code: str, agency_id: int, address: str) -> str:
    """The reference of the case that the code opens.

    Raises Refused, alike for a wrong code and an unknown reference. References are consecutive:
    anybody can fail on somebody's, so that failing on one locks out the guesser's address alone.
    """
    now = office.now()
    reference = reference.strip().upper()
    subject = lockout.subject_of("code", reference)
    guesser = lockout.subject_of("address", lockout.network_of(address))
    with transaction():
        before = lockout.check(guesser, now, ServiceRefusal.CODE_LOCKED, lockout.FROM_ONE_ADDRESS)
        case = any_case.by_reference(reference, citizen(agency_id))
        if case is not None and matches(code, case.detail.code_hash):
            lockout.forget(subject, now)
            return case.reference
        locked = ServiceRefusal.CODE_LOCKED
        left = lockout.guessed_wrong(subject, guesser, before, now, locked)
    raise Refused(ServiceRefusal.CODE_WRONG, left=left)


def reissue_code(
    office: Office, reference: str, check: IdentityCheck, actor: Actor, key: str
) -> str:
    """A new query code, after the identity check that is recorded; the old one opens no more.

    The new one opens all that the old one did: the other parts of a split request, a message and
    what it became.
    """
    now = office.now()
    code, road = code_from(key), road_of(reference)
    # The act of whichever procedure the case is of, known by what it brings.
    rows = road.course.procedure.rows
    action = next(row.action for row in rows if row.facts is IdentityCheck)
    used = register.scoped(key, action, reference, actor.user_id)
    with transaction():
        if earlier(used, check, (), now, reference) is not None:
            return code
        case = road.locked(reference, actor)
        if case is None:
            raise NotThere(reference)
        road.do(office, case, Order(action, check, key), actor, now)
        any_case.replace_code(case.detail.code_hash, hash_of(code))
        lockout.forget(lockout.subject_of("code", reference), now)
    return code
