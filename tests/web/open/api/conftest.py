"""Books that are rich in personal data and in what is public of them, for the API's tests."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

import pytest

from casework.adapters.clock import SetClock
from casework.domain.disclosure.facts import Note
from casework.domain.message import facts
from casework.domain.message.questions import Answered, Released
from casework.domain.message.vocabulary import Action
from casework.domain.roles import Actor
from casework.services.message import publishing, questions
from casework.services.office import Office
from tests.asking_road import AskingRoad
from tests.consultation_road import ConsultationRoad, said
from tests.correction_road import CorrectionRoad, correction
from tests.message_road import MessageRoad, writing
from tests.people import ORGANISATION, PERSON, application
from tests.report_road import ReportRoad
from tests.road import Road

# Personal data that stand nowhere but where somebody typed them.
AUTHOR = {"name": "鹄鹂鹭", "phone": "19900001111", "email": "guliliu@shifan.example"}
_SPOKEN = f"我是{AUTHOR['name']}，电话{AUTHOR['phone']}，邮箱{AUTHOR['email']}，"
APPLICANT = replace(
    PERSON,
    name="鸬鹚鸢",
    identity_number="999999199001010016",
    phone="00077788899",
    email="luciyuan@shifan.example",
    address="示范市示范区鹈鹕巷77号",
    postcode="999901",
)
COMPANY = replace(
    ORGANISATION,
    name="示范市鸫鸲有限公司",
    contact_person="鹪鹩鹨",
    phone="00066677788",
    postcode="999902",
)
NOTED = "鹧鸪的备注"
CANARIES = (
    *AUTHOR.values(),
    *(APPLICANT.name, APPLICANT.identity_number, APPLICANT.phone, APPLICANT.email),
    *("鹈鹕巷", COMPANY.name, COMPANY.contact_person, COMPANY.phone, COMPANY.identity_number),
    *(COMPANY.representative, NOTED),
)


@dataclass(frozen=True, slots=True)
class Books:
    """What is public in them: of which year, and how it is named."""

    year: int
    consultation: str
    message: MessageRoad
    references: tuple[str, ...]


@pytest.fixture
def message(
    office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int
) -> MessageRoad:
    return MessageRoad(office, clock, staff, agency_id)


@pytest.fixture
def asking(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> AskingRoad:
    return AskingRoad(office, clock, staff, agency_id)


def publish(message: MessageRoad, **changed: object) -> None:
    """A message from its first word to the public reply."""
    message.replied(writing(**changed))
    file = message.see()
    prepared = publishing.prepared(file.case.message, file.standing, ())
    message.do(Action.PREPARE_PUBLICATION, prepared, "handler")
    message.do(Action.PUBLISH, facts.Release(), "approver")


def answer_often(message: MessageRoad, question: str = "取水许可怎样办理") -> None:
    """A frequent question that is public."""
    given = Answered(question, "到政务服务中心办理。", "水资源科")
    questions.enter(message.office, given, uuid4().hex, message.staff["clerk"])
    entry = questions.waiting(message.agency_id)[0]
    questions.release(message.office, Released(entry.id), uuid4().hex, message.staff["approver"])


def comment(asking: ConsultationRoad) -> list[str]:
    """Comments by people who say who they are, and that are answered; their references."""
    comments = [
        asking.comment(said(f"{_SPOKEN}水价太高。", **AUTHOR)),
        asking.key_in(said(f"{_SPOKEN}应当分档。", name=AUTHOR["name"], phone=AUTHOR["phone"])),
    ]
    asking.close()
    asking.answer(comments, reason=f"{AUTHOR['name']}的意见已经研究。")
    return comments


@pytest.fixture
def books(
    office: Office,
    clock: SetClock,
    staff: dict[str, Actor],
    agency_id: int,
    road: Road,
    message: MessageRoad,
    asking: AskingRoad,
) -> Books:
    """One of everything that can be public, with a person behind each, and more that is not."""
    requests = []
    for applicant in (APPLICANT, COMPANY):
        road.start(application(applicant, wanted=f"{applicant.name}{applicant.phone}的资料"))
        road.sign()
        road.serve()
        requests.append(road.reference)
    corrections = CorrectionRoad(office, staff, agency_id)
    corrections.file(correction(APPLICANT))
    publish(message, text=f"{_SPOKEN}路灯坏了。", **AUTHOR)
    message.do(Action.NOTE, Note(NOTED), "handler")
    private = MessageRoad(office, clock, staff, agency_id)
    private.replied(writing(title=f"{AUTHOR['name']}的来信", **AUTHOR, may_be_published=False))
    answer_often(message)
    asking.open()
    comments = comment(asking)
    asking.submit_feedback()
    asking.release()
    year = office.today().year
    clock.put(clock.now() + timedelta(days=320))
    ReportRoad(office, staff, year=year).publish()
    hidden = (*requests, corrections.reference, message.reference, private.reference, *comments)
    return Books(year, asking.reference, message, hidden)
