"""Whole histories in which others are asked, and the one extension."""

from dataclasses import replace

import pytest

from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.standing import Opinion
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.workflow import Refused
from tests.road import DRAFT
from tests.services.histories.history import End, History, Whole, cells

pytestmark = pytest.mark.slow

REPLIED = State.REPLIED
FIRM = facts.Asked(name="示范供水有限公司", is_organisation=True)
SOMEBODY = facts.Asked(name="李某", is_organisation=False)
BUREAU = "示范市自然资源局"


def withheld(outcome: Outcome, ground: leaves.Ground, reason: str) -> facts.DraftDecision:
    return facts.DraftDecision(outcome, leaves.Withheld("取水许可申请书", ground, reason))


RIGHTS = withheld(
    Outcome.THIRD_PARTY_RIGHTS, leaves.Ground.THIRD_PARTY_RIGHTS, "含有未公开的工艺参数"
)
# Asked on 5 March, received on the 9th, answered on the 18th: 6 to 18 March are nine working days
# that do not count, and 6 April is the rest day of 清明节.
ASKED = [
    "2026-03-02: 2026-03-30",
    "2026-03-05: suspended",
    "2026-03-09: 2026-04-23",
    "2026-03-18: 2026-04-13",
]


def objected(history: History) -> None:
    """A firm objects, with reasons, after nine working days."""
    history.begin("2026-03-02")
    history.on("2026-03-05")
    history.ask(FIRM)
    history.on("2026-03-09")
    history.arrives(1)
    history.on("2026-03-18")
    history.answered(1, Opinion.OBJECTS, "含有工艺参数，公开后会被竞争对手利用")


def test_a_third_party_objects_with_good_reason_and_the_request_is_refused(
    history: History,
) -> None:
    objected(history)
    history.on("2026-04-08")
    history.decided(RIGHTS)

    assert history.whole() == Whole(
        due=ASKED,
        letters=[
            "D01 登〔2026〕1 0",
            "D05 函〔2026〕1 0 to 示范供水有限公司",
            "D06 告〔2026〕1 0",
            "D12 复〔2026〕1 A",
        ],
        cells=cells(2026, "newly_received", "r_no_4"),
        ends=[End(REPLIED, "in time", "2026-06-08")],  # 7 June is a Sunday
    )


def test_an_objection_is_overridden_in_the_public_interest(history: History) -> None:
    objected(history)
    history.on("2026-04-10")
    with pytest.raises(Refused) as refused:
        history.sign(DRAFT)
    history.decided(replace(DRAFT, public_interest="影响下游两个乡镇的饮用水安全"))

    assert refused.value.reason is Refusal.NO_PUBLIC_INTEREST
    assert history.whole() == Whole(
        due=ASKED,
        letters=[
            "D01 登〔2026〕1 0",
            "D05 函〔2026〕1 0 to 示范供水有限公司",
            "D06 告〔2026〕1 0",
            "D09 复〔2026〕1 B",
            "D08 告〔2026〕2 B to 示范供水有限公司",
        ],
        cells=cells(2026, "newly_received", "r_open"),
        ends=[End(REPLIED, "in time", "2026-06-09", "2026-10-10")],  # a Saturday that is worked
    )


def test_of_two_third_parties_asked_at_once_one_consents_and_one_is_silent(
    history: History,
) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-04")
    history.ask(FIRM)
    history.on("2026-03-06")
    history.arrives(1)
    history.on("2026-03-09")
    history.ask(SOMEBODY, "个人隐私")
    history.on("2026-03-12")
    history.arrives(2)
    history.on("2026-03-20")
    history.answered(1, Opinion.CONSENTS)
    home = leaves.WithheldPart("李某的住址", leaves.Ground.THIRD_PARTY_RIGHTS, "属于个人隐私")
    partly = facts.DraftDecision(
        Outcome.PARTLY_GRANTED, leaves.PartlyGranted("许可申请书", "复印件", (home,))
    )
    history.on("2026-04-02")
    with pytest.raises(Refused) as refused:
        history.sign(partly)  # on its last day the second one may still answer
    history.on("2026-04-08")
    history.decided(partly)

    assert refused.value.reason is Refusal.OPINION_AWAITED
    assert history.whole() == Whole(
        due=[
            "2026-03-02: 2026-03-30",
            "2026-03-04: suspended",
            "2026-03-06: 2026-04-23",  # 17 days to the firm's limit, 27 March
            "2026-03-09: suspended",
            # 21 days to the other's limit, 2 April, each once; the firm's answer moves nothing.
            "2026-03-12: 2026-04-29",
        ],
        letters=[
            "D01 登〔2026〕1 0",
            "D05 函〔2026〕1 0 to 示范供水有限公司",
            "D06 告〔2026〕1 0",
            "D05 函〔2026〕2 0 to 李某",
            "D06 告〔2026〕2 0",
            "D11 复〔2026〕1 A",
        ],
        cells=cells(2026, "newly_received", "r_partial"),
        ends=[End(REPLIED, "in time", "2026-06-08")],
    )


def test_a_co_producing_agency_that_is_silent_consents(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-04")
    history.ask_agency(facts.AgencyRole.CO_PRODUCER)
    history.on("2026-03-05")
    history.arrives(1)
    history.on("2026-03-27")
    asked = history.see().standing.consultations[0]
    silent = asked.is_silent(history.today, history.office.calendar)
    history.decided(DRAFT)

    assert silent
    assert asked.silence_consents
    assert history.whole() == Whole(
        due=[
            "2026-03-02: 2026-03-30",
            "2026-03-04: suspended",
            "2026-03-05: 2026-04-22",  # 16 days to its limit, 26 March
        ],
        letters=[
            "D01 登〔2026〕1 0",
            f"D07 函〔2026〕1 0 to {BUREAU}",
            "D06 告〔2026〕1 0",
            "D09 复〔2026〕1 B",
        ],
        cells=cells(2026, "newly_received", "r_open"),
        ends=[End(REPLIED, "in time", "2026-05-26", "2026-09-28")],
    )


def test_the_secrecy_department_is_asked_while_the_period_runs(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-04")
    history.ask_agency(facts.AgencyRole.SECRECY, suspends=False)
    history.on("2026-03-06")
    history.arrives(1)
    history.on("2026-03-20")
    history.answered(1, Opinion.OBJECTS, "经鉴定属于秘密级")
    history.on("2026-03-27")
    history.decided(
        withheld(Outcome.STATE_SECRET, leaves.Ground.STATE_SECRET, "经依法定密，尚在保密期限内")
    )

    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30"],
        # Nothing is told to the applicant: the time counts.
        letters=["D01 登〔2026〕1 0", f"D07 函〔2026〕1 0 to {BUREAU}", "D12 复〔2026〕1 A"],
        cells=cells(2026, "newly_received", "r_no_1"),
        ends=[End(REPLIED, "in time", "2026-05-26")],
    )


def test_an_extension_is_told_on_the_last_day_and_the_reply_comes_in_the_next_year(
    history: History,
) -> None:
    history.begin("2025-12-22")
    longer = facts.Extension(15, "涉及多个科室，需要逐件核对")
    history.on("2026-01-19")
    history.do(Action.PROPOSE_EXTENSION, longer, "handler")
    history.on("2026-01-20")
    history.do(Action.EXTEND, longer, "approver")
    history.on("2026-02-10")
    history.decided(
        withheld(Outcome.ENFORCEMENT_FILE, leaves.Ground.ENFORCEMENT_FILE, "属于执法案卷")
    )

    assert history.whole() == Whole(
        # 1 to 3 January are off, Sunday the 4th is worked.
        due=["2025-12-22: 2026-01-20", "2026-01-20: 2026-02-10"],
        letters=["D01 登〔2025〕1 0", "D03 告〔2026〕1 0", "D12 复〔2026〕1 A"],
        cells=cells(2025, "newly_received", "carried_over") + cells(2026, "carried_in", "r_no_7"),
        ends=[End(REPLIED, "in time", "2026-04-13")],  # 11 April is a Saturday
    )


def test_an_extension_asked_a_day_late_is_refused_and_the_reply_is_late(history: History) -> None:
    history.begin("2026-03-02")
    longer = facts.Extension(20, "资料分散")
    history.on("2026-03-30")
    history.do(Action.PROPOSE_EXTENSION, longer, "handler")
    history.on("2026-03-31")
    with pytest.raises(Refused) as refused:
        history.do(Action.EXTEND, longer, "approver")
    history.decided(DRAFT)

    assert refused.value.reason is Refusal.EXTENSION_TOO_LATE
    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30"],
        letters=["D01 登〔2026〕1 0", "D09 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_open"),
        ends=[End(REPLIED, "late", "2026-06-01", "2026-09-30")],
    )


def test_what_is_withheld_for_an_objector_overrides_nobody(history: History) -> None:
    objected(history)
    history.on("2026-04-08")
    recipe = leaves.WithheldPart("工艺参数", leaves.Ground.THIRD_PARTY_RIGHTS, "属于商业秘密")
    rest = leaves.PartlyGranted("许可申请书的其余部分", "复印件", (recipe,))
    history.decided(facts.DraftDecision(Outcome.PARTLY_GRANTED, rest))

    assert [letter.split()[0] for letter in history.whole().letters] == [
        "D01",
        "D05",
        "D06",
        "D11",
    ]


def test_a_part_is_withheld_for_third_parties_only_once_they_were_asked(history: History) -> None:
    history.begin("2026-03-02")
    home = leaves.WithheldPart("李某的住址", leaves.Ground.THIRD_PARTY_RIGHTS, "属于个人隐私")
    partly = leaves.PartlyGranted("许可申请书", "复印件", (home,))
    draft = facts.DraftDecision(Outcome.PARTLY_GRANTED, partly)

    with pytest.raises(Refused, match=Refusal.NO_OPINION.value):
        history.do(Action.DRAFT_DECISION, draft, "handler")


def test_an_override_that_is_recalled_takes_its_letter_to_the_third_party_back(
    history: History,
) -> None:
    objected(history)
    history.on("2026-04-08")
    history.sign(replace(DRAFT, public_interest="影响下游两个乡镇的饮用水安全"))
    history.do(Action.RECALL, facts.Recall("重新研究后认为理由成立"), "approver")
    history.decided(RIGHTS)

    assert history.whole().letters[3:] == [
        "D09 复〔2026〕1 B void",
        "D08 告〔2026〕2 B void to 示范供水有限公司",
        "D12 复〔2026〕2 A",
    ]
