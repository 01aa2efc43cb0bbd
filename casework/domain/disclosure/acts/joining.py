"""One letter that asks for several things is split; one that came twice is merged (S-8, S-10)."""

from dataclasses import dataclass, replace

from casework.domain.clock import Entry, Stop, StopReason
from casework.domain.disclosure.guards import Case, Refusal, by_its_handler
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Transition

_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Split(Facts):
    """一事一申请: what the request is split into, and the references given to the parts."""

    parts: tuple[str, ...]
    references: tuple[str, ...] = ()
    reason: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """The whole ends without counting: its parts count (S-8)."""
        return replace(standing, parts=self.references, closed_on=event.on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The clock of the whole ends; each part has its own."""
        return Stop(event.on, StopReason.CLOSED)


@dataclass(frozen=True, slots=True)
class Merge(Facts):
    """The same application came twice: which one goes on, and how that was seen."""

    into: str
    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """The second one ends without counting (S-10)."""
        return replace(standing, merged_into=self.into, closed_on=event.on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The clock of the second one ends; that of the first goes on."""
        return Stop(event.on, StopReason.CLOSED)


def _is_uncounted(case: Case, given: Facts | None) -> None:
    """What table 三 has counted is not taken out of it again by being split or merged."""
    if case.standing.counted is not None:
        raise Refused(Refusal.COUNTED_ALREADY)


def _nobody_is_asked(case: Case, given: Facts | None) -> None:
    """Whoever is asked for an opinion is not left with a question that nobody asks any more."""
    asked = case.standing.consultations
    if any(one.waits(case.today, case.calendar) for one in asked):
        raise Refused(Refusal.MERGE_WHILE_ASKED)


def _has_parts(case: Case, given: Facts | None) -> None:
    """A request is split into two parts at least; a part is not split again."""
    standing = case.standing
    if standing.parent:
        raise Refused(Refusal.SPLIT_ALREADY)
    # Parts take over day 0, and would lose whatever else has moved the date since.
    moved = (standing.extension, standing.fee, standing.deferral, *standing.consultations)
    if any(one is not None for one in moved):
        raise Refused(Refusal.SPLIT_TOO_LATE)
    if isinstance(given, Split) and len(given.parts) < _FEWEST_PARTS:
        raise Refused(Refusal.TOO_FEW_PARTS)


_C, _H, _S = Role.CLERK, Role.HANDLER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.SPLIT,
        sources=(State.RECEIVED, State.IN_PROGRESS),
        target=State.SPLIT,
        who=who(_C, _H),
        article="29，一事一申请",
        facts=Split,
        clock=ClockEffect.STOP,
        notice=Notice.SPLIT,
        guards=(by_its_handler, _is_uncounted, _has_parts),
    ),
    Transition(
        action=Action.MERGE,
        sources=(State.SUBMITTED, State.RECEIVED, State.IN_PROGRESS),
        target=State.MERGED,
        who=who(_S),
        article="45",
        facts=Merge,
        clock=ClockEffect.STOP,
        notice=Notice.MERGED,
        guards=(_is_uncounted, _nobody_is_asked),
    ),
)
