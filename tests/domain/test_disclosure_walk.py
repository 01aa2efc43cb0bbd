"""Random lawful histories, walked act by act beside a clerk's diary kept by hand (slow_model)."""

import os
from copy import deepcopy
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from casework.domain.clock import ClockState, ledger
from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import ROWS, Outcome
from casework.domain.disclosure.standing import last_day_to_pay, remedies_until
from casework.domain.disclosure.vocabulary import FINAL, UNCOUNTED, Action, State
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Event
from tests.domain.lawful_facts import MAKERS, Chance
from tests.domain.slow_model import Diary, Question
from tests.domain.story import CALENDAR, PEOPLE, Story

pytestmark = pytest.mark.slow

# How many histories; without the setting a few seconds' worth, always the same ones.
_LONG = int(os.environ.get("CASEWORK_LONG_WALKS", "0"))
_LAST_DAY = date(2026, 5, 29)  # so that no date lies beyond the last notice
_EVERYBODY = (*PEOPLE.values(), Actor(frozenset({Role.HANDLER}), 1, 71))
_RE_OPENINGS = {Action.ORDER_REDECISION, Action.ACCEPT_LATE_ANSWER}
_LAPSES = {Outcome.LAPSED_CLARIFICATION, Outcome.LAPSED_FEE}
# How often an act is chosen where it is offered, 1 unless told: seldom what ends a case outright,
# what only hangs on it, and what turns it back; often what leads on the long road to a reply.
_WEIGHTS = {
    **dict.fromkeys((Action.SPLIT, Action.MERGE, Action.WITHDRAW, Action.CLOSE), 0.03),
    **dict.fromkeys((Action.NOTE, Action.LINK, Action.RESTRICT, Action.LIFT_RESTRICTION), 0.03),
    **dict.fromkeys((Action.CHANGE_CONTACT, Action.REISSUE_CODE, Action.CORRECT_LETTER), 0.03),
    **dict.fromkeys((Action.SERVE_LETTER, Action.RECUSE, Action.RATE, Action.TAKE_PART), 0.03),
    **dict.fromkeys((Action.OPEN_REMEDY, Action.REPLY_ON_THE_SPOT), 0.1),
    **dict.fromkeys((Action.CORRECT_RECEIPT_DATE, Action.WAIVE_FEE, Action.RETURN), 0.1),
    **dict.fromkeys((Action.ASSIGN, Action.RECORD_PAYMENT, Action.CLARIFY), 0.4),
    **dict.fromkeys((Action.SUBMIT_FOR_REVIEW, Action.SIGN, Action.SERVE, Action.EXTEND), 4),
    **dict.fromkeys((Action.LAPSE, Action.LAPSE_FEE, Action.DEFER), 4),
}
_ENOUGH = 0.1  # of what comes after an end: then another request begins
_DAYS = (0, 0, 0, 0, 1, 1, 2, 3, 5, 8, 13, 24)  # that pass before an act


def write(diary: Diary, event: Event) -> None:
    """Write down what an act means, from its facts and its day alone."""
    given, on = event.facts, event.on
    match given:
        case facts.Registration() | facts.ReceiptConfirmation():
            diary.begin(on)
        case facts.ReceiptCorrection():
            diary.begin(given.received_on)
        case facts.ClarificationNotice():
            diary.waits_for_applicant = True
        case facts.FeeCharge():
            diary.waits_for_applicant, diary.charged_on = True, on
        case facts.FeeWaiver():
            diary.waive(on)
        case facts.Clarification() | facts.Payment() | facts.LateAcceptance():
            diary.begin_anew(on)
        case facts.Deferral() | facts.OrderedDate():
            diary.set_date(given.due_on)
        case facts.Extension() if event.action is Action.EXTEND:
            diary.extend(on, given.working_days)
        case _:
            write_of_others(diary, event)
            write_of_an_end(diary, event)


def write_of_an_end(diary: Diary, event: Event) -> None:
    """Write down that a case is over, and whether by a reply."""
    match event.facts:
        case facts.Withdrawal() | facts.OtherClosure() | facts.Lapse() | facts.FeeLapse():
            diary.stop(event.on)
        case facts.Split() | facts.Merge():
            diary.stop(event.on)
        case facts.Service() if event.action is Action.SERVE:
            diary.stop(event.on, replied=True)
        case facts.SpotReply():
            diary.stop(event.on, replied=True)


def write_of_others(diary: Diary, event: Event) -> None:
    """Write down what those outside said, and what an order began again."""
    given, on = event.facts, event.on
    match given:
        case facts.ThirdPartyConsultation() | facts.AgencyConsultation(suspends=True):
            diary.questions.append(Question(on))
        case facts.AgencyConsultation():
            diary.questions.append(Question(on, back_on=on))  # nobody waits for the answer
        case facts.LetterReceived():
            diary.questions[given.number - 1].letter_on = on
        case facts.OpinionGiven() | facts.CallingOff():
            question = diary.questions[given.number - 1]
            question.back_on = question.back_on or on
        case facts.Redecision():
            for question in diary.questions:
                over_on = max(diary.over_on or on, question.asked_on)
                question.back_on = question.back_on or over_on
            if given.due_on is None:
                diary.begin_anew(on)
            else:
                diary.set_date(given.due_on)


class LawfulHistories(RuleBasedStateMachine):
    """A request from its first act on; days pass, and whoever may does what is offered."""

    def __init__(self) -> None:
        super().__init__()
        self.begin(date(2025, 3, 3))

    @initialize(day=st.dates(date(2024, 1, 2), date(2025, 6, 30)))
    def begin(self, day: date) -> None:
        """Another request is to come."""
        self.story = Story(day)
        self.diary = Diary()
        self.first_reply: Diary | None = None
        self.counted: Outcome | None = None

    # One number, not many: hypothesis leans to small ones, and a history would never come far.
    @rule(seed=st.integers(0, 2**32 - 1))
    def somebody_acts(self, seed: int) -> None:
        lot = Random(seed)  # noqa: S311  # a history, not a secret
        state = self.story.standing.state
        if state in UNCOUNTED or (state in FINAL and lot.random() < _ENOUGH):
            self.begin(date(2024, 1, 2) + timedelta(days=lot.randrange(540)))
        self.story.today = min(self.story.today + timedelta(days=lot.choice(_DAYS)), _LAST_DAY)
        action, actor = self.offer(lot)
        chance = Chance(self.story, lot)
        given = MAKERS[action](chance)
        if isinstance(given, facts.Recusal):
            actor = PEOPLE["approver"]
        before = self.story.standing.state
        step = DISCLOSURE.fire(self.story.situation(actor), action, given)
        self.story.do(action, given, actor)

        assert (step.row.target or before) == step.state == self.story.standing.state
        assert before not in FINAL or step.state is before or action in _RE_OPENINGS
        self.keep_the_diary(action)

    def offer(self, lot: Random) -> tuple[Action, Actor]:
        """An act that somebody is offered, drawn by its weight."""
        found: dict[Action, Actor] = {}
        for actor in _EVERYBODY:
            for row in DISCLOSURE.permitted(self.story.situation(actor)):
                found.setdefault(Action(row.action), actor)
        weights = [_WEIGHTS.get(act, 1) for act in found]
        return lot.choices(list(found.items()), weights)[0]

    def keep_the_diary(self, action: Action) -> None:
        write(self.diary, self.story.standing.events[-1])
        standing = self.story.standing
        if action is Action.ACCEPT_LATE_ANSWER and self.counted in _LAPSES and not self.ordered():
            self.counted = None
        elif standing.outcome is not None and self.counted is None:
            self.counted = standing.outcome
            self.first_reply = deepcopy(self.diary)

    def ordered(self) -> bool:
        return any(event.action is Action.ORDER_REDECISION for event in self.story.standing.events)

    @invariant()
    def the_date_is_the_one_in_the_diary(self) -> None:
        assert self.diary.due_on() == self.story.due_on

    @invariant()
    def an_open_request_has_a_date_or_a_named_reason_why_there_is_none(self) -> None:
        standing, clock, today = self.story.standing, self.story.clock, self.story.today
        state = clock.state_on(today)
        if standing.state in {State.NASCENT, State.SUBMITTED}:
            assert (ClockState.NOT_STARTED, None) == (state, clock.due_on)
        elif standing.state is State.AWAITING_CLARIFICATION:
            assert standing.clarification is not None
            until = standing.clarification.respond_by
            assert (ClockState.VOID, until) == (state, clock.waiting_until(today))
        elif standing.state is State.AWAITING_PAYMENT:
            last = last_day_to_pay(standing, CALENDAR)
            until_paid = None if last is None else last.on
            assert (ClockState.VOID, until_paid) == (state, clock.waiting_until(today))
        elif standing.state not in FINAL and clock.due_on is None:
            assert ClockState.SUSPENDED is state
            assert any(
                one.suspends and one.letter_received_on is None and one.ended_on is None
                for one in standing.consultations
            )

    @invariant()
    def what_is_over_is_over_everywhere(self) -> None:
        standing, clock = self.story.standing, self.story.clock
        is_over = standing.state in FINAL
        assert is_over is (standing.closed_on is not None)
        assert is_over is (clock.state_on(self.story.today) is ClockState.STOPPED)
        assert not is_over or (clock.stop is not None and clock.stop.on == standing.closed_on)
        assert not (is_over and clock.overdue_on(date(2030, 1, 1)))

    @invariant()
    def the_ledger_sums_to_the_date(self) -> None:
        clock = self.story.clock
        book = ledger(clock)
        counts = [line.count for line in book if line.count is not None]
        assert counts == list(range(1, len(counts) + 1))
        if clock.void is not None or clock.day_zero is None or clock.due_on is None:
            return
        # A date that was set may lie before the day of receipt as it was corrected since.
        if clock.due_on > clock.day_zero:
            assert (clock.day_zero, clock.due_on) == (book[0].on, book[-1].on)
        if clock.fixed is None:
            assert (clock.total, clock.total) == (len(counts), book[-1].count)

    @invariant()
    def the_first_ending_counts_in_one_row(self) -> None:
        standing = self.story.standing
        counted = None if standing.counted is None else standing.counted.outcome
        assert self.counted == counted
        assert standing.state not in UNCOUNTED or counted is None
        assert (standing.state in FINAL - UNCOUNTED) is (standing.outcome is not None)
        assert counted is None or counted in ROWS

    @invariant()
    def in_time_is_that_of_the_reply_that_counts(self) -> None:
        first = self.first_reply
        expected = None if first is None or self.counted is None else first.in_time()
        assert expected is self.story.in_time

    @invariant()
    def the_remedies_run_once_the_reply_has_arrived(self) -> None:
        standing = self.story.standing
        window = remedies_until(standing, standing.reply_received_on, CALENDAR)
        assert (window is None) is (standing.reply_received_on is None)
        assert window is None or standing.state is State.REPLIED


LawfulHistories.TestCase.settings = settings(
    max_examples=_LONG or 80,
    stateful_step_count=80 if _LONG else 50,
    deadline=None,
    derandomize=not _LONG,
    suppress_health_check=[HealthCheck.too_slow],
)
TestLawfulHistories = LawfulHistories.TestCase


def test_every_act_can_be_done_in_a_history() -> None:
    assert set(Action) == set(MAKERS)
