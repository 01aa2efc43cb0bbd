"""The kernel: a procedure is a typed table of lawful acts, and one `transitions` machine runs it.

Guards, permissions, buttons, diagrams and tests all come from the same rows. A case is moved
nowhere else: `fire` answers with a Step, or raises Refused with the rule that stands in the way.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property, reduce
from typing import Any, Generic, TypeVar

from transitions import Machine

from casework.domain.calendar import Calendar
from casework.domain.clock import REPLY_PERIOD, Entry, Reckoning, reckon
from casework.domain.roles import Actor, Role
from casework.domain.terms import Term, term


class ClockEffect(Term):
    """What an act does to the reply clock (条例 30, 33)."""

    NONE = term("none", "不影响期限")
    START = term("start", "开始计算答复期限")
    RESTART = term("restart", "重新计算答复期限")
    VOID = term("void", "答复期限停止，待重新起算")
    SUSPEND = term("suspend", "征求意见所需时间不计算在期限内")
    RESUME = term("resume", "征求意见结束，继续计算")
    SET = term("set", "按确定的日期答复")
    EXTEND = term("extend", "延长答复期限")
    STOP = term("stop", "答复期限终止")


class TableRefusal(Term):
    """Why the table itself says no."""

    NOT_FROM_HERE = term(
        "not_from_here",
        "目前状态是“{state}”，不能办理“{action}”。请刷新页面，查看现在可以办理的事项。",
    )
    NOT_YOUR_ROLE = term(
        "not_your_role", "办理“{action}”需要下列身份之一：{who}。请转给有相应身份的同事办理。"
    )
    WRONG_FACTS = term("wrong_facts", "办理“{action}”的材料不完整，请重新填写后提交。")


# What fills a blank of a refusal's sentence; terms are shown in the reader's language.
Blank = str | int | date | Term | tuple[Term, ...]


class Refused(Exception):
    """The law or the table says no. `reason` is the sentence, `facts` fill its blanks."""

    def __init__(self, reason: Term, **facts: Blank) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Facts:
    """What an act brings with it, and what that does: the base of every act's frozen dataclass."""

    def dated(self, today: date) -> date:
        """The legal date of the act: the day it is done, unless its facts say another."""
        return today

    def change(self, standing: Any, event: "Event") -> Any:
        """The standing with what these facts change in it, beside the state: here nothing."""
        return standing

    def entry(self, standing: Any, event: "Event") -> Entry | None:
        """What the act did to the clock, seen from the standing that it led to: here nothing."""
        return None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: the act, its legal date, who did it in which capacity, with which facts."""

    action: Term
    on: date
    role: Role
    user_id: int | None
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A case as its events add up: its state, and the events themselves, oldest first."""

    state: Term
    events: tuple[Event, ...] = ()


StandingT = TypeVar("StandingT", bound=History)


def after(standing: StandingT, event: Event, state: Term) -> StandingT:
    """The standing once `event` has happened and led to `state`."""
    changed: StandingT = event.facts.change(standing, event)
    return replace(changed, state=state, events=(*standing.events, event))


def replay(begin: StandingT, steps: Iterable[tuple[Event, Term]]) -> StandingT:
    """The standing after a whole history of events and the states they led to, oldest first."""
    return reduce(lambda standing, step: after(standing, *step), steps, begin)


def clock_of(
    standing: History, calendar: Calendar, working_days: int = REPLY_PERIOD, last: int | None = None
) -> Reckoning:
    """The clock of a case: what each of its events, or the first `last` of them, did to it."""
    done = (event.facts.entry(standing, event) for event in standing.events[:last])
    return reckon((entry for entry in done if entry is not None), calendar, working_days)


@dataclass(frozen=True, slots=True)
class Situation(Generic[StandingT]):
    """Everything a guard may look at: the case as it stands, who acts, which day it is.

    `acting` is the capacity that is tried: the kernel sets it, one after the other.
    """

    standing: StandingT
    actor: Actor
    today: date
    calendar: Calendar
    acting: Role | None = None


# A guard raises Refused. With facts=None it is asked whether the act may be offered at all.
Guard = Callable[[Situation[StandingT], Facts | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Generic[StandingT]):
    """A lawful act. `sources` empty: it opens the case; `target` None: the state stays."""

    action: Term
    sources: tuple[Term, ...]
    target: Term | None
    who: frozenset[Role]
    article: str
    facts: type[Facts]
    clock: ClockEffect = ClockEffect.NONE
    letters: tuple[Term, ...] = ()
    notice: Term | None = None
    guards: tuple[Guard[StandingT], ...] = ()


@dataclass(frozen=True, slots=True)
class Step(Generic[StandingT]):
    """What firing an act yields: the row that allowed it, the capacity used, the new state."""

    row: Transition[StandingT]
    role: Role
    state: Term


class _Light:
    """The light model that the shared machine moves; nothing is bound to it."""

    __slots__ = ("state",)

    def __init__(self, state: Term) -> None:
        self.state: Term = state


@dataclass(frozen=True)
class Procedure(Generic[StandingT]):
    """The table of one procedure, with its states, which of them are final, and its house rules.

    `everywhere` are the guards of every act that staff do.
    """

    name: str
    states: type[Enum]
    nascent: Term
    final: frozenset[Term]
    rows: tuple[Transition[StandingT], ...]
    everywhere: tuple[Guard[StandingT], ...] = ()

    @cached_property
    def by_action(self) -> dict[Term, Transition[StandingT]]:
        """The rows by their act; an act has one row."""
        rows = {row.action: row for row in self.rows}
        if len(rows) != len(self.rows):
            raise ValueError(f"{self.name}: an act stands in two rows")
        return rows

    @cached_property
    def machine(self) -> Machine:
        """The one machine of this procedure, unbound: speed.md measured it at 6 µs a trigger."""
        machine = Machine(
            model=None,
            states=self.states,
            initial=self.nascent,
            auto_transitions=False,
            send_event=True,
        )
        for row in self.rows:
            machine.add_transition(
                row.action.value,
                list(row.sources) or [self.nascent],
                row.target,  # None: a transition within the state
            )
        return machine

    @cached_property
    def rows_from(self) -> dict[Term, tuple[Transition[StandingT], ...]]:
        """The rows that start from each state, in the table's order: asked on every page."""
        states = {source for row in self.rows for source in self.sources(row)}
        return {
            state: tuple(row for row in self.rows if state in self.sources(row)) for state in states
        }

    def sources(self, row: Transition[StandingT]) -> tuple[Term, ...]:
        """The states from which a row may be taken."""
        return row.sources or (self.nascent,)

    def permitted(self, situation: Situation[StandingT]) -> tuple[Transition[StandingT], ...]:
        """The acts that this actor may be offered now, in the table's order."""
        rows, roles = self.rows_from.get(situation.standing.state, ()), situation.actor.roles
        return tuple(
            row
            for row in rows
            if not row.who.isdisjoint(roles) and self._refusal(row, situation) is None
        )

    def refusal(self, situation: Situation[StandingT], action: Term) -> Refused | None:
        """Why an act is not offered now, with the rule that stands in the way; None when it is."""
        return self._refusal(self.by_action[action], situation)

    def fire(self, situation: Situation[StandingT], action: Term, facts: Facts) -> Step[StandingT]:
        """The step that `action` makes.

        Raises Refused: not from this state, not in this role, wrong facts, or by a guard.
        """
        row = self.by_action[action]
        capacities = self._allowed(row, situation)
        # Facts that extend another act's would bring that act's change and clock with them.
        if type(facts) is not row.facts:
            raise Refused(TableRefusal.WRONG_FACTS, action=action)
        role = self._capacity(row, situation, capacities, facts)
        light = _Light(situation.standing.state)
        self.machine.events[action.value].trigger(light)
        return Step(row, role, light.state)

    def _refusal(
        self, row: Transition[StandingT], situation: Situation[StandingT]
    ) -> Refused | None:
        try:
            self._capacity(row, situation, self._allowed(row, situation), None)
        except Refused as refused:
            return refused
        return None

    def _capacity(
        self,
        row: Transition[StandingT],
        situation: Situation[StandingT],
        capacities: list[Role],
        facts: Facts | None,
    ) -> Role:
        """The first capacity in which no guard stands in the way; raises the last one's Refused."""
        for role in capacities:
            acting = replace(situation, acting=role)
            try:
                for guard in (*self.everywhere, *row.guards):
                    guard(acting, facts)
            except Refused:
                if role is capacities[-1]:
                    raise
            else:
                return role
        raise ValueError("nobody acts in no capacity")

    def _allowed(self, row: Transition[StandingT], situation: Situation[StandingT]) -> list[Role]:
        state = situation.standing.state
        if state not in self.sources(row):
            raise Refused(TableRefusal.NOT_FROM_HERE, state=state, action=row.action)
        acting = row.who & situation.actor.roles
        if not acting:
            who = tuple(in_order(row.who))
            raise Refused(TableRefusal.NOT_YOUR_ROLE, action=row.action, who=who)
        return in_order(acting)


_RANKS = {role: rank for rank, role in enumerate(Role)}


def in_order(roles: Iterable[Role]) -> list[Role]:
    """Roles in the order of their definition, so that a choice among several is stable."""
    return sorted(roles, key=_RANKS.__getitem__)
