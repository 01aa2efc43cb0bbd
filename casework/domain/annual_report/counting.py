"""Which cases count where in table 三 (S-7 … S-10): the rules behind the identities, case by case.

A figure that adds up may still count the wrong cases; this names them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.domain.annual_report.table3 import OutcomeRow
from casework.domain.terms import Term, term


class CountingRule(Term):
    """How a case is counted."""

    S_7 = term("S-7", "撤回的申请，计入其他处理的“其他”")
    S_8 = term("S-8", "一份申请分成几件办理的，每件计一件，原申请不再计")
    S_9 = term("S-9", "到12月31日还在等待补正的申请，计入结转下年度继续办理")
    S_10 = term("S-10", "每件申请只计入一项办理结果，没有办结的只计入结转下年度")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A case as a year's table 三 counts it, and what it is at the year's end.

    `rows`: the outcomes in which it is counted. `was_split`: its parts are cases of their own.
    """

    reference: str
    rows: tuple[OutcomeRow, ...] = ()
    is_carried_over: bool = False
    was_withdrawn: bool = False
    awaits_clarification: bool = False
    was_split: bool = False


@dataclass(frozen=True, slots=True)
class Miscount:
    """A case that is not counted as a rule says."""

    rule: CountingRule
    reference: str


def miscounted(cases: Iterable[Counted]) -> tuple[Miscount, ...]:
    """The cases that are counted against a rule, in their order; one case by its first rule."""
    found = ((case, next(_rules_broken(case), None)) for case in cases)
    return tuple(Miscount(rule, case.reference) for case, rule in found if rule is not None)


def _rules_broken(case: Counted) -> Iterator[CountingRule]:
    if case.was_split:
        if case.rows or case.is_carried_over:
            yield CountingRule.S_8
        return
    if case.was_withdrawn and case.rows != (OutcomeRow.OTHER,):
        yield CountingRule.S_7
    if case.awaits_clarification and (case.rows or not case.is_carried_over):
        yield CountingRule.S_9
    if len(case.rows) + case.is_carried_over != 1:
        yield CountingRule.S_10
