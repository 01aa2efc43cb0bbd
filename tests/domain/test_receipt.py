"""条例 31: by which date an application counts as received, channel by channel."""

from datetime import date

import pytest

from casework.domain.calendar import load_calendar
from casework.domain.disclosure.receipt import (
    Receipt,
    ReceiptChannel,
    ReceiptEvidence,
    ReceiptFlag,
    receipt,
)

FRIDAY, SATURDAY = date(2026, 3, 6), date(2026, 3, 7)
MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)


def received(channel: ReceiptChannel, **dates: date) -> Receipt:
    return receipt(ReceiptEvidence(channel=channel, **dates), load_calendar())


@pytest.mark.parametrize(
    ("channel", "dates", "expected"),
    [
        pytest.param(
            ReceiptChannel.IN_PERSON,
            {"submitted_on": SATURDAY},
            Receipt(SATURDAY, "R-31-1"),
            id="in-person-on-a-rest-day",
        ),
        pytest.param(
            ReceiptChannel.ORAL,
            {"submitted_on": MONDAY},
            Receipt(MONDAY, "R-31-1"),
            id="oral",
        ),
        pytest.param(
            ReceiptChannel.REGISTERED_MAIL,
            {"submitted_on": FRIDAY, "signed_on": SATURDAY},
            Receipt(SATURDAY, "R-31-2a"),
            id="signed-for-by-the-mail-room",
        ),
        pytest.param(
            ReceiptChannel.ORDINARY_MAIL,
            {"arrived_on": MONDAY, "confirmed_on": MONDAY},
            Receipt(MONDAY, "R-31-2b"),
            id="plain-letter-confirmed-the-same-day",
        ),
        pytest.param(
            ReceiptChannel.ORDINARY_MAIL,
            {"confirmed_on": MONDAY},
            Receipt(MONDAY, "R-31-2b"),
            id="plain-letter-of-unknown-arrival",
        ),
        pytest.param(
            ReceiptChannel.ORDINARY_MAIL,
            {"submitted_on": FRIDAY, "arrived_on": MONDAY, "confirmed_on": TUESDAY},
            Receipt(TUESDAY, "R-31-2b", (ReceiptFlag.LATE_CONFIRMATION,)),
            id="plain-letter-confirmed-a-day-late",
        ),
        pytest.param(
            ReceiptChannel.ONLINE,
            {"submitted_on": SATURDAY, "confirmed_on": SATURDAY},
            Receipt(SATURDAY, "R-31-3"),
            id="online-confirmed-on-a-rest-day",
        ),
        pytest.param(
            ReceiptChannel.ONLINE,
            {"submitted_on": SATURDAY, "confirmed_on": MONDAY},
            Receipt(MONDAY, "R-31-3"),
            id="online-confirmed-on-the-next-working-day",
        ),
        pytest.param(
            ReceiptChannel.E_MAIL,
            {"submitted_on": SATURDAY, "confirmed_on": TUESDAY},
            Receipt(TUESDAY, "R-31-3", (ReceiptFlag.LATE_CONFIRMATION,)),
            id="e-mail-confirmed-late",
        ),
        pytest.param(
            ReceiptChannel.FAX,
            {"arrived_on": MONDAY, "confirmed_on": TUESDAY},
            Receipt(TUESDAY, "R-31-3"),
            id="fax",
        ),
        pytest.param(
            ReceiptChannel.IN_PERSON,
            {},
            Receipt(None, "R-31-1", (ReceiptFlag.MISSING_SUBMISSION,)),
            id="in-person-without-a-date",
        ),
        pytest.param(
            ReceiptChannel.REGISTERED_MAIL,
            {"submitted_on": FRIDAY},
            Receipt(None, "R-31-2a", (ReceiptFlag.MISSING_SIGNATURE,)),
            id="not-signed-for-yet",
        ),
        pytest.param(
            ReceiptChannel.ONLINE,
            {"submitted_on": FRIDAY},
            Receipt(None, "R-31-3", (ReceiptFlag.MISSING_CONFIRMATION,)),
            id="online-not-confirmed-yet",
        ),
        pytest.param(
            ReceiptChannel.ORDINARY_MAIL,
            {"arrived_on": FRIDAY},
            Receipt(None, "R-31-2b", (ReceiptFlag.MISSING_CONFIRMATION,)),
            id="plain-letter-not-confirmed-yet",
        ),
        pytest.param(
            ReceiptChannel.ONLINE,
            {"submitted_on": MONDAY, "confirmed_on": FRIDAY},
            Receipt(None, "R-31-3", (ReceiptFlag.CONFLICT,)),
            id="confirmed-before-it-was-submitted",
        ),
    ],
)
def test_the_channel_decides_which_date_is_the_date_of_receipt(
    channel: ReceiptChannel, dates: dict[str, date], expected: Receipt
) -> None:
    assert expected == received(channel, **dates)


def test_every_channel_has_its_rule() -> None:
    rules = {received(channel).rule for channel in ReceiptChannel}

    assert rules == {"R-31-1", "R-31-2a", "R-31-2b", "R-31-3"}
