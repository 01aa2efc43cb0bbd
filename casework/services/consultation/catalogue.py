"""The year's catalogue of major decisions: entered, changed, taken off, tied to consultations."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.persistence.database import db, transaction
from casework.persistence.models import Case, MajorDecision
from casework.persistence.queries import consultations, register
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine(Facts):
    """A line of the catalogue, as it is published (R-713-3, 713号令 3).

    `decided`: when it is decided, in words; `hearing`: whether one is held, in words.
    """

    year: int
    number: int
    title: str
    procedures: str
    hearing: str
    unit: str
    decided: str
    participation: str


@dataclass(frozen=True, slots=True)
class Delisting(Facts):
    """Which line is taken off its catalogue."""

    decision_id: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A line with the reference of its consultation; "" while there is none to see."""

    entry: MajorDecision
    reference: str


def enter(office: Office, line: DecisionLine, key: str, actor: Actor) -> int:
    """Enter a line into its year's catalogue; its id. The same key enters one."""
    used = register.scoped(key, "decision", actor.agency_id, actor.user_id)
    with transaction():
        before = earlier(used, line, (), office.now())
        if before is not None:
            return int(before)
        entry = MajorDecision(
            **asdict(line),
            agency_id=actor.agency_id,
            entered_by=actor.user_id,
            entered_at=office.now(),
        )
        db.session.add(entry)
        db.session.flush()  # the form's key leads to the entry
        register.settle(used, str(entry.id))
    return entry.id


def change(office: Office, decision_id: int, line: DecisionLine, key: str, actor: Actor) -> None:
    """Change a line of a catalogue; raises NotThere."""
    used = register.scoped(key, "decision", decision_id, actor.user_id)
    with transaction():
        if earlier(used, line, (), office.now(), "decision") is None:
            entry = one(decision_id, actor.agency_id)
            for name, value in asdict(line).items():
                setattr(entry, name, value)


def delist(office: Office, decision_id: int, key: str, actor: Actor) -> None:
    """Take a line off its catalogue; raises NotThere."""
    used = register.scoped(key, "decision off", decision_id, actor.user_id)
    with transaction():
        if earlier(used, Delisting(decision_id), (), office.now(), "decision") is None:
            one(decision_id, actor.agency_id).is_listed = False


def listed(agency_id: int, year: int) -> list[Decision]:
    """The catalogue of a year, by number."""
    found = consultations.decisions(agency_id, year)
    return [Decision(entry, reference or "") for entry, reference in found]


def one(decision_id: int, agency_id: int) -> MajorDecision:
    """A line that is listed; raises NotThere."""
    entry = consultations.decision(decision_id, agency_id)
    if entry is None:
        raise NotThere(str(decision_id))
    return entry


def years(agency_id: int) -> Sequence[int]:
    """The years that have a catalogue, the latest first."""
    return consultations.catalogue_years(agency_id)


def tie(case: Case, decision_id: int | None) -> None:
    """Tie a consultation to its line, within the transaction that drafts it; raises NotThere."""
    consultations.untie(case.id)
    if decision_id is not None:
        one(decision_id, case.agency_id).consultation_id = case.id
