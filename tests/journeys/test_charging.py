"""条例 42: the applicant is told what to pay by when, pays, and the clock begins anew."""

from datetime import date

import pytest

from tests.journeys.conftest import Site
from tests.journeys.people import Bureau, Citizen, Given

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

CHARGE: Given = {
    "method": "by_page_single_request",
    "quantity": "38",
    "yuan": "80",
    "reason": "申请的材料共38页，明显超过合理范围",
    "pay_at": "持本通知书到示范市水务局办公室缴费",
}


def test_the_fee_is_told_paid_and_the_reply_comes_with_a_new_period(
    site: Site, desk: Bureau
) -> None:
    site.put(date(2026, 3, 2))
    citizen = Citizen(site.visit(390))
    citizen.files("2025年度全部监测报告")
    reference = citizen.reference
    desk.confirms(reference, date(2026, 3, 2))
    desk("handler").does(reference, "charge_fee", CHARGE)
    before = citizen.follows()
    arrived: Given = {"received_on": date(2026, 3, 2), "proof": "平台送达记录"}
    desk("clerk").does(reference, "record_fee_notice", arrived)
    after, notice = citizen.follows(), citizen.reads("收费通知书")

    # R-FEE-1: 30 pages are free, the next eight cost ten yuan each.
    assert "信息处理费80元" in before
    assert "第31至38页每页10元，计80元" in before
    assert "请您最迟在2026年3月30日（星期一）缴费" in after
    assert "信息处理费80元" in notice

    site.put(date(2026, 3, 9))
    paid: Given = {"paid_on": date(2026, 3, 9), "yuan": "80", "voucher": "示范票据0000001"}
    desk("clerk").does(reference, "record_payment", paid)

    assert "最迟应当在2026年4月7日（星期二）答复您" in citizen.follows()

    granted: Given = {"information": "2025年度全部监测报告", "supplied_as": "电子文档"}
    desk("handler").drafts(reference, ["information", "held", "granted"], granted)
    desk.signs_and_serves(reference, date(2026, 3, 9))
    case, page = desk("handler").opens(reference), citizen.follows()

    assert "已经答复" in page
    assert "最迟在2026年5月8日（星期五）" in page
    assert "最迟在2026年9月9日（星期三）" in page
    assert "信息处理费\n80元，已经缴纳" in case
    assert "申请行政复议的期限\n2026年5月8日（星期五）" in case
    assert "直接提起行政诉讼的期限\n2026年9月9日（星期三）" in case
    assert "6个月内向有管辖权的人民法院" in citizen.reads("予以公开")
