"""The rows that hang on a case and follow from its standing: consultations, fee, remedies."""

from collections.abc import Iterable

from casework.domain.calendar import Calendar
from casework.domain.disclosure.acts.charging import charged_on
from casework.domain.disclosure.facts import Restriction
from casework.domain.disclosure.standing import OutsideConsultation, Standing, last_day_to_pay
from casework.domain.workflow import Event
from casework.persistence.database import db
from casework.persistence.models import AskedOutside, Case, CaseAccess, FeeNotice, RemedyCase
from casework.persistence.queries import outside


def project(case: Case, standing: Standing, calendar: Calendar) -> None:
    """Write the rows as the case's events add up; those that a case never had cost nothing."""
    for one in standing.consultations:
        _consultation(case, one, calendar)
    if standing.fee is not None:
        _fee(case, standing, calendar)
    for course in standing.remedies:
        row = outside.remedy(case.id, course.number) or RemedyCase(
            case_id=case.id, number=course.number
        )
        row.kind, row.opened_on = course.opened.kind, course.opened.opened_on
        row.result, row.concluded_on = course.result, course.concluded_on
        db.session.add(row)
    project_access(case, standing.restriction, standing.events)


def _consultation(case: Case, one: OutsideConsultation, calendar: Calendar) -> None:
    row = outside.consultation(case.id, one.number) or AskedOutside(
        case_id=case.id, number=one.number
    )
    limit = one.respond_by(calendar)
    row.why, row.asked_on = one.why, one.asked.on
    row.letter_received_on = one.letter_received_on
    row.respond_by = None if limit is None else limit.on
    row.opinion, row.ended_on = one.opinion, one.ended_on
    db.session.add(row)


def _fee(case: Case, standing: Standing, calendar: Calendar) -> None:
    fee, on = standing.fee, charged_on(standing)
    if fee is None or on is None:
        return
    limit = last_day_to_pay(standing, calendar)
    row = outside.fee(case.id) or FeeNotice(case_id=case.id)
    row.method, row.yuan, row.charged_on = fee.method, fee.yuan, on
    row.received_on = standing.fee_notice_received_on
    row.pay_by = None if limit is None else limit.on
    row.paid_on = None if standing.payment is None else standing.payment.paid_on
    row.is_waived = standing.fee_waived
    row.refunded_yuan = 0 if standing.refund is None else standing.refund.yuan
    db.session.add(row)


def project_access(case: Case, restriction: Restriction | None, events: tuple[Event, ...]) -> None:
    """Those named, and whoever restricted it, may see it; when it is lifted, all may."""
    if not case.is_restricted and restriction is None:
        return
    case.is_restricted = restriction is not None
    outside.forget_access(case.id)
    if restriction is not None:
        named = sorted(may_see(restriction, events))
        db.session.add_all(CaseAccess(case_id=case.id, user_id=user_id) for user_id in named)


def may_see(restriction: Restriction, events: Iterable[Event]) -> frozenset[int]:
    """The ids of those whom a restriction names, with whoever restricted the case."""
    by = {event.user_id for event in events if event.facts is restriction}
    return frozenset(restriction.user_ids) | {one for one in by if one is not None}
