"""The worked deadlines once more, told as acts of the workflow instead of read from a row."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import last_day_to_ask
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.periods import LimitName
from casework.domain.workflow import Refused
from tests.domain.story import DIGEST, NOT_HELD, Story

FOLDER = Path(__file__).parent / "vectors"
FAR = date(2099, 12, 31)  # a clarification whose notice names no day is awaited without end
AS_OF = date(2026, 11, 22)
CHANNELS = {"email": ReceiptChannel.E_MAIL} | {each.value: each for each in ReceiptChannel}
CLOCKS = {"reply", "correction_notice", "extension_notice_latest", "fee_notice_latest"}
RECEIPTS = {"received", "submitted", "arrived", "signed", "confirmed"}
Told = dict[str, str]


def rows() -> Iterator[object]:
    for name in ("deadline_vectors.csv", "further_vectors.csv"):
        with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                events = json.loads(row["events"])
                if row["clock"] in CLOCKS and events[0]["event"] in RECEIPTS:
                    due = row["expected_due_date"]
                    yield pytest.param(row["clock"], events, due, id=row["case_id"])


def receive(story: Story, events: list[Told]) -> list[Told]:
    """Register, or file and confirm; what happened after the receipt."""
    receipts = [event for event in events if event["event"] in RECEIPTS]
    channel = CHANNELS[receipts[0]["channel"]]
    first, last = (date.fromisoformat(each["date"]) for each in (receipts[0], receipts[-1]))
    if channel is ReceiptChannel.ONLINE and receipts[0]["event"] == "submitted":
        story.do(Action.SUBMIT, facts.Submission(DIGEST, DeliveryWay.ONLINE), "applicant", first)
        if len(receipts) == 1:
            return []
        confirmed = facts.ReceiptConfirmation(last, facts.ConfirmationMeans.PHONE, "通话")
        story.do(Action.CONFIRM_RECEIPT, confirmed, "clerk", last)
    else:
        given = facts.Registration(DIGEST, DeliveryWay.POST, channel, first, last, "登记")
        story.do(Action.REGISTER, given, "clerk", last)
    story.do(Action.ASSIGN, facts.Assignment("水资源科", 7), "clerk")
    return events[len(receipts) :]


class Teller:
    """Tells a row's events as acts; who is asked is found by name, or is the only one."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.asked: list[str] = []

    def number(self, event: Told) -> int:
        name = event.get("party") or event.get("agency") or self.kind(event)
        return self.asked.index(name) + 1

    @staticmethod
    def kind(event: Told) -> str:
        return "第三方" if event["event"].startswith("third") else "机关"

    def ask(self, event: Told, on: date) -> None:
        self.asked.append(event.get("party") or event.get("agency") or self.kind(event))
        if self.kind(event) == "第三方":
            self.story.ask(self.asked[-1], on)
        else:
            self.story.ask_agency(on=on)

    def letter(self, event: Told, on: date) -> None:
        self.story.letter_received(self.number(event), on)

    def opinion(self, event: Told, on: date) -> None:
        self.story.answer(self.number(event), on)

    def ask_clarification(self, event: Told, on: date) -> None:
        until = event.get("deadline") or event.get("respond_by")
        self.story.ask_clarification(on, date.fromisoformat(until) if until else FAR)

    def clarified(self, event: Told, on: date) -> None:
        notice = self.story.standing.clarification
        if notice is not None and on > notice.respond_by:
            self.story.lapse(on)
            if event.get("good_reason"):
                self.story.accept_late(on)
        elif self.story.standing.is_open:
            self.story.clarify(on)

    def lapse(self, event: Told, on: date) -> None:
        self.story.lapse(on)

    def extend(self, event: Told, on: date) -> None:
        self.story.extend(on, int(event["working_days"]))

    def defer(self, event: Told, on: date) -> None:
        self.story.explain(on).defer(on, date.fromisoformat(event["until"]))

    def charge(self, event: Told, on: date) -> None:
        self.story.charge(on)

    def fee_notice(self, event: Told, on: date) -> None:
        self.story.fee_notice(on)

    def pay(self, event: Told, on: date) -> None:
        until = self.story.clock.waiting_until(on)
        if until is not None and on > until:
            self.lapse_fee(event, on)
        else:
            self.story.pay(on)

    def lapse_fee(self, event: Told, on: date) -> None:
        self.story.do(Action.LAPSE_FEE, facts.FeeLapse("已询问"), on=on)

    def post(self, event: Told, on: date) -> None:
        self.story.sign(NOT_HELD).serve(on, facts.ServiceWay.POST)

    def hand_over(self, event: Told, on: date) -> None:
        self.story.sign(NOT_HELD).serve(on)

    def arrive(self, event: Told, on: date) -> None:
        given = facts.DeliveryResult(facts.DeliveryOutcome.SIGNED, on, "回执")
        self.story.do(Action.RECORD_DELIVERY, given, "clerk", on)

    def withdraw(self, event: Told, on: date) -> None:
        self.story.do(Action.WITHDRAW, facts.Withdrawal("不再需要"), "applicant", on)

    def correct(self, event: Told, on: date) -> None:
        given = facts.ReceiptCorrection(on, "邮戳", "看错日期")
        self.story.do(Action.CORRECT_RECEIPT_DATE, given, "approver", on)

    def nothing(self, event: Told, on: date) -> None:
        """Time alone: the limit of those asked passes without an act."""


ACTS: dict[str, Callable[[Teller, Told, date], None]] = {
    "correction_notice_issued": Teller.ask_clarification,
    "clarification_notice_issued": Teller.ask_clarification,
    "corrected_application_received": Teller.clarified,
    "corrected_application_submitted": Teller.nothing,
    "corrected_application_confirmed": Teller.clarified,
    "clarification_received": Teller.clarified,
    "correction_deadline_passed": Teller.lapse,
    "third_party_letter_issued": Teller.ask,
    "co_agency_letter_issued": Teller.ask,
    "other_agency_letter_issued": Teller.ask,
    "third_party_letter_received": Teller.letter,
    "co_agency_letter_received": Teller.letter,
    "third_party_opinion_received": Teller.opinion,
    "co_agency_opinion_received": Teller.opinion,
    "other_agency_opinion_received": Teller.opinion,
    "third_party_deadline_passed": Teller.nothing,
    "extension_notified": Teller.extend,
    "delay_notified": Teller.defer,
    "fee_notice_issued": Teller.charge,
    "fee_notice_received": Teller.fee_notice,
    "fee_paid": Teller.pay,
    "fee_deadline_passed": Teller.lapse_fee,
    "reply_posted": Teller.post,
    "reply_signed": Teller.hand_over,
    "replied_on_the_spot": Teller.hand_over,
    "reply_received_by_applicant": Teller.arrive,
    "withdrawn": Teller.withdraw,
    "receipt_date_corrected": Teller.correct,
}


def end_of_waiting(teller: Teller) -> None:
    """What the applicant did not do by the day of asking is given up, as a row says."""
    story = teller.story
    until = story.clock.waiting_until(AS_OF)
    if until is not None and until < AS_OF:
        if story.standing.state is State.AWAITING_CLARIFICATION:
            story.lapse(AS_OF)
        elif story.standing.state is State.AWAITING_PAYMENT:
            teller.lapse_fee({}, AS_OF)


def told(clock: str, story: Story) -> str:
    """The answer that a row expects, from the standing."""
    row = {State.LAPSED: {"逾期不补正": "1", "逾期不缴费": "2"}, State.WITHDRAWN: {}}
    reckoning = story.clock
    if story.standing.state in row and reckoning.stop is not None:
        number = row[State(story.standing.state)].get(reckoning.stop.why.zh, "3")
        return f"CLOSED:(六){number}"
    if clock == LimitName.CLARIFICATION_NOTICE:
        limit = last_day_to_ask(reckoning)
        on, provisional = (None, False) if limit is None else (limit.on, limit.provisional)
    elif clock == "reply":
        on, provisional = reckoning.due_on, reckoning.provisional
    else:
        on, provisional = reckoning.unextended_due_on, False
    return "UNDETERMINED" if on is None or provisional else on.isoformat()


@pytest.mark.parametrize(("clock", "events", "due"), list(rows()))
def test_the_acts_of_a_row_come_to_the_date_worked_out_by_hand(
    clock: str, events: list[Told], due: str
) -> None:
    story = Story()
    teller = Teller(story)
    for event in receive(story, events):
        try:
            ACTS[event["event"]](teller, event, date.fromisoformat(event["date"]))
        except Refused:
            # A late or second extension, and what comes after the end, have no effect.
            assert event["event"] in {"extension_notified", "corrected_application_received"}
    end_of_waiting(teller)

    assert due == told(clock, story)


def test_most_rows_can_be_told_as_acts() -> None:
    assert len(list(rows())) > 80
