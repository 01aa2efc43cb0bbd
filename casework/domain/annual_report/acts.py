"""The acts of a year's report: begun, entered, checked, approved, published, restated (条例 49).

What was checked is what is published: a figure that changes afterwards changes no edition.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from casework.domain.annual_report import cells
from casework.domain.annual_report.identities import Agreement
from casework.domain.annual_report.report import Report, Verdict, judge
from casework.domain.annual_report.standing import Edition, Standing
from casework.domain.annual_report.vocabulary import Action, Refusal, Section, State
from casework.domain.roles import Role, who
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Situation, Transition

Case = Situation[Standing]


@dataclass(frozen=True, slots=True)
class Beginning(Facts):
    """Of which year; whether it is a government's report, which sums up its departments'."""

    year: int
    is_government: bool = False

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is being drafted."""
        return replace(
            standing, year=self.year, is_government=self.is_government, begun_on=event.on
        )


@dataclass(frozen=True, slots=True)
class Contents(Facts):
    """What is entered by hand: table 二 by its cells' names, the prose, and S-4's explanation."""

    table2: dict[str, Decimal] = field(default_factory=dict)
    overview: str = ""
    problems: str = ""
    other: str = ""
    carried_in_note: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It replaces what was entered before."""
        return replace(standing, contents=self)


@dataclass(frozen=True, slots=True)
class Count(Facts):
    """Tables 三 and 四 by their cells' names, as counted at `as_of`, and what was carried over.

    `previous`: last year's 结转下年度继续办理 by the names of this year's 上年结转; {}: not known.
    """

    table3: dict[str, int]
    table4: dict[str, int]
    as_of: datetime
    previous: dict[str, int] = field(default_factory=dict)

    def change(self, standing: Standing, event: Event) -> Standing:
        """These figures are to be approved; whoever checked them does not approve them."""
        return replace(standing, count=self, checker_id=event.user_id)


@dataclass(frozen=True, slots=True)
class Return(Facts):
    """Why a report goes back to be drafted."""

    reason: str


@dataclass(frozen=True, slots=True)
class Approval(Facts):
    """The consent of whoever is in charge."""

    remark: str = ""


@dataclass(frozen=True, slots=True)
class Release(Facts):
    """The report is made public."""

    def change(self, standing: Standing, event: Event) -> Standing:
        """Another edition, which nothing changes."""
        assert standing.contents is not None, standing.year
        assert standing.count is not None, standing.year
        number = len(standing.editions) + 1
        edition = Edition(number, event.on, standing.contents, standing.count, standing.note)
        return replace(standing, editions=(*standing.editions, edition), note="")


@dataclass(frozen=True, slots=True)
class Restatement(Facts):
    """Why a published report is corrected: a public note, which the new edition bears."""

    note: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """The edition stays public until the next one is."""
        return replace(standing, note=self.note)


def verdict_on(contents: Contents, count: Count) -> Verdict:
    """What does not add up in a report, S-1 to S-4 and S-11."""
    table2 = {cells.TABLE2[name]: value for name, value in contents.table2.items()}
    table3 = {cells.TABLE3[name]: value for name, value in count.table3.items()}
    table4 = {cells.TABLE4[name]: value for name, value in count.table4.items()}
    return judge(Report(table2, table3, table4, ()), _before(count))


def _before(count: Count) -> Report | None:
    """The report of the year before, as far as it matters: what it carried over."""
    if not count.previous:
        return None
    carried = {
        cells.TABLE3[name.replace("carried_in", "carried_out")]: value
        for name, value in count.previous.items()
    }
    return Report({}, carried, {}, ())


def _year_is_over(case: Case, given: Facts | None) -> None:
    """The figures of a year are those of its last day."""
    year = case.standing.year
    if case.today <= date(year, 12, 31):
        raise Refused(Refusal.YEAR_NOT_OVER, year=str(year))


def _is_whole(case: Case, given: Facts | None) -> None:
    """The sections that are written by hand are there (条例 50)."""
    contents = case.standing.contents or Contents()
    for section, text in (
        (Section.OVERVIEW, contents.overview),
        (Section.PROBLEMS, contents.problems),
        (Section.OTHER, contents.other),
    ):
        if not text.strip():
            raise Refused(Refusal.SECTION_MISSING, section=section)
    if contents.table2.keys() != cells.TABLE2.keys():
        raise Refused(Refusal.CELL_MISSING)


def _adds_up(case: Case, given: Facts | None) -> None:
    """Totals reconcile, or they are not published; a difference to last year is explained."""
    if not isinstance(given, Count):
        return
    contents = case.standing.contents or Contents()
    for breach in verdict_on(contents, given).breaches:
        if breach.identity is Agreement.S_4 and contents.carried_in_note.strip():
            continue
        is_of_last_year = breach.identity is Agreement.S_4
        raise Refused(
            Refusal.CARRIED_IN_UNEXPLAINED if is_of_last_year else Refusal.DOES_NOT_RECONCILE,
            identity=breach.identity,
            place=breach.place,
            left=breach.left,
            right=breach.right,
        )


def _not_the_checker(case: Case, given: Facts | None) -> None:
    """Whoever checked the figures does not approve the report."""
    if case.actor.user_id == case.standing.checker_id:
        raise Refused(Refusal.SAME_PERSON)


_H, _S, _X = Role.HANDLER, Role.APPROVER, Role.ADMINISTRATOR

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.BEGIN,
        sources=(),
        target=State.DRAFTING,
        who=who(_H, _X),
        article="49",
        facts=Beginning,
        clock=ClockEffect.START,
    ),
    Transition(
        action=Action.ENTER,
        sources=(State.DRAFTING,),
        target=None,
        who=who(_H),
        article="50",
        facts=Contents,
    ),
    Transition(
        action=Action.CHECK,
        sources=(State.DRAFTING,),
        target=State.CHECKED,
        who=who(_H),
        article="50",
        facts=Count,
        guards=(_year_is_over, _is_whole, _adds_up),
    ),
    Transition(
        action=Action.RETURN,
        sources=(State.CHECKED, State.APPROVED),
        target=State.DRAFTING,
        who=who(_S),
        article="50",
        facts=Return,
    ),
    Transition(
        action=Action.APPROVE,
        sources=(State.CHECKED,),
        target=State.APPROVED,
        who=who(_S),
        article="49",
        facts=Approval,
        guards=(_not_the_checker,),
    ),
    Transition(
        action=Action.PUBLISH,
        sources=(State.APPROVED,),
        target=State.PUBLISHED,
        who=who(_H, _S),
        article="49",
        facts=Release,
        clock=ClockEffect.STOP,
    ),
    Transition(
        action=Action.RESTATE,
        sources=(State.PUBLISHED,),
        target=State.DRAFTING,
        who=who(_S),
        article="49",
        facts=Restatement,
    ),
)
