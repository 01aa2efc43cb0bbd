"""Notices: after the commit, at least once, never with what does not belong in them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.adapters.messages import CannotSend, MemoryMessenger, Message, NoMessenger
from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action
from casework.domain.notices import Notice
from casework.persistence.database import db
from casework.persistence.models import OutboxMessage
from casework.services import outbox
from casework.services.notices import wording
from casework.services.office import Office
from tests.people import ORGANISATION, PERSON, application
from tests.road import Road

LATER = date(2026, 3, 31)


class Broken:
    """A relay that takes nothing."""

    reaches = True

    def send(self, message: Message) -> None:
        raise CannotSend("SMTPServerDisconnected")


@pytest.fixture
def mail() -> MemoryMessenger:
    return MemoryMessenger()


@pytest.fixture
def texts() -> MemoryMessenger:
    return MemoryMessenger()


@pytest.fixture
def telling(office: Office, mail: MemoryMessenger, texts: MemoryMessenger) -> Office:
    return replace(office, mail=mail, text_messages=texts)


def deliver_all(office: Office) -> None:
    for message_id in outbox.waiting(office):
        outbox.deliver(office, message_id)


def test_a_notice_goes_by_mail_once(road: Road, telling: Office, mail: MemoryMessenger) -> None:
    road.start()
    deliver_all(telling)
    deliver_all(telling)

    assert [PERSON.email] == [message.to for message in mail.sent]
    assert road.reference in mail.sent[0].subject


def test_without_an_address_it_goes_by_text_message(
    road: Road, telling: Office, mail: MemoryMessenger, texts: MemoryMessenger
) -> None:
    road.start(application(applicant=ORGANISATION))
    deliver_all(telling)

    assert [] == mail.sent
    assert [ORGANISATION.phone] == [message.to for message in texts.sent]


def test_a_notice_says_nothing_of_the_request_or_the_applicant(
    road: Road, telling: Office, mail: MemoryMessenger
) -> None:
    road.start()
    deliver_all(telling)
    said = mail.sent[0].subject + mail.sent[0].body

    for secret in (PERSON.name, PERSON.phone, PERSON.identity_number, "水资源数据", road.code):
        assert secret not in said


def test_what_the_relay_did_not_take_is_tried_again_later(
    road: Road, telling: Office, mail: MemoryMessenger
) -> None:
    road.start()
    deliver_all(replace(telling, mail=Broken()))

    assert [] == outbox.waiting(telling)  # in hand for a while, so that two do not send at once
    road.clock.go_on(timedelta(minutes=5))
    deliver_all(telling)

    assert 1 == len(mail.sent)


def test_what_fails_again_and_again_is_tried_ever_more_rarely_and_after_the_others(
    road: Road, telling: Office
) -> None:
    road.start()
    broken = replace(telling, mail=Broken())
    (message_id,) = outbox.waiting(telling)
    first, waits = road.clock.now(), []
    for _ in range(14):
        outbox.deliver(broken, message_id)
        began = road.clock.now()
        while message_id not in outbox.waiting(telling):
            road.clock.go_on(timedelta(minutes=2))
        waits.append(road.clock.now() - began)
    road.reference, key = "", "another"
    road.file(key=key)
    road.confirm()

    assert waits == sorted(waits)
    assert timedelta(minutes=4) <= waits[0] <= timedelta(minutes=6)
    assert timedelta(days=1) <= waits[-1] <= timedelta(days=1, minutes=2)
    assert message_id == outbox.waiting(telling)[-1]
    (untold,) = outbox.untold(road.staff["administrator"])
    assert (14, first, "SMTPServerDisconnected") == (
        untold.attempts,
        untold.first_tried_at,
        untold.error,
    )


def test_notices_that_nobody_takes_up_are_noticed(road: Road, telling: Office) -> None:
    road.start()
    at_first = outbox.is_stuck(telling, road.agency_id)
    road.clock.go_on(timedelta(minutes=11))
    later = outbox.is_stuck(telling, road.agency_id)
    deliver_all(telling)

    assert (False, True, False) == (at_first, later, outbox.is_stuck(telling, road.agency_id))


def test_without_a_mail_relay_it_goes_by_text_message_or_not_at_all(
    road: Road, telling: Office, texts: MemoryMessenger
) -> None:
    road.start()
    deliver_all(replace(telling, mail=NoMessenger(), text_messages=NoMessenger()))
    owed = db.session.scalars(db.select(OutboxMessage)).one()
    told = owed.closed_at is not None, owed.delivered_at is not None
    road.do(Action.ASK_CLARIFICATION, facts.ClarificationNotice(("年份",), LATER), "handler")
    deliver_all(replace(telling, mail=NoMessenger()))

    assert (True, False) == told
    assert [PERSON.phone] == [message.to for message in texts.sent]


def test_a_notice_in_another_workers_hands_is_left_be(
    road: Road, telling: Office, mail: MemoryMessenger
) -> None:
    road.start()
    (message_id,) = outbox.waiting(telling)
    outbox.deliver(telling, message_id)
    outbox.deliver(telling, message_id)

    assert 1 == len(mail.sent)


def test_nothing_is_owed_to_whoever_left_no_address(
    road: Road, telling: Office, mail: MemoryMessenger, texts: MemoryMessenger
) -> None:
    road.start(application(applicant=replace(PERSON, email="", phone="")))
    deliver_all(telling)

    assert ([], []) == (mail.sent, texts.sent)
    assert [] == outbox.waiting(telling)
    assert [None] == list(db.session.scalars(db.select(OutboxMessage.delivered_at)))


@pytest.mark.parametrize("notice", list(Notice))
def test_every_notice_has_its_words(road: Road, telling: Office, notice: Notice) -> None:
    road.start()
    case = road.see().case
    said = wording(notice, case.reference, telling.agency(), site="https://shifan.example")

    assert case.reference in said.subject
    assert "查询码" in said.body
    assert "（https://shifan.example）" in said.body
    assert "登录" not in said.body + said.short
    assert len(said.short) <= 70 + len(telling.agency().name)
