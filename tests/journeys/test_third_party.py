"""条例 32: two firms are asked, one objects, a part is disclosed all the same, by two reviews."""

from datetime import date

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Site
from tests.journeys.people import PERSON, Bureau, Citizen, Firm, Given, fill, press, said

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

CONSENTING, OBJECTING = "示范市澄江水质检测有限公司", "示范市云溪检测有限公司"
REFUSAL = "采样方法是本公司自主研发的，公开会使竞争对手仿制"
PARTLY: Given = {
    "public_interest": "采样方法是判断监测可靠的依据，不公开会影响公众对饮水安全的监督",
    "supplied": "合同正文和附件三“采样点位和方法”",
    "supplied_as": "纸质复制件",
    "withheld-0-part": "附件四“水厂安全防范布置图”",
    "withheld-0-ground": "security_and_stability",
    "withheld-0-reason": "公开后可能被用来破坏供水设施，危及公共安全",
}


def set_two_levels(desk: Bureau) -> None:
    """The administrator makes a second colleague a reviewer, and the review two levels."""
    administrator = desk("administrator")
    administrator.goes("/desk/administration/people")
    administrator.page.get_by_role("link", name="示例handler2").click()
    fill(administrator.page, {"roles": ["handler", "reviewer"]})
    press(administrator.page, "保存")
    administrator.goes("/desk/administration/review")
    levels: Given = {"levels-0-name": "科室审核", "levels-1-name": "保密审查"}
    fill(administrator.page, levels)
    press(administrator.page, "保存")


def ask_both(desk: Bureau, reference: str) -> tuple[str, str]:
    """Ask both firms; their letters."""
    handler, letters = desk("handler"), []
    for firm in (CONSENTING, OBJECTING):
        asked: Given = {
            "asked": firm,
            "is_organisation": "y",
            "address": "示范市示范区云溪路9号",
            "postcode": "000000",
            "information": "合同附件三“采样点位和方法”",
            "concern": "商业秘密",
        }
        kind = handler.looks_first(reference, "consult_third_party", asked)
        assert kind == "application/pdf"
        handler.does(reference, "consult_third_party", asked)
        letters.append(handler.reads(reference, "征求第三方意见书"))
    return letters[0], letters[1]


def test_two_firms_are_asked_and_one_of_them_objects(site: Site, desk: Bureau) -> None:
    set_two_levels(desk)
    site.put(date(2026, 3, 2))
    citizen = Citizen(site.visit(390, javascript=False))
    citizen.files("2025年度水质监测项目合同", {**PERSON, "delivery_way": "post"})
    reference = citizen.reference
    desk.confirms(reference, date(2026, 3, 2))
    site.put(date(2026, 3, 4))
    asked, asked_too = ask_both(desk, reference)
    suspended, seen = desk("handler").opens(reference), citizen.follows()

    assert CONSENTING in asked
    assert OBJECTING not in asked + seen
    assert "张示范" not in asked + asked_too
    assert "征求意见，暂不计算" in suspended
    assert "正在征求第三方的意见，所需时间不计算在答复期限内" in seen
    assert "第三方的意见" in citizen.reads("征求意见告知书")

    site.put(date(2026, 3, 6))
    for firm in ("1", "2"):
        arrived: Given = {
            "number": firm,
            "received_on": date(2026, 3, 6),
            "proof": "EMS签收",
        }
        desk("clerk").does(reference, "record_letter_received", arrived)
    site.put(date(2026, 3, 9))
    consent = answer(site.visit(390, javascript=False), asked, {"opinion": "consents"})
    site.put(date(2026, 3, 11))
    objects: Given = {"opinion": "objects", "reasons": REFUSAL}
    objection = answer(site.visit(), asked_too, objects)

    # 3 and 4 March counted; 12 March to 7 April are 18 more: 4 to 6 April are the festival's.
    for page in (desk("handler").opens(reference), citizen.follows()):
        assert "2026年4月7日" in page
    for receipt in (consent, objection):
        assert "在期限以内收到" in receipt
    assert REFUSAL in desk("handler").opens(reference)
    assert REFUSAL not in citizen.follows()

    answers_the_case(desk, reference)
    site.put(date(2026, 3, 19))
    arrives(desk, reference, date(2026, 3, 19))
    page, letter = citizen.follows(), citizen.reads("部分公开")
    told = desk("handler").reads(reference, "告知书（致第三方）")

    assert "附件四“水厂安全防范布置图”" in letter
    assert "60日内先向示范市人民政府申请行政复议" in letter
    assert "申请行政复议的期限\n2026年5月18日（星期一）" in desk("handler").opens(reference)
    assert "最迟在2026年5月18日（星期一）" in page
    assert "您在2026年3月19日签收了邮寄的文书" in page
    assert OBJECTING in told
    assert "公众对饮水安全的监督" in told
    assert "6个月内向有管辖权的人民法院" in told
    assert "致第三方" not in page


def answer(page: Page, letter: str, given: Given) -> str:
    """Answer as a firm that has the letter; what the receipt says."""
    firm = Firm(page)
    firm.enters(letter)
    return firm.answers(given)


def answers_the_case(desk: Bureau, reference: str) -> None:
    """Draft, review at both levels, sign."""
    desk("handler").drafts(reference, ["information", "held", "partly_granted"], PARTLY)
    desk("handler").does(reference, "submit_for_review", {})
    passed = {"conclusion": "经审查，未发现涉密内容"}
    desk("handler2").does(reference, "pass_level", passed)
    assert "保密审查" in desk("reviewer").opens(reference)
    desk("reviewer").does(reference, "pass_review", passed)
    desk("approver").does(reference, "sign", {})


def arrives(desk: Bureau, reference: str, on: date) -> None:
    """The reply and the letter to the firm are posted, and the reply is signed for."""
    clerk = desk("clerk")
    posted: Given = {"way": "post", "served_on": on, "proof": "EMS示范0000001"}
    clerk.does(reference, "serve", {**posted, "carrier": "ems"})
    clerk.opens(reference)
    clerk.page.locator("a[href$='/acts/serve_letter']").click()
    option = clerk.page.locator("main option", has_text="致第三方").inner_text()
    fill(clerk.page, {**posted, "number": option})
    press(clerk.page, "记录其他文书的送达")
    assert clerk.page.url.endswith(reference), said(clerk.page)
    delivered: Given = {"result": "signed", "on": on, "proof": "本人签收"}
    clerk.does(reference, "record_delivery", delivered)
