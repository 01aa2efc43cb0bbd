"""What waits for whom, and the way to it by what was typed."""

from collections.abc import Callable
from datetime import date

import pytest

from casework.adapters.clock import SetClock
from casework.domain.disclosure import facts
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.roles import Actor, Role
from casework.services import colleagues, queue
from casework.services.office import Office
from tests.road import Road


@pytest.fixture
def road(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> Road:
    return Road(office, clock, staff, agency_id)


def test_a_handler_waits_for_nobody_but_their_own_cases(road: Road) -> None:
    road.start()

    assert [] == queue.waiting(road.office, road.staff["handler"])


def test_another_agencys_references_are_unknown(road: Road) -> None:
    reference = road.file()
    elsewhere = Actor(road.staff["clerk"].roles, road.agency_id + 1, 1)

    assert reference == queue.reference_of(road.office, reference, road.staff["clerk"])
    assert queue.reference_of(road.office, reference, elsewhere) is None


def test_cases_are_given_to_handlers_only(agency_id: int) -> None:
    assert ["handler", "handler2"] == [user.username for user in colleagues.handlers(agency_id)]
    assert [] == list(colleagues.handlers(agency_id + 1))


def test_nobody_has_no_name(office: Office) -> None:
    assert {} == colleagues.names([])


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.SUBMITTED, Role.CLERK),
        (State.IN_PROGRESS, Role.HANDLER),
        (State.AWAITING_PAYMENT, Role.APPLICANT),
        (State.IN_REVIEW, Role.REVIEWER),
        (State.TO_SIGN, Role.APPROVER),
    ],
)
def test_a_page_says_who_has_to_act_next(state: State, role: Role) -> None:
    assert queue.next_to_act(state) is role


def proposed(road: Road) -> None:
    road.start()
    road.do(Action.PROPOSE_EXTENSION, facts.Extension(5, "资料分散"), "handler")


def after_payment(road: Road) -> None:
    proposed(road)
    charge = facts.FeeCharge(FeeMethod.BY_PAGE, 0, 38, "页数过多", "办公室缴费")
    road.do(Action.CHARGE_FEE, charge, "handler")
    received = facts.FeeNoticeReceived(road.today, "本人签收")
    road.do(Action.RECORD_FEE_NOTICE, received, "clerk")
    road.do(Action.RECORD_PAYMENT, facts.Payment(road.today, 80, "票据1号"), "clerk")


def after_a_deferral(road: Road) -> None:
    proposed(road)
    asked = facts.ReasonsRequest(120, date(2025, 3, 2), road.today, date(2026, 3, 31))
    road.do(Action.ASK_REASONS, asked, "handler")
    given = facts.ReasonsGiven("课题研究", ReceiptChannel.ONLINE, road.today)
    road.do(Action.RECEIVE_REASONS, given, "applicant")
    road.do(Action.DEFER, facts.Deferral(date(2026, 6, 1), "数量很大"), "approver")


def after_a_clarification(road: Road) -> None:
    proposed(road)
    notice = facts.ClarificationNotice(("写明年份",), date(2026, 3, 31))
    road.do(Action.ASK_CLARIFICATION, notice, "handler")
    clarified = facts.Clarification("2025年概算", ReceiptChannel.FAX, road.today)
    road.do(Action.CLARIFY, clarified, "clerk")


@pytest.mark.parametrize(
    ("way", "waits"),
    [
        (proposed, True),
        (after_payment, False),
        (after_a_deferral, False),
        (after_a_clarification, False),
    ],
)
def test_an_extension_waits_for_its_approver_only_while_it_can_be_approved(
    road: Road, way: Callable[[Road], None], *, waits: bool
) -> None:
    way(road)
    approver = road.staff["approver"]
    waiting = [row.reference for row in queue.waiting(road.office, approver)]

    assert waits == (road.see().standing.proposed_extension is not None)
    assert waits == (road.reference in waiting)
