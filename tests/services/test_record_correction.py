"""更正自身信息记录（条例 41）: from the application to the letter, kept, told and never counted."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from casework.adapters.clock import SetClock
from casework.adapters.messages import MemoryMessenger
from casework.domain.disclosure import facts
from casework.domain.notices import Notice
from casework.domain.record_correction import acts
from casework.domain.record_correction.vocabulary import Action, Result, State
from casework.domain.roles import Actor, citizen
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import AuditEntry, Case, CaseEvent, OutboxMessage, RecordCorrection
from casework.persistence.queries import cases, record_corrections, statistics
from casework.services import handing_over, letters, outbox, queue, recompute, upkeep
from casework.services.administration import Mandate
from casework.services.disclosure import tracking
from casework.services.disclosure import viewing as requests
from casework.services.disclosure.correspondence import letter_pdf
from casework.services.notices import wording
from casework.services.office import Office
from casework.services.procedures import case_of
from casework.services.record_correction import correspondence, filing, viewing
from casework.services.record_correction.acts import Order
from casework.services.refusals import NotThere, ServiceRefusal
from tests.correction_road import CORRECTED, CorrectionRoad, correction
from tests.letters.paper import read
from tests.people import ORGANISATION
from tests.road import Road


@pytest.fixture
def path(office: Office, staff: dict[str, Actor], agency_id: int) -> CorrectionRoad:
    return CorrectionRoad(office, staff, agency_id)


def stored(reference: str) -> Case:
    case: Case = db.session.scalars(db.select(Case).filter_by(reference=reference)).one()
    return case


def test_its_references_are_counted_by_themselves(path: CorrectionRoad, road: Road) -> None:
    numbers = [path.file(), road.file(), path.file()]

    assert numbers == ["SFSW-2026-G000001", "SFSW-2026-000001", "SFSW-2026-G000002"]


def test_a_form_that_is_sent_twice_makes_one_case(path: CorrectionRoad) -> None:
    key = uuid4().hex
    first, code = path.file(key=key), path.code

    assert (path.file(key=key), path.code) == (first, code)
    assert db.session.scalar(db.select(db.func.count()).select_from(Case)) == 1


def test_another_text_under_the_same_key_is_refused(path: CorrectionRoad) -> None:
    key = uuid4().hex
    path.file(key=key)

    with pytest.raises(Refused) as refused:
        path.file(replace(correction(), right="张示帆"), key=key)

    assert refused.value.reason is ServiceRefusal.SENT_ALREADY


def test_what_is_asked_lies_sealed(path: CorrectionRoad) -> None:
    path.file()
    raw = db.session.execute(
        db.text("SELECT record, wrong_text, right_text FROM record_correction")
    )

    assert all("张示".encode() not in bytes(value) for row in raw for value in row)
    assert db.session.scalars(db.select(RecordCorrection.right)).one() == "张示范"


def test_the_answer_is_a_numbered_letter_with_what_was_corrected(path: CorrectionRoad) -> None:
    path.start()
    path.answer()
    (letter, service), *others = path.see().letters
    _, pdf = letter_pdf(path.office, path.reference, letter.id, path.staff["handler"])

    assert (letter.number, service, others) == ("示水公开复〔2026〕1号", None, [])
    assert pdf.startswith(b"%PDF")
    assert letter.facts["requested_information"] == (
        "2024年取水许可登记的姓名中的‘张示凡’应为‘张示范’"
    )
    assert letter.facts["particulars"]["right"] == "张示范"
    assert letter.facts["particulars"]["findings"] == ""


@pytest.mark.parametrize(
    "proposal",
    [
        CORRECTED,
        replace(CORRECTED, result=Result.TRANSFERRED, agency="示范市公安局", contact="000-1"),
        replace(CORRECTED, result=Result.POINTED, agency="示范市公安局"),
        replace(CORRECTED, result=Result.DECLINED, reason="登记与证件一致"),
    ],
    ids=lambda proposal: proposal.result.value,
)
def test_every_result_has_its_letter(path: CorrectionRoad, proposal: acts.Proposal) -> None:
    path.file(correction(ORGANISATION))
    path.confirm()
    path.assign()
    path.do(Action.PROPOSE, proposal, "handler")
    draft = correspondence.preview(path.office, path.reference, path.staff["approver"])
    path.do(Action.APPROVE, acts.Approval(), "approver")

    assert draft.startswith(b"%PDF")
    assert path.see().standing.result is proposal.result
    assert path.see().letters[0][0].facts["is_organisation"] is True


def test_there_is_no_preview_before_a_result_is_proposed(path: CorrectionRoad) -> None:
    path.start()

    with pytest.raises(Refused) as refused:
        correspondence.preview(path.office, path.reference, path.staff["approver"])

    assert refused.value.reason is letters.LetterRefusal.NO_DRAFT


def test_the_cases_row_says_what_its_events_add_up_to(path: CorrectionRoad) -> None:
    path.start()
    case = stored(path.reference)
    due_on = path.office.calendar.reach(path.office.today(), 20).on

    assert (case.state, case.due_on, case.closed_on) == ("in_progress", due_on, None)
    assert case.handler_id == path.staff["handler"].user_id

    path.answer()
    case = stored(path.reference)

    assert (case.state, case.closed_on) == ("replied", path.office.today())
    assert (case.is_in_time, case.outcome, case.counted_on) == (True, None, None)


def test_it_is_not_counted_among_the_requests(path: CorrectionRoad, agency_id: int) -> None:
    path.start()
    path.answer()
    received = statistics.first_received_on(agency_id, "record_correction")

    assert received == path.office.today()
    assert statistics.first_received_on(agency_id, "disclosure") is None


def test_the_applicant_opens_it_with_the_code_and_nobody_with_another(
    path: CorrectionRoad, agency_id: int
) -> None:
    path.file()
    opened = tracking.open_by_code(
        path.office, path.reference.lower(), path.code, agency_id, "192.0.2.1"
    )

    assert opened == path.reference
    with pytest.raises(Refused):
        tracking.open_by_code(path.office, path.reference, "2222", agency_id, "192.0.2.1")


def test_it_is_no_request_and_a_request_is_none(path: CorrectionRoad, road: Road) -> None:
    path.file()
    road.file()

    with pytest.raises(NotThere):
        requests.case_file(path.office, path.reference, path.staff["handler"])
    with pytest.raises(NotThere):
        viewing.correction_file(path.office, road.reference, path.staff["handler"])
    assert case_of(road.reference, path.staff["handler"]).reference == road.reference


def test_a_restricted_one_is_there_for_nobody_who_is_not_named(path: CorrectionRoad) -> None:
    path.file()
    stored(path.reference).is_restricted = True
    db.session.commit()

    with pytest.raises(NotThere):
        path.see("handler")
    assert viewing.listed(path.office, path.staff["handler"], 0, is_open=True) == []
    assert case_of(path.reference, citizen(path.agency_id)).reference == path.reference


def test_another_agency_knows_nothing_of_it(path: CorrectionRoad) -> None:
    path.file()
    stranger = replace(path.staff["handler"], agency_id=path.agency_id + 1)

    assert record_corrections.by_reference(path.reference, stranger) is None
    assert record_corrections.locked(path.reference, stranger) is None
    with pytest.raises(NotThere):
        case_of(path.reference, stranger)


def test_the_list_holds_the_open_ones_by_date_and_the_ended_ones_apart(
    path: CorrectionRoad, clock: SetClock
) -> None:
    path.start()
    path.answer()
    ended = path.reference
    path.start()
    running = path.reference
    new = path.file()
    clock.go_on(timedelta(days=1))
    listed = viewing.listed(path.office, path.staff["clerk"], 0, is_open=True)
    closed = viewing.listed(path.office, path.staff["clerk"], 0, is_open=False)

    assert [row.reference for row in listed] == [new, running]
    assert [row.days_left for row in listed] == [None, 19]
    assert [row.reference for row in closed] == [ended]
    assert viewing.listed(path.office, path.staff["clerk"], 1, is_open=True) == []


def test_it_stands_in_its_handlers_queue_and_waits_for_the_approver(path: CorrectionRoad) -> None:
    path.start()
    actor = path.staff["handler"]
    (own,) = queue.queue(path.office, actor, None, is_own=True)

    assert (own.reference, own.subject) == (path.reference, "2024年取水许可登记的姓名")
    assert cases.by_reference(path.reference, actor) is None


def test_the_applicant_is_told_of_receipt_and_answer(path: CorrectionRoad, office: Office) -> None:
    path.start()
    path.answer()
    mail = MemoryMessenger()
    for message_id in outbox.waiting(office):
        outbox.deliver(replace(office, mail=mail), message_id)
    left = db.session.scalars(db.select(OutboxMessage.delivered_at)).all()

    assert len(left) == 2
    assert None not in left
    assert [message.to for message in mail.sent] == ["zhang@shifan.example"] * 2


def test_the_service_of_its_letter_is_kept(path: CorrectionRoad) -> None:
    path.start()
    path.answer()
    number = path.see().letters[0][0].number
    served = facts.LetterService(number, facts.ServiceWay.POST, path.office.today(), "EMS000")
    path.do(Action.SERVE_LETTER, served, "clerk")
    service = path.see().letters[0][1]

    assert service is not None
    assert service.proof == "EMS000"
    with pytest.raises(Refused):
        path.do(Action.SERVE_LETTER, replace(served, number="无此文号"), "clerk")


def test_a_colleague_who_was_faster_is_not_overwritten(path: CorrectionRoad) -> None:
    path.start()
    seen = path.see().case.version
    path.do(Action.NOTE, facts.Note("甲"), "handler")

    with pytest.raises(Refused) as refused:
        path.do(Action.NOTE, facts.Note("乙"), "handler", version=seen)

    assert refused.value.reason is ServiceRefusal.CHANGED_MEANWHILE


def test_it_is_withdrawn_by_its_applicant(path: CorrectionRoad) -> None:
    path.start()
    path.do(Action.WITHDRAW, acts.Withdrawal("不再需要"), "applicant")

    assert path.see().standing.state is State.WITHDRAWN


def test_a_returned_proposal_is_revised_and_approved(path: CorrectionRoad) -> None:
    path.start()
    path.do(Action.PROPOSE, replace(CORRECTED, right="张示帆"), "handler")
    path.do(Action.RETURN, acts.Return("写错了"), "approver")
    path.answer()

    assert path.see().letters[0][0].facts["particulars"]["right"] == "张示范"


def test_a_clerk_registers_one_from_paper(path: CorrectionRoad, office: Office) -> None:
    asked = correction()
    given = acts.Registration(filing.digest_of(asked), office.today(), "当面提交")
    order = Order(Action.REGISTER, given, uuid4().hex)
    filed = filing.take_in(office, asked, order, path.staff["clerk"])
    path.reference = filed.reference

    assert path.see().standing.state is State.RECEIVED
    assert path.see().clock.day_zero == office.today()


def test_the_look_at_its_applicant_is_written_down(path: CorrectionRoad, office: Office) -> None:
    path.file()
    requests.reveal(office, path.reference, path.staff["clerk"], "request-1")
    entry = db.session.scalars(db.select(AuditEntry)).one()

    assert entry.case_id == stored(path.reference).id


def test_what_was_changed_behind_the_chain_is_found(path: CorrectionRoad, road: Road) -> None:
    road.file()
    path.start()
    path.answer()
    db.session.remove()

    assert list(upkeep.broken_chains()) == []

    asked = db.session.scalars(db.select(RecordCorrection)).one()
    asked.right = "李示范"
    db.session.commit()
    db.session.expunge_all()

    assert [broken.reference for broken in upkeep.broken_chains()] == [path.reference]


def test_a_leavers_record_corrections_are_handed_over(
    path: CorrectionRoad, office: Office, staff: dict[str, Actor]
) -> None:
    path.start()
    giver, taker = staff["handler"].user_id or 0, staff["handler2"].user_id or 0
    wanted = handing_over.HandOver(taker, (path.reference,))
    mandate = Mandate(staff["administrator"], uuid4().hex)
    handing_over.hand_over(office, giver, wanted, mandate)

    assert path.see().standing.handler_id == taker


def test_a_new_calendar_moves_its_date_too(path: CorrectionRoad, office: Office) -> None:
    path.start()
    case = stored(path.reference)
    right, case.due_on = case.due_on, office.today()
    db.session.commit()
    (moved,) = list(recompute.impact(office))
    recompute.apply(office, moved)

    assert moved.reference == path.reference
    assert stored(path.reference).due_on == right


def test_its_events_are_chained(path: CorrectionRoad) -> None:
    path.start()
    events = db.session.scalars(db.select(CaseEvent).order_by(CaseEvent.sequence)).all()

    assert [event.previous_hash for event in events[1:]] == [event.hash for event in events[:-1]]


def test_whoever_is_not_named_does_not_see_a_restricted_one_until_it_is_lifted(
    path: CorrectionRoad,
) -> None:
    path.start()
    named = facts.Restriction((path.staff["handler"].user_id or 0,), "涉及个人隐私")
    path.do(Action.RESTRICT, named, "approver")

    assert stored(path.reference).is_restricted
    for sees in ("handler", "approver", "applicant"):
        assert path.see(sees).standing.restriction == named
    with pytest.raises(NotThere):
        path.see("clerk")
    path.do(Action.LIFT_RESTRICTION, facts.LiftedRestriction("不再需要"), "approver")
    assert path.see("clerk").standing.restriction is None


def test_a_new_code_after_an_identity_check_ends_the_old_one(
    path: CorrectionRoad, office: Office, agency_id: int
) -> None:
    path.file()
    key, check = uuid4().hex, facts.IdentityCheck("核对身份证原件")
    clerk = path.staff["clerk"]
    code = tracking.reissue_code(office, path.reference, check, clerk, key)
    again = tracking.reissue_code(office, path.reference, check, clerk, key)

    assert code == again != path.code
    opened = tracking.open_by_code(office, path.reference, code, agency_id, "203.0.113.5")
    assert path.reference == opened
    with pytest.raises(Refused):
        tracking.open_by_code(office, path.reference, path.code, agency_id, "203.0.113.5")


def test_its_receipt_says_what_is_asked_and_not_the_code(
    path: CorrectionRoad, office: Office
) -> None:
    path.file()
    text = read(correspondence.receipt(office, stored(path.reference)))

    assert "更正自身信息记录申请网上提交回执" in text
    assert path.reference in text
    assert "2024年取水许可登记的姓名中的‘张示凡’应为‘张示范’" in text
    assert path.code not in text
    assert "政府信息公开申请，" not in text


@pytest.mark.parametrize(
    "notice",
    [
        Notice.RECEIVED,
        Notice.REPLIED,
        Notice.CLOSED,
        Notice.CODE_REISSUED,
        Notice.DUE_DATE_MOVED,
    ],
)
def test_its_messages_call_it_by_its_name(
    path: CorrectionRoad, office: Office, notice: Notice
) -> None:
    of_it = wording(notice, path.file(), office.agency())
    of_a_request = wording(notice, "SFSW-2026-000001", office.agency())

    for said in (of_it.body, of_it.short):
        assert "更正自身信息记录申请（" in said
        assert "政府信息公开申请（" not in said
    assert "政府信息公开申请（" in of_a_request.body
    assert "请打开本机关平台" in of_it.body
