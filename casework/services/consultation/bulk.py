"""One act on many comments, in one transaction: all of them, or none."""

from collections.abc import Iterable

from casework.domain.moments import legal_date
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Facts, Situation
from casework.persistence.models import Case
from casework.persistence.queries import comments
from casework.services.consultation.comment_record import COURSE, Doing
from casework.services.consultation.comments import ROAD, Order, refuse_what_is_counted
from casework.services.office import Office


def do(  # noqa: PLR0913, PLR0917  # on which, of what, which act, by whom
    office: Office,
    consultation: Case,
    case_ids: Iterable[int],
    action: Term,
    facts: Facts,
    actor: Actor,
) -> int:
    """Do an act on comments within the caller's transaction; on how many.

    Raises Refused where the act is not lawful on one of them: then on none.
    """
    now, count = office.now(), 0
    order = Order(action, facts, "")
    for batch, events in comments.locked(case_ids):
        for case in batch:
            kept, state = consultation.consultation, consultation.state
            refuse_what_is_counted(kept, state, case.id, is_staff=True)
            standing = COURSE.standing_after(events[case.id])
            situation = Situation(standing, actor, legal_date(now), office.calendar)
            step = COURSE.procedure.fire(situation, action, facts)
            ROAD.carry_out(office, Doing(case, standing, step, facts, actor, now), order)
            count += 1
    return count
