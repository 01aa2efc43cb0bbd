"""Whole histories that are about how a request comes in: channels, splitting, merging."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.workflow import Refused
from casework.services.disclosure import linking, splitting
from casework.services.disclosure.acts import Order
from tests.people import ORGANISATION, application
from tests.road import DRAFT
from tests.services.histories.history import End, History, Whole, cells

pytestmark = pytest.mark.slow

REPLIED = State.REPLIED


def test_data_that_the_bureau_does_not_hold(history: History) -> None:
    history.begin("2024-05-06", application(wanted="2000—2023年分区水资源数据"))
    history.on("2024-05-20")
    searched = leaves.NotFound(
        "2000—2023年分区水资源数据",
        "档案室、公文系统",
        "水资源科",
        "分区水资源",
        date(2024, 5, 16),
        "本机关只制作全市水资源公报",
    )
    history.decided(facts.DraftDecision(Outcome.NOT_FOUND, searched))

    assert history.whole() == Whole(
        due=["2024-05-06: 2024-05-31"],  # Saturday 11 May is worked
        letters=["D01 登〔2024〕1 0", "D14 复〔2024〕1 B"],
        # The clock stands in 2024: later years hold nothing.
        cells=cells(2024, "newly_received", "r_na_1"),
        ends=[End(REPLIED, "in time", "2024-07-19", "2024-11-20")],
    )


def test_a_request_filed_in_a_holiday_and_confirmed_after_it(history: History) -> None:
    history.on("2025-10-02")
    history.file(application(wanted="城区供水管网改造项目中标结果"))
    history.on("2025-10-09")
    history.confirm()
    history.assign()
    history.decided(DRAFT)

    assert history.whole() == Whole(
        due=["2025-10-09: 2025-11-05"],  # vector B03: day 0 is the day of confirmation
        letters=["D01 登〔2025〕1 0", "D09 复〔2025〕1 B"],
        cells=cells(2025, "newly_received", "r_open"),
        ends=[End(REPLIED, "in time", "2025-12-08", "2026-04-09")],
    )


def test_an_organisation_asks_for_what_another_agency_holds(history: History) -> None:
    history.begin("2026-03-02", application(ORGANISATION, "水库除险加固资料"))
    history.on("2026-03-27")
    other = leaves.OtherAgency("水库除险加固资料", "该水库由省管", "示范省水利厅", "000-00000000")
    history.sign(facts.DraftDecision(Outcome.OTHER_AGENCY, other))
    history.serve(facts.ServiceWay.POST)
    history.on("2026-03-31")  # after the last day; by post the day of posting decides (R-SVC-4)
    history.delivered(facts.DeliveryOutcome.SIGNED)

    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30"],
        letters=["D01 登〔2026〕1 0", "D15 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_na_1", kind=ApplicantKind.BUSINESS),
        # 30 May is a Saturday; six months after 31 March is the end of September.
        ends=[End(REPLIED, "in time", "2026-06-01", "2026-09-30")],
    )


def test_a_plain_letter_with_a_wrong_receipt_date_that_is_corrected(history: History) -> None:
    history.on("2026-10-09")
    history.register(ReceiptChannel.ORDINARY_MAIL, "2026-09-30", "2026-10-08")
    history.on("2026-10-12")
    right = facts.ReceiptCorrection(date(2026, 9, 30), "通话记录", "到件当日即已电话确认")
    history.do(Action.CORRECT_RECEIPT_DATE, right, "approver")
    history.on("2026-10-30")
    book = leaves.PublishedWork("2025年水资源公报", "市图书馆")
    history.decided(facts.DraftDecision(Outcome.PUBLISHED_WORK, book))

    assert history.whole() == Whole(
        # 10 October, a Saturday, is worked; from 30 September, 8 October is the first day.
        due=["2026-10-09: 2026-11-04", "2026-10-12: 2026-11-03"],
        letters=["D01 登〔2026〕1 0", "D20 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_np_3"),
        ends=[End(REPLIED, "in time", "2026-12-29", "2027-04-30 provisional")],
    )


def test_one_letter_with_three_requests_is_split_and_each_part_is_replied_to(
    history: History,
) -> None:
    history.begin("2026-03-02", application(wanted="甲、乙、丙"))
    history.on("2026-03-05")
    parts = facts.Split(("甲：采购合同", "乙：内部通知", "丙：统计汇总"), reason="三项内容")
    order = Order(Action.SPLIT, parts, uuid4().hex)
    splitting.split(history.office, history.reference, order, history.staff["handler"])
    drafts = (
        DRAFT,
        facts.DraftDecision(
            Outcome.INTERNAL_AFFAIRS,
            leaves.Withheld("内部通知", leaves.Ground.INTERNAL_AFFAIRS, "属于后勤管理事务"),
        ),
        facts.DraftDecision(
            Outcome.WOULD_NEED_CREATION, leaves.WouldNeedCreation("统计汇总", "需要逐年加工汇总")
        ),
    )
    references = history.see().standing.parts
    for history.reference in references:
        history.assign()
    history.on("2026-03-20")
    for history.reference, draft in zip(references, drafts, strict=True):
        history.decided(draft)

    by_review, by_suit = "2026-05-19", "2026-09-20"  # a Sunday that is worked
    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30", *["2026-03-05: 2026-03-30"] * 3],  # S-8: the same day 0
        letters=[
            "D01 登〔2026〕1 0",
            "D01 登〔2026〕2 0",
            "D01 登〔2026〕3 0",
            "D01 登〔2026〕4 0",
            "D09 复〔2026〕1 B",
            "D12 复〔2026〕2 A",
            "D16 复〔2026〕3 B",
        ],
        cells=cells(2026, *["newly_received"] * 3, "r_open", "r_no_5", "r_na_2"),
        ends=[
            End(State.SPLIT),
            End(REPLIED, "in time", by_review, by_suit),
            End(REPLIED, "in time", by_review),
            End(REPLIED, "in time", by_review, by_suit),
        ],
    )


def test_the_same_request_came_twice_and_is_replied_to_once(history: History) -> None:
    history.on("2026-03-06")
    first = history.file()
    history.confirm()
    history.assign()
    history.on("2026-03-09")
    history.register(ReceiptChannel.REGISTERED_MAIL, "2026-03-09", "2026-03-09")
    same = Order(Action.MERGE, facts.Merge(first, "同一申请又邮寄一份"), uuid4().hex)
    linking.merge(history.office, history.reference, same, history.staff["approver"])
    history.reference = first
    history.on("2026-04-03")
    known = leaves.Reconfirmation("验收报告", "要求在已取得的报告上加盖印章")
    history.decided(facts.DraftDecision(Outcome.RECONFIRMATION, known))

    assert history.whole() == Whole(
        due=["2026-03-06: 2026-04-03", "2026-03-09: 2026-04-07"],
        letters=["D01 登〔2026〕1 0", "D01 登〔2026〕2 0", "D29 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_np_5"),
        # 2 June is a Tuesday; 3 October lies in the holiday.
        ends=[End(REPLIED, "in time", "2026-06-02", "2026-10-08"), End(State.MERGED)],
    )


def test_what_is_public_already_is_told_on_the_spot(history: History) -> None:
    history.on("2026-03-02")
    history.register(ReceiptChannel.IN_PERSON, "2026-03-02", "2026-03-02")
    told = facts.SpotReply(
        Outcome.ALREADY_PUBLIC,
        leaves.AlreadyPublic("2025年水资源公报", "本机关门户网站“统计信息”栏目"),
        replied_on=history.today,
        secrecy_conclusion="未发现涉密内容",
        proof="申请人当面签收",
    )
    history.do(Action.REPLY_ON_THE_SPOT, told, "handler")

    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30"],
        letters=["D01 登〔2026〕1 0", "D10 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_open"),
        # 1 May begins the holiday; the 6th is the next day of work.
        ends=[End(REPLIED, "in time", "2026-05-06", "2026-09-02")],
    )


def test_a_petition_in_the_dress_of_a_request(history: History) -> None:
    history.begin("2026-03-02", application(wanted="为什么不处理我家门前的积水"))
    history.on("2026-03-31")  # a day late: it is answered all the same, and late (R-OD-1)
    petition = leaves.Petition("反映积水问题、要求处理", "可以向市信访局提出")
    history.decided(facts.DraftDecision(Outcome.PETITION, petition))

    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30"],
        letters=["D01 登〔2026〕1 0", "D19 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_np_1"),
        ends=[End(REPLIED, "late", "2026-06-01", "2026-09-30")],
    )


def test_who_asked_again_is_told_of_the_earlier_reply(history: History) -> None:
    history.begin("2026-03-02")
    first = history.reference
    history.on("2026-03-16")
    history.decided(DRAFT)
    history.on("2026-03-24")
    history.start(replace(application(), description="同上一件"))
    earlier = Order(Action.LINK, facts.Link(first, facts.LinkKind.EARLIER), uuid4().hex)
    linking.link(history.office, history.reference, earlier, history.staff["handler"])
    repeated = leaves.Repeated("分区水资源数据", "示水公开复〔2026〕1号", date(2026, 3, 16))
    history.decided(facts.DraftDecision(Outcome.REPEATED, repeated))

    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30", "2026-03-24: 2026-04-22"],
        letters=[
            "D01 登〔2026〕1 0",
            "D09 复〔2026〕1 B",
            "D01 登〔2026〕2 0",
            "D18 复〔2026〕2 B",
        ],
        cells=cells(2026, *["newly_received"] * 2, "r_open", "r_np_2"),
        ends=[
            End(REPLIED, "in time", "2026-05-15", "2026-09-16"),
            End(REPLIED, "in time", "2026-05-25", "2026-09-24"),
        ],
    )


def split_in_two(history: History) -> None:
    """Split a request in hand, and give both parts to the handler."""
    parts = facts.Split(("甲：采购合同", "乙：内部通知"), reason="两项内容")
    order = Order(Action.SPLIT, parts, uuid4().hex)
    splitting.split(history.office, history.reference, order, history.staff["handler"])
    references = history.see().standing.parts
    for history.reference in references:
        history.assign()


def test_what_was_extended_is_not_split_any_more(history: History) -> None:
    history.begin("2026-03-02")
    longer = facts.Extension(20, "资料分散")
    history.on("2026-03-27")
    history.do(Action.PROPOSE_EXTENSION, longer, "handler")
    history.do(Action.EXTEND, longer, "approver")

    with pytest.raises(Refused, match=Refusal.SPLIT_TOO_LATE.value):
        split_in_two(history)


def test_what_others_were_asked_about_is_not_split_any_more(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-05")
    history.ask(facts.Asked(name="示范供水有限公司", is_organisation=True))

    with pytest.raises(Refused, match=Refusal.SPLIT_TOO_LATE.value):
        split_in_two(history)
