"""Looking at annual reports: the file that a page shows, and the years of an agency (条例 49)."""

from dataclasses import dataclass
from datetime import date

from casework.domain.annual_report.standing import Standing, due_on
from casework.domain.annual_report.vocabulary import State
from casework.domain.annual_report.workflow import ANNUAL_REPORT
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Refused, Situation, Transition
from casework.persistence.models import Case
from casework.persistence.queries import annual_reports
from casework.services.annual_report import record
from casework.services.office import Office
from casework.services.refusals import NotThere


@dataclass(frozen=True, slots=True)
class ReportFile:
    """All that a page shows of a year's report; `due_on`: when its first edition is to be out."""

    case: Case
    standing: Standing
    due_on: date
    permitted: tuple[Transition[Standing], ...]


def report_file(office: Office, reference: str, actor: Actor) -> ReportFile:
    """The file of a report as `actor` may act on it; raises NotThere."""
    case = annual_reports.by_reference(reference, actor)
    if case is None:
        raise NotThere(reference)
    return _file(office, case, actor)


def reports(office: Office, actor: Actor) -> list[ReportFile]:
    """The agency's reports, the latest year first."""
    return [_file(office, case, actor) for case in annual_reports.all_of(actor)]


@dataclass(frozen=True, slots=True)
class Reminder:
    """Last year's report, which is not public yet: its last day; `reference` None: not begun.

    `days_left` counts working days, negative once it is overdue.
    """

    year: int
    due_on: date
    state: State
    reference: str | None
    days_left: int


def reminder(office: Office, actor: Actor) -> Reminder | None:
    """What the agency still owes for last year; None once the report is public (条例 49)."""
    year = office.today().year - 1
    found = annual_reports.unpublished(actor.agency_id, year)
    if found is None:
        return None
    standing = Standing(year=year, is_government=found.is_government)
    last = due_on(standing, office.calendar)
    left = office.calendar.position(last) - office.calendar.position(office.today())
    state = State(found.state) if found.state else State.NASCENT
    return Reminder(year, last, state, found.reference, left)


def refusal(office: Office, file: ReportFile, actor: Actor, action: Term) -> Refused | None:
    """Why an act is not offered to `actor` now, by the rule in the way; None when it is."""
    return ANNUAL_REPORT.refusal(_situation(office, file.standing, actor), action)


def _file(office: Office, case: Case, actor: Actor) -> ReportFile:
    standing = record.COURSE.standing_of(case)
    permitted = ANNUAL_REPORT.permitted(_situation(office, standing, actor))
    return ReportFile(case, standing, due_on(standing, office.calendar), permitted)


def _situation(office: Office, standing: Standing, actor: Actor) -> Situation[Standing]:
    return Situation(standing, actor, office.today(), office.calendar)
