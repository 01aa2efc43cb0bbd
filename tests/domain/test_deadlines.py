"""Rows of (clock, what happened): the given vectors, further ones, and what is wrong with a row."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from casework.domain.calendar import load_calendar
from casework.domain.deadlines import Answer, answer
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.happenings import SYNONYMS, Happening, happening
from casework.domain.occurrences import RowFault, RowInvalid, occurrences, read_day

AS_OF = date(2026, 11, 22)
FOLDER = Path(__file__).parent / "vectors"


def vectors(name: str) -> list[object]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return [
            pytest.param(row["clock"], row["events"], row["expected_due_date"], id=row["case_id"])
            for row in csv.DictReader(file)
        ]


def asked(clock: str, *events: dict[str, object], as_of: date = AS_OF) -> Answer:
    return answer(clock, json.dumps(events, ensure_ascii=False), load_calendar(), as_of)


def event(name: str, on: str, **said: object) -> dict[str, object]:
    return {"event": name, "date": on, **said}


RECEIVED = event("received", "2025-03-03", channel="in_person")
NOTICE = event("correction_notice_issued", "2025-03-10", deadline="2025-03-31")


@pytest.mark.parametrize(
    ("clock", "events", "due"),
    [*vectors("deadline_vectors.csv"), *vectors("further_vectors.csv")],
)
def test_a_row_comes_to_the_date_worked_out_by_hand(clock: str, events: str, due: str) -> None:
    assert due == answer(clock, events, load_calendar(), AS_OF).text


def test_why_there_is_no_date_is_said_in_words() -> None:
    assert asked("reply", event("received", "2026-12-10")).why.endswith("暂估2027-01-08")
    assert "双方确认" in asked("reply", event("submitted", "2026-03-02", channel="web")).why
    assert "补正" in asked("reply", RECEIVED, event("clarification_asked", "2025-03-05")).why
    assert "意见" in asked("reply", RECEIVED, event("third_party_consulted", "2025-03-05")).why
    assert asked("reply", RECEIVED, NOTICE) == Answer("CLOSED:(六)1", "逾期不补正")


def test_without_any_receipt_there_is_no_seven_day_window() -> None:
    found = asked("correction_notice", event("submitted", "2026-03-02", channel="online"))

    assert found.text == "UNDETERMINED"


def test_a_wait_for_the_applicant_lapses_only_once_its_last_day_has_passed() -> None:
    on_the_last_day = asked("reply", RECEIVED, NOTICE, as_of=date(2025, 3, 31))
    after_it = asked("reply", RECEIVED, NOTICE, as_of=date(2025, 4, 1))

    assert (on_the_last_day.text, after_it.text) == ("UNDETERMINED", "CLOSED:(六)1")


def test_events_are_taken_by_date_not_by_their_place_in_the_row() -> None:
    corrected = event("corrected_application_received", "2025-03-20")

    assert asked("reply", corrected, NOTICE, RECEIVED) == asked(
        "reply", RECEIVED, NOTICE, corrected
    )


def test_an_order_without_a_date_lets_the_period_run_anew() -> None:
    found = asked(
        "reply",
        RECEIVED,
        event("reply_posted", "2025-03-20"),
        event("redecision_ordered", "2025-09-01"),
    )

    assert found.text == "2025-09-28"


def test_an_order_with_a_date_is_due_on_it_even_in_an_unarranged_year() -> None:
    ordered = event("redecision_ordered", "2026-11-02", until="2027-01-15")

    assert asked("reply", RECEIVED, ordered).text == "2027-01-15"


def test_a_letter_whose_issue_is_not_recorded_counts_from_its_receipt() -> None:
    received = event("third_party_letter_received", "2025-03-12")
    back = event("third_party_opinion_received", "2025-03-14")

    assert asked("reply", RECEIVED, received, back).text == "2025-04-02"


def test_a_letter_received_twice_was_received_the_first_time() -> None:
    issued = event("third_party_letter_issued", "2025-03-10", party="甲")
    first, again = (
        event("third_party_letter_received", day, party="甲")
        for day in ("2025-03-12", "2025-03-14")
    )

    assert asked("reply", RECEIVED, issued, first, again) == asked("reply", RECEIVED, issued, first)


def test_a_second_date_of_the_same_kind_does_not_replace_the_decisive_one() -> None:
    found = asked(
        "reply",
        event("submitted", "2025-03-01", channel="online"),
        event("confirmed", "2025-03-03"),
        event("confirmed", "2025-03-07"),
    )

    assert found == asked("reply", RECEIVED)


def test_what_a_signature_or_a_confirmation_tells_of_the_channel_need_not_be_said() -> None:
    assert asked("reply", event("signed", "2025-03-03")) == asked("reply", RECEIVED)
    assert asked("reply", event("confirmed", "2025-03-03")) == asked("reply", RECEIVED)


def test_a_fee_notice_may_set_its_own_last_day() -> None:
    notice = event("fee_notice_issued", "2025-03-10", deadline="2025-04-10")

    assert asked("reply", RECEIVED, notice).text == "CLOSED:(六)2"
    assert asked("reply", RECEIVED, notice, event("fee_paid", "2025-04-10")).text == "2025-05-12"


def test_records_without_a_clock_effect_change_nothing() -> None:
    noted = [event(name, "2025-03-05") for name in ("registered", "assigned", "reasons_requested")]

    assert asked("reply", RECEIVED, *noted) == asked("reply", RECEIVED)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CORRECTION_DEADLINE_PASSED", Happening.CORRECTION_DEADLINE_PASSED),
        ("clarification_deadline_passed", Happening.CORRECTION_DEADLINE_PASSED),
        ("clarified-application-received", Happening.CORRECTED_RECEIVED),
        ("agency letter issued", Happening.AGENCY_ASKED),
        ("other_agency_opinion_received", Happening.AGENCY_ANSWERED),
        ("co_agency_letter_sent", Happening.AGENCY_ASKED),
        ("abandoned_fee", Happening.FEE_DEADLINE_PASSED),
        ("frobnicated", None),
    ],
)
def test_an_event_is_known_by_its_synonyms(name: str, expected: Happening | None) -> None:
    assert expected is happening(name)


def test_no_synonym_hides_a_name_and_each_is_reachable() -> None:
    assert not set(SYNONYMS) & {member.value for member in Happening}
    assert all(happening(name) is meant for name, meant in SYNONYMS.items())


@pytest.mark.parametrize("clock", ["reply_due", "Correction-Notice-Latest", "agency opinion"])
def test_a_clock_is_known_by_its_synonyms(clock: str) -> None:
    letter = event("agency_letter_received", "2025-03-03")

    assert asked(clock, RECEIVED, letter).text.startswith("2025-")


@pytest.mark.parametrize(
    ("clock", "events", "fault"),
    [
        pytest.param("reply", "", RowFault.NO_JSON, id="nothing"),
        pytest.param("reply", "[{]", RowFault.NO_JSON, id="broken-json"),
        pytest.param("reply", "[" * 100_000, RowFault.NO_JSON, id="nested-without-end"),
        pytest.param("reply", '{"event": "received"}', RowFault.NOT_A_LIST, id="an-object"),
        pytest.param("reply", "[]", RowFault.NO_EVENTS, id="empty-list"),
        pytest.param("reply", "[1]", RowFault.NOT_AN_OBJECT, id="number"),
        pytest.param("reply", '[{"date": "2025-03-03"}]', RowFault.NO_NAME, id="no-event"),
        pytest.param("reply", '[{"event": " "}]', RowFault.NO_NAME, id="blank-event"),
        pytest.param("reply", '[{"event": ["x"]}]', RowFault.NO_NAME, id="event-as-list"),
        pytest.param("reply", '[{"event": "x"}]', RowFault.UNKNOWN_EVENT, id="unknown-event"),
        pytest.param("reply", '[{"event": "received"}]', RowFault.NEEDS_KEY, id="no-date"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(clock: str, events: str, fault: RowFault) -> None:
    with pytest.raises(RowInvalid) as refusal:
        answer(clock, events, load_calendar(), AS_OF)

    assert fault is refusal.value.fault


@pytest.mark.parametrize(
    ("clock", "events", "fault"),
    [
        ("replies", [RECEIVED], RowFault.UNKNOWN_CLOCK),
        ("reply", [event("received", "2025-02-29")], RowFault.BAD_DATE),
        ("reply", [event("received", "3 March")], RowFault.BAD_DATE),
        ("reply", [{"event": "received", "date": ["2025-03-03"]}], RowFault.BAD_DATE),
        ("reply", [event("received", "2025-03-03", channel="pigeon")], RowFault.BAD_CHANNEL),
        ("reply", [event("submitted", "2025-03-03")], RowFault.NEEDS_KEY),
        ("reply", [RECEIVED, event("extended", "2025-03-20")], RowFault.NEEDS_KEY),
        ("reply", [RECEIVED, event("extended", "2025-03-20", working_days="x")], "bad_number"),
        ("reply", [RECEIVED, event("extended", "2025-03-20", working_days=True)], "bad_number"),
        ("reply", [RECEIVED, event("extended", "2025-03-20", working_days=25)], "impossible"),
        ("reply", [RECEIVED, event("delay_notified", "2025-03-20")], RowFault.NEEDS_KEY),
        (
            "reply",
            [RECEIVED, event("redecision_ordered", "2025-03-20", working_days=10)],
            RowFault.NEEDS_KEY,
        ),
        ("reply", [RECEIVED, event("third_party_opinion", "2025-03-20")], RowFault.NO_LETTER),
        (
            "reply",
            [
                event("third_party_letter_issued", "2025-03-10", party="甲"),
                event("third_party_opinion_received", "2025-03-12", party="乙"),
            ],
            RowFault.NO_LETTER,
        ),
        (
            "reply",
            [
                event("submitted", "2025-03-10", channel="online"),
                event("confirmed", "2025-03-07"),
            ],
            RowFault.RECEIPT_CONFLICT,
        ),
        ("reply", [event("received", "2018-06-01")], RowFault.YEAR_NOT_ARRANGED),
        ("correction_notice", [event("received", "2018-06-01")], RowFault.YEAR_NOT_ARRANGED),
        ("fee_payment", [event("fee_notice_received", "2018-06-01")], "year_not_arranged"),
        ("fee_payment", [event("fee_notice_issued", "2025-06-01")], RowFault.NEEDS_EVENT),
    ],
)
def test_a_row_that_cannot_be_reckoned_says_why(
    clock: str, events: list[dict[str, object]], fault: str
) -> None:
    with pytest.raises(RowInvalid) as refusal:
        asked(clock, *events)

    assert fault == refusal.value.fault
    assert "{" not in str(refusal.value)


def test_an_extension_may_be_a_number_in_quotes() -> None:
    quoted = asked("reply", RECEIVED, event("extended", "2025-03-20", working_days="5"))

    assert quoted == asked("reply", RECEIVED, event("extended", "2025-03-20", days=5))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        (" 2026/3/2 ", date(2026, 3, 2)),
        ("20260302", None),
        ("1026-03-02", None),
        ("2026-13-02", None),
    ],
)
def test_a_date_is_read_as_spreadsheets_write_it(text: str, day: date | None) -> None:
    assert day == read_day(text)


def test_what_an_event_brings_is_read_by_its_keys() -> None:
    (found,) = occurrences(
        '[{"event": "submitted", "date": "2026-03-02", "channel": "E-mail", "party": "甲",'
        ' "deadline": "2026/4/1", "good_reason": "是", "procedure": "简易", "note": null}]'
    )

    assert (found.channel, found.who, found.until) == (
        ReceiptChannel.E_MAIL,
        "甲",
        date(2026, 4, 1),
    )
    assert (found.excused, found.variant) == (True, "简易")
