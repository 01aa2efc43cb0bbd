"""How a message comes in: once, sealed, verified where the agency asks for it, numbered (R-LY)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from casework.domain.message import facts
from casework.domain.message.vocabulary import Action, Channel, Kind, State, Urgency
from casework.domain.notices import Notice
from casework.domain.roles import author
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import Case, MessageDetail, OutboxMessage
from casework.services import agency_settings, contact_codes, upkeep, verifying
from casework.services.administration import Mandate
from casework.services.agency_settings import Particulars
from casework.services.contact_codes import ContactRefusal
from casework.services.disclosure import tracking
from casework.services.message import filing
from casework.services.message.filing import Arrival
from casework.services.procedures import case_of
from casework.services.refusals import NotThere, ServiceRefusal
from tests.message_road import MessageRoad, writing
from tests.road import Road


def set_rules(path: MessageRoad, **values: int) -> None:
    """Let the agency have other rules."""
    given = Particulars(tuple(values.items()))
    agency_settings.change(path.office, given, Mandate(path.staff["administrator"], uuid4().hex))


def told(reference: str) -> list[Notice]:
    """The notices that were owed about a message."""
    query = db.select(OutboxMessage.notice).join(Case, Case.id == OutboxMessage.case_id)
    ours = query.where(Case.reference == reference).order_by(OutboxMessage.id)
    return list(db.session.scalars(ours))


def kept(path: MessageRoad) -> Case:
    return case_of(path.reference, author(path.agency_id))


def test_its_references_are_counted_by_themselves(path: MessageRoad, road: Road) -> None:
    numbers = [path.submit(), road.file(), path.submit()]

    assert numbers == ["SFSW-2026-L000001", "SFSW-2026-000001", "SFSW-2026-L000002"]


def test_a_form_that_is_sent_twice_makes_one_message(path: MessageRoad) -> None:
    key = uuid4().hex
    first, code = path.submit(key=key), path.code

    assert (path.submit(key=key), path.code) == (first, code)
    assert db.session.scalar(db.select(db.func.count()).select_from(Case)) == 1


def test_another_text_under_the_same_key_is_refused(path: MessageRoad) -> None:
    key = uuid4().hex
    path.submit(key=key)

    with pytest.raises(Refused) as refused:
        path.submit(replace(writing(), text="另一件事"), key=key)

    assert refused.value.reason is ServiceRefusal.SENT_ALREADY


def test_its_query_code_opens_it(path: MessageRoad) -> None:
    path.submit()
    opened = tracking.open_by_code(
        path.office, path.reference, path.code, path.agency_id, "192.0.2.1"
    )

    assert opened == path.reference


def test_words_and_author_lie_sealed(path: MessageRoad) -> None:
    path.submit()
    columns = "title, text, name, phone, email, address"
    raw = db.session.execute(db.text(f"SELECT {columns} FROM message"))  # noqa: S608  # fixed

    assert all("路灯".encode() not in bytes(value) for row in raw for value in row)
    assert db.session.scalars(db.select(MessageDetail.name)).one() == "张示范"


@pytest.mark.parametrize(
    ("kind", "days", "due"),
    [
        (Kind.ENQUIRY, 5, date(2026, 3, 9)),
        (Kind.SUGGESTION, 15, date(2026, 3, 23)),
        (Kind.COMPLAINT, 15, date(2026, 3, 23)),
    ],
    ids=str,
)
def test_each_kind_has_its_limit_from_the_day_of_receipt(
    path: MessageRoad, kind: Kind, days: int, due: date
) -> None:
    path.submit(writing(kind=kind))
    file = path.see()

    assert (file.clock.working_days, file.clock.due_on, file.case.due_on) == (days, due, due)
    assert (file.standing.received_on, file.red_line) == (date(2026, 3, 2), date(2026, 6, 2))


def test_a_limit_is_the_agencys_own_and_that_of_the_day(path: MessageRoad) -> None:
    path.submit()
    before = path.reference
    set_rules(path, message_enquiry_days=3)
    path.submit()

    assert path.see().clock.due_on == date(2026, 3, 5)
    assert case_of(before, author(path.agency_id)).due_on == date(2026, 3, 9)


def test_a_contact_is_verified_where_the_agency_asks_for_it(path: MessageRoad) -> None:
    set_rules(path, message_verifies_contact=True)
    path.submit()
    waiting = path.see()

    assert (waiting.standing.state, waiting.case.due_on, waiting.urgency) == (
        State.PENDING_VERIFICATION,
        None,
        Urgency.NOT_STARTED,
    )

    verifying.verify(
        path.office,
        path.reference,
        contact_codes.code_of(kept(path)),
        path.agency_id,
        uuid4().hex,
    )

    assert (path.see().standing.state, path.see().standing.received_on) == (
        State.RECEIVED,
        date(2026, 3, 2),
    )
    assert told(path.reference) == [Notice.CONTACT_TO_VERIFY]


def test_who_left_no_contact_is_not_asked_to_prove_it(path: MessageRoad) -> None:
    set_rules(path, message_verifies_contact=True)
    path.submit(writing(phone="", email=""))

    assert path.see().standing.state is State.RECEIVED


def test_a_wrong_code_verifies_nothing_and_is_counted(path: MessageRoad) -> None:
    set_rules(path, message_verifies_contact=True)
    path.submit()
    right = contact_codes.code_of(kept(path))
    wrong = f"{(int(right) + 1) % 10**6:06}"
    key = uuid4().hex
    reasons = []
    for typed in (wrong,) * 6:
        with pytest.raises(Refused) as refused:
            verifying.verify(path.office, path.reference, typed, path.agency_id, key)
        reasons.append(refused.value.reason)

    assert reasons == [ContactRefusal.WRONG] * 5 + [ContactRefusal.LOCKED]
    assert path.see().standing.state is State.PENDING_VERIFICATION

    path.clock.put(path.clock.now() + timedelta(minutes=31))
    for _ in range(2):  # a second click finds the first one's result
        verifying.verify(path.office, path.reference, right, path.agency_id, key)
    assert path.see().standing.state is State.RECEIVED


def test_a_code_is_sent_again_while_it_is_waited_for(path: MessageRoad) -> None:
    set_rules(path, message_verifies_contact=True)
    path.submit()
    key = uuid4().hex
    for _ in range(2):
        verifying.send_again(path.office, path.reference, path.agency_id, key)

    assert told(path.reference) == [Notice.CONTACT_TO_VERIFY] * 2

    path.do(Action.WAIVE_VERIFICATION, facts.Waiver("电话已联系到本人"), "clerk")
    with pytest.raises(NotThere):
        verifying.send_again(path.office, path.reference, path.agency_id, uuid4().hex)


def test_nobody_verifies_what_is_not_there(path: MessageRoad) -> None:
    with pytest.raises(NotThere):
        verifying.verify(path.office, "SFSW-2026-L000009", "000000", path.agency_id, uuid4().hex)


def test_what_looks_automatic_is_kept_and_held_and_nobody_is_written_to(path: MessageRoad) -> None:
    set_rules(path, message_verifies_contact=True)
    path.submit(looks_automatic=True)
    held = path.see()
    path.accept()

    assert (held.standing.state, held.standing.looks_automatic) == (State.RECEIVED, True)
    assert told(path.reference) == [Notice.MESSAGE_ACCEPTED]
    assert path.see().case.message.looks_automatic is False


def test_a_call_is_taken_down_with_its_day_and_what_shows_it(path: MessageRoad) -> None:
    arrival = Arrival(Channel.PHONE, date(2026, 2, 27), "12345转来，来电记录第1号")
    filed = filing.take_in(path.office, writing(), arrival, (), uuid4().hex, path.staff["clerk"])
    path.reference = filed.reference
    file = path.see()

    assert (file.standing.channel, file.case.message.channel) == (Channel.PHONE, Channel.PHONE)
    assert (file.standing.received_on, file.case.due_on) == (date(2026, 2, 27), date(2026, 3, 5))


def test_its_words_are_held_against_their_digest(path: MessageRoad) -> None:
    path.submit()
    path.do(Action.CHANGE_CONSENT, facts.Consent(may_be_published=False), "author")
    sound = list(upkeep.broken_chains())
    detail = db.session.scalars(db.select(MessageDetail)).one()
    detail.text = "另一件事"
    db.session.commit()

    assert sound == []
    assert [broken.sequence for broken in upkeep.broken_chains()] == [1]
