"""Doing a lawful act on a case: one road for all procedures, because their tables tell them apart.

What an act owes beyond its event, its files and its notice (letters, codes), a procedure adds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic

from casework.domain.moments import legal_date
from casework.domain.notices import Notice
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Facts, Refused, Situation, StandingT
from casework.persistence.database import transaction
from casework.persistence.models import Agency, Case
from casework.persistence.queries import register
from casework.services.attachments import Paper, attach
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.record import Course, Doing
from casework.services.refusals import NotThere, ServiceRefusal


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the act with its facts, on the version that was seen, under a key.

    `version` None asks for no particular version (a citizen's page has none to compare).
    """

    action: Term
    facts: Facts
    key: str
    version: int | None = None
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Filed:
    """What whoever files takes away: the reference, and the query code that opens it."""

    reference: str
    code: str


@dataclass(frozen=True, slots=True)
class Series:
    """By which numbers a procedure's references are counted, and what stands before them."""

    name: str
    mark: str = ""

    def number(self, case: Case, agency: Agency, now: datetime) -> None:
        """Give a case its reference and, if it has none, the id that its first event's hash covers.

        Others who want a number of the series wait from here until the transaction ends.
        """
        if case.id is None:
            case.id = register.next_case_id()
        year = legal_date(now).year
        number = register.next_number(agency.id, self.name, year)
        case.reference = f"{agency.code}-{year}-{self.mark}{number:06d}"


@dataclass(frozen=True, slots=True)
class Road(Generic[StandingT]):
    """The way of one procedure's acts: its course, its cases and their numbers, what acts owe.

    `locked` finds and locks a case that the actor may see; `owed` is carried out with an act.
    """

    course: Course[StandingT]
    series: Series
    locked: Callable[[str, Actor], Case | None]
    owed: Callable[[Office, Doing[StandingT], StandingT, Order], None]

    def act(self, office: Office, reference: str, order: Order, actor: Actor) -> None:
        """Do one act on a case, with all that it owes, in one transaction.

        Raises Refused (the law, the table, or somebody was faster) and NotThere.
        """
        now = office.now()
        key = register.scoped(order.key, order.action, reference, actor.user_id)
        with transaction():
            if earlier(key, order.facts, order.papers, now, reference) is not None:
                return
            case = self.locked(reference, actor)
            if case is None:
                raise NotThere(reference)
            self.do(office, case, order, actor, now)

    def do(self, office: Office, case: Case, order: Order, actor: Actor, now: datetime) -> None:
        """Do an act on a case that this transaction has locked; raises Refused."""
        standing = self.course.standing_of(case)
        if order.version is not None and order.version != case.version:
            raise Refused(ServiceRefusal.CHANGED_MEANWHILE, state=standing.state)
        self._fire(office, case, standing, order, actor, now)

    def open(self, office: Office, case: Case, agency: Agency, order: Order, actor: Actor) -> str:
        """Open a case that was drawn up, by its first act; its reference. Raises Refused.

        The same form sent again leads to the case that it opened before.
        """
        now = office.now()
        key = register.scoped(order.key, order.action, actor.agency_id, actor.user_id)
        with transaction():
            case.id = register.next_case_id()
            first = earlier(key, order.facts, order.papers, now, str(case.id))
            if first is not None:
                return register.reference_of(int(first))
            self.series.number(case, agency, now)
            self._fire(office, case, self.course.beginning, order, actor, now)
        return case.reference

    def carry_out(self, office: Office, doing: Doing[StandingT], order: Order) -> None:
        """Write a fired step down, with its papers, and the letters and notice that it owes."""
        case, row = doing.case, doing.step.row
        standing = self.course.write(doing, office.calendar)
        attach(case, order.papers, doing.now)
        self.owed(office, doing, standing, order)
        if isinstance(row.notice, Notice):
            register.owe(case.id, row.notice, f"{case.reference}-{case.version}", doing.now)

    def _fire(  # noqa: PLR0913, PLR0917  # an act: on what, as it stands, which, by whom, when
        self,
        office: Office,
        case: Case,
        standing: StandingT,
        order: Order,
        actor: Actor,
        now: datetime,
    ) -> None:
        situation = Situation(standing, actor, legal_date(now), office.calendar)
        step = self.course.procedure.fire(situation, order.action, order.facts)
        self.carry_out(office, Doing(case, standing, step, order.facts, actor, now), order)
