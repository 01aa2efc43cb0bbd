"""What a new or amended holiday notice moves: every open case's date, reckoned anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.domain.notices import Notice
from casework.domain.roles import nobody
from casework.persistence.database import db, transaction
from casework.persistence.models.people import AdminAct
from casework.persistence.queries import any_case, cases, register
from casework.services.administration import Deed, Mandate
from casework.services.office import Office
from casework.services.procedures import road_of


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose stored date is not what its events and the calendar now say."""

    reference: str
    agency_id: int
    was: date | None
    becomes: date | None
    becomes_certain: bool
    becomes_overdue: bool

    @property
    def is_told(self) -> bool:
        """Whether the applicant is told: the date is another one, or is now certain."""
        return self.becomes is not None and (self.becomes_certain or self.was != self.becomes)


def impact(office: Office) -> Iterator[Moved]:
    """The open cases that the calendar in force moves, in the order of filing."""
    today = office.today()
    for reference, agency_id in cases.every_open_reference():
        case = any_case.by_reference(reference, nobody(agency_id))
        if case is None:
            continue
        clock = road_of(reference).course.clock_of(case, office.calendar)
        if (case.due_on, case.due_is_provisional) != (clock.due_on, clock.provisional):
            was_late = case.due_on is not None and today > case.due_on
            yield Moved(
                reference=reference,
                agency_id=agency_id,
                was=case.due_on,
                becomes=clock.due_on,
                becomes_certain=case.due_is_provisional and not clock.provisional,
                becomes_overdue=clock.overdue_on(today) and not was_late,
            )
        db.session.expunge_all()


def count_endings(office: Office) -> int:
    """Count the working days of replies given when their year was not arranged yet; how many."""
    found = cases.uncounted_endings(office.calendar.last_day)
    for reference, agency_id in found:
        road = road_of(reference)
        with transaction():
            case = road.locked(reference, nobody(agency_id))
            if case is not None:
                road.course.project_anew(case, office.calendar)
    return len(found)


def apply(office: Office, moved: Moved) -> None:
    """Set one case's dates to what its events and the calendar now say, and owe the news of it.

    The book of administration keeps what was moved.
    """
    with transaction():
        road = road_of(moved.reference)
        case = road.locked(moved.reference, nobody(moved.agency_id))
        if case is not None:
            road.course.project_anew(case, office.calendar)
            operator = Mandate(nobody(moved.agency_id), "")
            dates = ["" if day is None else day.isoformat() for day in (moved.was, moved.becomes)]
            # Administrators read the book, who may not know of every case.
            told = {} if case.is_restricted else {"reference": ["", moved.reference]}
            Deed(AdminAct.MOVE_DATES, operator, office.now()).enter({**told, "due_on": dates})
            if moved.is_told:
                key = f"{case.reference}-{case.version}-due-{moved.becomes}"
                register.owe(case.id, Notice.DUE_DATE_MOVED, key, office.now())
