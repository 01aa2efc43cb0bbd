"""条例 30: a clarification is given on a phone; where none comes, the request lapses."""

from datetime import date

import pytest

from tests.journeys.conftest import Site
from tests.journeys.people import Bureau, Citizen, Given

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

CLEAR = "《示范市节约用水管理办法》（2024年）"


def test_a_clarification_starts_the_period_anew_and_silence_ends_the_request(
    site: Site, desk: Bureau
) -> None:
    site.put(date(2026, 3, 2))
    answering = Citizen(site.visit(390, javascript=False))
    silent = Citizen(site.visit(390, javascript=False))
    for citizen in (answering, silent):
        citizen.files("有关水的文件")
        desk.confirms(citizen.reference, date(2026, 3, 2))
        defects: Given = {"defects": ["写明文件的名称"], "respond_by": date(2026, 3, 17)}
        desk("handler").does(citizen.reference, "ask_clarification", defects)
    asked = answering.follows()

    assert "请您最迟在2026年3月17日（星期二）补正" in asked
    assert "写明文件的名称" in asked
    assert "逾期不补正的，视为放弃申请" in answering.reads("补正告知书")

    site.put(date(2026, 3, 9))
    answering.follows()
    answering.clarifies(CLEAR)

    assert "最迟应当在2026年4月7日（星期二）答复您" in answering.follows()
    assert CLEAR in desk("handler").opens(answering.reference)

    site.put(date(2026, 3, 18))
    lapsed: Given = {"inquiry": "3月18日两次电话无人接听，没有收到补正"}
    desk("handler").does(silent.reference, "lapse", lapsed)

    assert "这件申请在2026年3月18日（星期三）终止办理" in silent.follows()
    assert "视为放弃申请" in silent.reads("终止办理告知书")
