"""一事一申请: one letter with three requests becomes three, which one code follows."""

from datetime import date

import pytest

from tests.journeys.conftest import Site
from tests.journeys.people import Bureau, Citizen, Given

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

WANTED = ["2025年度验收报告", "河道采砂许可名单", "农村饮水安全工程名单"]
AT_ONCE: Given = {
    "how": "复印件3页",
    "replied_on": date(2026, 3, 4),
    "secrecy_conclusion": "经审查，未发现涉密内容",
    "proof": "申请人当场签收",
}
NOT_FOUND: Given = {
    "information": WANTED[2],
    "searched_in": "档案室、公文系统",
    "keywords": "农村饮水",
    "searched_by": "水资源科",
    "searched_on": date(2026, 3, 4),
    "reason": "本机关没有制作过这份名单",
}


def test_each_part_of_a_split_request_is_answered_and_followed(site: Site, desk: Bureau) -> None:
    site.put(date(2026, 3, 2))
    citizen = Citizen(site.visit(390, javascript=False))
    citizen.files("\n".join(WANTED))
    desk.confirms(citizen.reference, date(2026, 3, 2))
    site.put(date(2026, 3, 4))
    split: Given = {"parts": WANTED, "reason": "三项内容互不相关"}
    desk("handler").does(citizen.reference, "split", split)
    whole = citizen.follows()
    parts = [f"SFSW-2026-00000{number}" for number in (2, 3, 4)]

    assert "已经拆分" in whole
    for part, wanted in zip(parts, WANTED, strict=True):
        assert f"{part} {wanted}" in whole
        # The day 0 of the whole counts for each part: 20 working days from 2 March.
        assert "2026年3月30日" in citizen.follows(part)
        desk("clerk").does(part, "assign", {"handler_id": "示例handler"})
    for part, outcome in zip(parts, ("granted", "already_public"), strict=False):
        answered: Given = {**AT_ONCE, "outcome": outcome}
        desk("handler").does(part, "reply_on_the_spot", answered)
    desk("handler").drafts(parts[2], ["information", "not_found"], NOT_FOUND)
    desk.signs_and_serves(parts[2], date(2026, 3, 4))

    for part, wanted in zip(parts, WANTED, strict=True):
        assert "已经答复" in citizen.follows(part)
        assert wanted in desk("handler").reads(part, "示水公开复")
    assert WANTED[2] in citizen.reads("信息不存在", parts[2])
