"""Notices: after the commit, at least once, never with what does not belong in them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.adapters.messages import CannotSend, MemoryMessenger, Message
from casework.domain.notices import Notice
from casework.services import outbox
from casework.services.notices import wording
from casework.services.office import Office
from tests.people import ORGANISATION, PERSON, application
from tests.road import Road


class Broken:
    """A relay that takes nothing."""

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
    road.clock.go_on(timedelta(minutes=3))
    deliver_all(telling)

    assert 1 == len(mail.sent)


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


@pytest.mark.parametrize("notice", list(Notice))
def test_every_notice_has_its_words(road: Road, telling: Office, notice: Notice) -> None:
    road.start()
    case = road.see().case
    said = wording(notice, case.reference, telling.agency())

    assert case.reference in said.subject
    assert "查询码" in said.body
    assert len(said.short) <= 70 + len(telling.agency().name)
