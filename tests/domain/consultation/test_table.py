"""The table of a consultation, held against one written by hand (procedures.md §2)."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import pytest

from casework.domain.consultation import facts
from casework.domain.consultation.standing import Standing
from casework.domain.consultation.vocabulary import FINAL, Action, State
from casework.domain.consultation.workflow import CONSULTATION
from casework.domain.roles import Role
from casework.domain.workflow import Facts, Refused
from tests.domain.consultation.standings import (
    CLOSES_ON,
    CONTENT,
    DOCUMENT,
    DRAFTED_ON,
    MEETING,
    NOBODY_CAME,
    OPENS_ON,
    at,
    done,
    later,
    seen,
)

_CODES = dict(zip("ACHRSXTU", Role, strict=True))
_BEFORE, _WHILE, _AFTERWARDS = DRAFTED_ON, OPENS_ON, later(10)
_PUBLIC = "SCHEDULED FEEDBACK_IN_REVIEW FEEDBACK_PUBLISHED"
_ALL = " ".join(state.name for state in State if state is not State.NASCENT)


@dataclass(frozen=True)
class Line:
    """One act as a lawyer would write it down; `on`: a day on which no date stands in the way.

    `public`: who may do it once everybody reads the consultation, where that is somebody else.
    """

    action: Action
    sources: str
    who: str
    target: str
    given: Facts
    on: date = _BEFORE
    public: str = ""


# fmt: off
TABLE = [
    Line(Action.DRAFT, "NASCENT", "H", "DRAFT", facts.Draft(CONTENT)),
    Line(Action.AMEND, "DRAFT SCHEDULED", "H", "DRAFT", facts.Draft(CONTENT)),
    Line(Action.SUBMIT_FOR_REVIEW, "DRAFT", "H", "IN_REVIEW", facts.ReviewRequest()),
    Line(Action.RETURN, "IN_REVIEW", "RS", "DRAFT", facts.Return("请补充依据")),
    Line(Action.APPROVE, "IN_REVIEW", "S", "SCHEDULED", facts.Approval()),
    Line(Action.EXTEND_PERIOD, "SCHEDULED", "S", "=",
         facts.PeriodExtension(later(10), "节假日较多"), _WHILE),
    Line(Action.ADD_HEARING, "DRAFT SCHEDULED", "HS", "=",
         facts.HearingAddition(MEETING), public="S"),
    Line(Action.SUBMIT_FEEDBACK, "SCHEDULED", "H", "FEEDBACK_IN_REVIEW", NOBODY_CAME, _AFTERWARDS),
    Line(Action.RETURN_FEEDBACK, "FEEDBACK_IN_REVIEW", "RS", "SCHEDULED",
         facts.FeedbackReturn("请写明理由"), _AFTERWARDS),
    Line(Action.PUBLISH_FEEDBACK, "FEEDBACK_IN_REVIEW", "RS", "FEEDBACK_PUBLISHED",
         facts.FeedbackRelease(), _AFTERWARDS),
    Line(Action.WITHDRAW_FEEDBACK, "FEEDBACK_PUBLISHED", "S", "SCHEDULED",
         facts.FeedbackWithdrawal("数字有误"), _AFTERWARDS),
    Line(Action.LINK_FINAL_DOCUMENT, "FEEDBACK_PUBLISHED", "S", "=",
         facts.FinalDocumentLink(DOCUMENT), date(2026, 5, 7)),
    Line(Action.CANCEL, "DRAFT IN_REVIEW SCHEDULED", "HS", "CANCELLED",
         facts.Cancellation("不再制定"), _WHILE, public="S"),
    Line(Action.ASSIGN, "DRAFT IN_REVIEW SCHEDULED FEEDBACK_IN_REVIEW", "CHRX", "=",
         facts.Assignment("水土保持科", 8)),
    Line(Action.NOTE, _ALL, "CHRSX", "=", facts.Note("内部备注")),
]
# With a meeting that was announced.
HEARD = [
    Line(Action.CHANGE_HEARING, "DRAFT SCHEDULED", "HS", "=",
         facts.HearingChange(1, MEETING), public="S"),
    Line(Action.RECORD_HEARING, _PUBLIC, "S", "=",
         facts.HearingRecord(1, "到会代表赞成阶梯水价。", 12), date(2026, 4, 21)),
]
# fmt: on
_EVERY = list(product(State, [*TABLE, *HEARD], Role))


def _named(case: object) -> str:
    return case.action.value if isinstance(case, Line) else str(case)


def test_every_act_stands_in_the_table_written_by_hand() -> None:
    assert {line.action for line in (*TABLE, *HEARD)} == set(CONSULTATION.by_action)
    assert FINAL == {State.FEEDBACK_PUBLISHED, State.CANCELLED}


@pytest.mark.parametrize(("state", "line", "role"), _EVERY, ids=_named)
def test_an_act_is_lawful_as_the_table_says_and_in_no_other_way(
    state: State, line: Line, role: Role
) -> None:
    standing = at(state)
    if line in HEARD and state is not State.NASCENT and state is not State.CANCELLED:
        standing = _heard(state)
    who = line.public if line.public and state.name in _PUBLIC.split() else line.who
    lawful = state.name in line.sources.split() and role in {_CODES[code] for code in who}
    situation = seen(standing, role, line.on)
    try:
        led_to = CONSULTATION.fire(situation, line.action, line.given).state
    except Refused:
        led_to = None
    offered = {row.action for row in CONSULTATION.permitted(situation)}
    expected = None
    if lawful:
        expected = state if line.target == "=" else State[line.target]

    assert led_to == expected
    assert (line.action in offered) == lawful


def _heard(state: State) -> Standing:
    meetings = done(
        at(State.SCHEDULED), Action.ADD_HEARING, facts.HearingAddition(MEETING), _BEFORE
    )
    return replace(at(state), meetings=meetings.meetings)


def test_a_refused_state_is_named_in_the_refusal() -> None:
    with pytest.raises(Refused) as refused:
        CONSULTATION.fire(
            seen(at(State.CANCELLED), Role.HANDLER, CLOSES_ON), Action.AMEND, facts.Draft(CONTENT)
        )

    assert refused.value.facts["state"] is State.CANCELLED
