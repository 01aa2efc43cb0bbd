"""Charging at the desk: the month's count and the calculation before the notice, and after it."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from casework.domain.clock import ClockState
from casework.domain.disclosure import facts
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action, State
from casework.services.disclosure import filing, volume
from casework.services.disclosure.acts import Order
from tests.people import ORGANISATION, PERSON, application
from tests.road import Road
from tests.web.desk.browser import Desk, text_of
from tests.web.desk.outside_lines import charged, notified, paid, unpaid
from tests.web.desk.ways import TODAY

At = Callable[[str], Desk]
TYPED = {"reason": "数量过多", "pay_at": "办公室"}


def act_page(road: Road, action: Action) -> str:
    return f"/desk/requests/{road.reference}/acts/{action.value}"


def registered(road: Road, received_on: date, *, by_company: bool = False) -> str:
    """A paper application received on a day; its reference."""
    given = application(ORGANISATION if by_company else PERSON)
    registration = filing.registration_of(
        given, ReceiptChannel.IN_PERSON, received_on, received_on, "当面提交"
    )
    order = Order(Action.REGISTER, registration, uuid4().hex)
    return filing.take_in(road.office, given, order, road.staff["clerk"]).reference


def the_twelfth_of_its_month(road: Road) -> None:
    """A request of somebody who made eleven others in the same month before it."""
    for day in range(1, 12):
        registered(road, date(2026, 2, day))
    registered(road, date(2026, 1, 31))
    registered(road, date(2026, 2, 3), by_company=True)
    road.reference = registered(road, date(2026, 2, 11))
    registered(road, date(2026, 2, 11))
    registered(road, date(2026, 2, 12))
    road.assign()


def test_the_months_count_before_the_request_is_proposed(desk: At, road: Road) -> None:
    the_twelfth_of_its_month(road)
    page = desk("handler").get(act_page(road, Action.CHARGE_FEE))

    assert 11 == volume.earlier_in_month(road.see().case)
    assert "2026年2月在这一件之前收到这位申请人11件，这一件是第12件" in text_of(page)
    assert "按件计收，应收100元：第12件每件100元，计100元" in text_of(page)
    assert 'value="11"' in page.text
    assert 'value="100"' in page.text
    assert "示范市示范区清水路1号" in page.text


def test_by_item_the_notice_charges_what_the_month_makes_of_it(desk: At, road: Road) -> None:
    the_twelfth_of_its_month(road)
    answer = desk("handler").send(
        act_page(road, Action.CHARGE_FEE),
        **TYPED,
        method="by_item_month",
        before="11",
        quantity="1",
        yuan="100",
    )
    fee = road.see().standing.fee

    assert 303 == answer.status_code
    assert facts.FeeCharge(FeeMethod.BY_ITEM_MONTH, 11, 1, "数量过多", "办公室") == fee
    assert State.AWAITING_PAYMENT is road.see().standing.state


@pytest.mark.parametrize(
    ("method", "before", "quantity", "yuan", "said"),
    [
        ("by_item_month", "29", "3", "300", "应收500元：第30件每件100元，计100元；第31至32件"),
        (
            "by_page_single_request",
            "0",
            "38",
            "90",
            "应收80元：第1至30页不收费；第31至38页",
        ),
        ("by_page_single_request", "5", "30", "10", "按量计收，应收0元"),
        ("by_item_month", "", "1", "100", "请填写本月在这一件之前的件数"),
        ("by_page_single_request", "0", "100000", "1", "请填写0至99999之间的整数"),
        ("by_page_single_request", "0", "三十", "1", "请填写0至99999之间的整数"),
        ("", "0", "38", "80", "请选择收费标准"),
    ],
)
def test_an_amount_that_the_tariff_does_not_give_is_shown_with_the_calculation(  # its columns
    desk: At, road: Road, method: str, before: str, quantity: str, yuan: str, said: str
) -> None:
    road.start()
    given = {"method": method, "before": before, "quantity": quantity, "yuan": yuan}
    answer = desk("handler").send(act_page(road, Action.CHARGE_FEE), **TYPED, **given)

    assert 422 == answer.status_code
    assert said in text_of(answer)
    assert road.see().standing.fee is None


def test_a_quantity_that_is_free_is_not_charged(desk: At, road: Road) -> None:
    road.start()
    given = {"method": "by_page_single_request", "before": "", "quantity": "30", "yuan": "0"}
    answer = desk("handler").send(act_page(road, Action.CHARGE_FEE), **TYPED, **given)

    assert 409 == answer.status_code
    assert "按这个数量计算不收费用" in text_of(answer)


def test_until_it_is_paid_no_period_runs_and_then_a_new_one(desk: At, road: Road) -> None:
    notified(road)
    stopped = road.see().clock
    road.sleep(7)
    page = text_of(desk("clerk").get(act_page(road, Action.RECORD_PAYMENT)))
    typed = {"paid_on": road.today, "yuan": "80", "voucher": "票据1号"}
    desk("clerk").send(act_page(road, Action.RECORD_PAYMENT), **typed)

    assert ClockState.VOID is stopped.state_on(TODAY)
    assert "缴费的最后一日是2026年3月30日（星期一）" in page
    assert date(2026, 4, 7) == road.see().case.due_on


def test_a_part_of_the_fee_is_not_the_fee(desk: At, road: Road) -> None:
    notified(road)
    typed = {"paid_on": TODAY, "yuan": "60", "voucher": "票据1号"}
    answer = desk("clerk").send(act_page(road, Action.RECORD_PAYMENT), **typed)

    assert 422 == answer.status_code
    assert "应缴80元" in text_of(answer)


def test_unpaid_it_lapses_only_after_the_twenty_working_days(desk: At, road: Road) -> None:
    notified(road)
    early = desk("handler").get(act_page(road, Action.LAPSE_FEE))
    road.sleep(40)
    handler = desk("handler")
    page = text_of(handler.get(act_page(road, Action.LAPSE_FEE)))
    handler.send(act_page(road, Action.LAPSE_FEE), inquiry="国库没有入账")

    assert 409 == early.status_code
    assert "缴费期限2026年3月30日尚未届满" in text_of(early)
    assert "缴费的最后一日是2026年3月30日" in page
    assert "lapsed_fee" == road.see().case.outcome


def test_without_a_record_of_its_receipt_the_time_to_pay_does_not_run(desk: At, road: Road) -> None:
    charged(road)
    road.sleep(60)
    answer = text_of(desk("handler").get(act_page(road, Action.LAPSE_FEE)))

    assert "收费通知还没有送达的记录" in answer


def test_a_waiver_lets_the_old_period_run_on(desk: At, road: Road) -> None:
    unpaid(road)
    before = road.see().clock.day_zero
    desk("approver").send(act_page(road, Action.WAIVE_FEE), reason="低保对象")

    assert State.IN_PROGRESS is road.see().standing.state
    assert before == road.see().clock.day_zero


def test_no_more_is_paid_back_than_was_paid(desk: At, road: Road) -> None:
    paid(road)
    approver = desk("approver")
    typed = {"reason": "计算有误", "voucher": "退款1号"}
    too_much = approver.send(act_page(road, Action.REFUND_FEE), **typed, yuan="81")
    right = approver.send(act_page(road, Action.REFUND_FEE), **typed, yuan="20")

    assert 422 == too_much.status_code
    assert "已缴的80元" in text_of(too_much)
    assert 303 == right.status_code
