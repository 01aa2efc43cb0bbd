"""Real requests: three that a prefecture's water bureau reported for 2024, and two of their kind.

Each goes from the browser's form to the served letter and into the figures.
"""

from datetime import date

import pytest

from casework.domain.annual_report.table3 import OutcomeRow
from casework.persistence.database import db
from casework.persistence.models import Agency
from casework.statistics.figures import figures
from tests.journeys.conftest import Site
from tests.journeys.people import ORGANISATION, PERSON, Bureau, Citizen

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]


def count_of(site: Site, year: int, row: str) -> int:
    """The figure of a row of table 三, which is told through the year only when it is not small."""
    answer = site.visit().request.get(f"/statistics.json?year={year}")
    assert answer.ok
    lines = {figure["key"]: figure for figure in answer.json()["figures"]}
    assert lines[row]["is_suppressed"]
    agency = db.session.scalars(db.select(Agency)).one()
    found = figures(agency, year, date(year, 12, 31), site.clock.now())
    return found.total.outcomes[OutcomeRow(row)]


def test_data_that_the_bureau_does_not_hold(site: Site, desk: Bureau) -> None:
    site.put(date(2024, 5, 6))
    citizen = Citizen(site.visit(390))
    citizen.files("2000—2023年分区水资源数据")
    desk.confirms(citizen.reference, date(2024, 5, 6))
    site.put(date(2024, 5, 20))
    desk("handler").drafts(
        citizen.reference,
        ["information", "not_found"],
        {
            "information": "2000—2023年分区水资源数据",
            "searched_in": "档案室、公文系统、水资源科业务数据库",
            "keywords": "分区水资源、水资源公报",
            "searched_by": "水资源科",
            "searched_on": date(2024, 5, 16),
            "reason": "本机关只制作全市水资源公报，没有按分区统计的历年数据",
        },
    )
    desk.signs_and_serves(citizen.reference, date(2024, 5, 20))
    citizen.follows()
    letter = citizen.reads("信息不存在")

    assert "该政府信息不存在" in letter
    assert "6个月内向有管辖权的人民法院" in letter
    assert 1 == count_of(site, 2024, "r_na_1")


def test_a_plan_of_which_a_part_is_secret(site: Site, desk: Bureau) -> None:
    site.put(date(2024, 6, 3))
    citizen = Citizen(site.visit())
    citizen.files("示范市水土保持规划")
    desk.confirms(citizen.reference, date(2024, 6, 3))
    desk("handler").drafts(
        citizen.reference,
        ["information", "held", "partly_granted"],
        {
            "supplied": "规划正文",
            "supplied_as": "随本答复书提供电子文档1份",
            "withheld-0-part": "附图三“重点工程布置图”",
            "withheld-0-ground": "state_secret",
            "withheld-0-reason": "该图经依法定密",
        },
    )
    desk.signs_and_serves(citizen.reference, date(2024, 6, 3))
    citizen.follows()
    letter = citizen.reads("部分公开")

    assert "先向示范市人民政府申请行政复议" in letter
    assert "附图三" in letter
    assert 1 == count_of(site, 2024, "r_partial")


def test_a_request_filed_in_a_holiday_and_confirmed_after_it(site: Site, desk: Bureau) -> None:
    site.put(date(2025, 10, 2))
    citizen = Citizen(site.visit(390))
    citizen.files("城区供水管网改造项目中标结果")
    site.put(date(2025, 10, 9))
    desk.confirms(citizen.reference, date(2025, 10, 9))
    page = citizen.follows()

    # Vector B03: day 0 is the day of confirmation, one working day later than B04's.
    assert "2025年10月2日" in page
    assert "2025年10月9日" in page
    assert "2025年11月5日" in page
    desk("handler").drafts(
        citizen.reference,
        ["information", "held", "granted"],
        {"information": "中标结果", "supplied_as": "随本答复书提供电子文档1份"},
    )
    desk.signs_and_serves(citizen.reference, date(2025, 10, 9))

    assert "已经答复" in citizen.follows()
    assert 1 == count_of(site, 2025, "r_open")


def test_a_correction_across_the_spring_festival(site: Site, desk: Bureau) -> None:
    site.put(date(2026, 2, 2))
    citizen = Citizen(site.visit())
    citizen.files("有关水的文件")
    desk.confirms(citizen.reference, date(2026, 2, 2))
    site.put(date(2026, 2, 10))
    desk("handler").does(
        citizen.reference,
        "ask_clarification",
        {"defects": ["写明文件的名称或者文号", "写明大致年份"], "respond_by": date(2026, 3, 3)},
    )
    site.put(date(2026, 2, 24))
    citizen.follows()
    citizen.clarifies("《示范市节约用水管理办法》（2024年）")
    page = citizen.follows()

    assert "2026年3月23日" in page  # 20 working days after 24 February; 28 February counts
    desk("handler").drafts(
        citizen.reference,
        ["information", "held", "already_public"],
        {"information": "《示范市节约用水管理办法》", "where": "本机关门户网站“规范性文件”栏目"},
    )
    site.put(date(2026, 3, 20))
    desk.signs_and_serves(citizen.reference, date(2026, 3, 20))

    assert 1 == count_of(site, 2026, "r_open")


def test_an_organisation_whose_representative_has_a_rare_character(
    site: Site, desk: Bureau
) -> None:
    site.put(date(2026, 3, 2))
    citizen = Citizen(site.visit())
    citizen.files("水库除险加固资料", ORGANISATION)
    desk.confirms(citizen.reference, date(2026, 3, 2))
    desk("handler").drafts(
        citizen.reference,
        ["information", "other_agency"],
        {
            "information": "水库除险加固资料",
            "reason": "该水库由省管",
            "agency": "示范省水利厅",
            "contact": "000-00000000",
        },
    )
    desk.signs_and_serves(citizen.reference, date(2026, 3, 2))
    citizen.follows()
    letter = citizen.reads("不属于本机关")

    assert "示范市清泉环境有限公司" in letter
    assert "你单位" in letter
    assert "示范省水利厅" in letter
    assert 1 == count_of(site, 2026, "r_na_1")


def test_the_road_works_without_javascript_and_on_a_phone(site: Site, desk: Bureau) -> None:
    site.put(date(2026, 3, 2))
    citizen = Citizen(site.visit(390, javascript=False))
    citizen.files("节水型社会建设验收材料", {**PERSON, "email": ""})

    assert "节水型社会建设验收材料" in citizen.follows()
