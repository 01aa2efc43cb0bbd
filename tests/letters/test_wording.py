"""What each kind of letter says: its words, its articles, its remedy exactly where it belongs."""

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from casework.domain.articles import in_words
from casework.domain.disclosure.decisions import LEAVES, Leaf
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.leaves import Ground
from casework.domain.disclosure.letters import PAPERS, Head, LetterKind, Recipient, Remedy
from casework.letters.tables import MARK
from casework.letters.templates import TEMPLATES, chinese_date
from casework.letters.wording import _template_version, version_of, wording
from casework.letters.zones import particulars_of
from tests.letters.golden import GOLDEN, golden_text
from tests.letters.paper import read
from tests.letters.samples import (
    PARTICULARS,
    already_public,
    facts,
    fee,
    granted,
    printed,
    withheld,
)

MARKS = ["# ", "## ", "> ", "\r\n# ", "\u2028> ", "{{ 1 }}", "<b>&amp;", MARK, f"\n{MARK}row"]
ROLES = ("co_producer", "other", "secrecy")
_OTHERS = {Recipient.THIRD_PARTY, Recipient.AGENCY}
FIRST = "60日内先向示范市人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书"
FREE = "60日内向示范市人民政府申请行政复议，或者自收到本答复之日起6个月内向有管辖权的人民法院"
LAW = "《中华人民共和国政府信息公开条例》"
# What a refusal's particulars hold beside its leaf's facts: the ground in words, and its article.
_ADDED = {"ground", "article", "on_the_spot"}
_FORMS = {kind for kind, paper in PAPERS.items() if paper.head is Head.FORM}
_TELL_THE_REQUEST = [
    kind
    for kind in LetterKind
    if "甲乙丙丁" in wording(facts(kind, requested_information="甲乙丙丁")).text
]


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_reads_as_its_golden_text(kind: LetterKind) -> None:
    assert golden_text(kind) == (GOLDEN / f"{kind.value}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "kind", sorted(set(LetterKind) - _FORMS - {LetterKind.D07, LetterKind.D31})
)
@pytest.mark.parametrize(
    ("is_organisation", "you", "other"),
    [
        pytest.param(False, "您", "你单位", id="person"),
        pytest.param(True, "你单位", "您", id="body"),
    ],
)
def test_a_letter_speaks_to_its_addressee(
    kind: LetterKind, is_organisation: bool, you: str, other: str
) -> None:
    said = read(printed(kind, is_organisation=is_organisation).pdf)

    assert you in said
    assert other not in said


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_states_the_remedy_that_its_kind_owes_and_no_other(kind: LetterKind) -> None:
    said = read(printed(kind).pdf).replace("本决定", "本答复").replace("本告知书", "本答复")

    remedy = PAPERS[kind].remedy
    assert (FIRST in said, FREE in said) == (
        remedy is Remedy.RECONSIDERATION_FIRST,
        remedy is Remedy.FREE_CHOICE,
    )
    assert ("行政复议" in said) == (remedy is not Remedy.NONE)


@pytest.mark.parametrize(
    "kind", ["d01", "d02", "d03", "d04", "d05", "d06", "d07", "d22", "d30", "d31"]
)
def test_a_procedural_letter_states_no_remedy(kind: str) -> None:
    assert PAPERS[LetterKind(kind)].remedy is Remedy.NONE


@pytest.mark.parametrize("kind", [LetterKind.D11, LetterKind.D12])
def test_what_withholds_names_reconsideration_first(kind: LetterKind) -> None:
    assert PAPERS[kind].remedy is Remedy.RECONSIDERATION_FIRST


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_names_no_repealed_period_and_no_superior_department(kind: LetterKind) -> None:
    said = read(printed(kind).pdf)
    if kind in {LetterKind.D05, LetterKind.D07}:  # 条例 32, 34: those who are asked have as much
        said = said.replace("之日起15个工作日内", "")

    assert [old for old in ("3个月", "三个月", "15个工作日", "上级主管部门") if old in said] == []


@pytest.mark.parametrize(
    "kind", [kind for kind in LetterKind if "条例" in wording(facts(kind)).text]
)
def test_the_regulation_is_named_in_full_before_it_is_named_in_short(kind: LetterKind) -> None:
    said = wording(facts(kind)).text

    assert said.index("条例") == said.index(LAW) + LAW.index("条例")


@pytest.mark.parametrize("ground", Ground)
def test_a_refusal_cites_the_article_of_its_ground(ground: Ground) -> None:
    said = wording(facts(LetterKind.D12, particulars=withheld(ground))).text

    assert (
        f"根据{LAW}{in_words(ground.article)}、第三十六条第（三）项的规定，本机关决定不予公开。"
        in said
    )
    assert ground.zh in said


def test_a_refusal_tells_what_the_third_party_answered() -> None:
    given = withheld(Ground.THIRD_PARTY_RIGHTS, third_party_opinion="第三方不同意公开")
    said = wording(facts(LetterKind.D12, particulars=given)).text

    assert f"依照{LAW}（以下简称《条例》）第三十二条的规定" in said
    assert "根据《条例》第十五条、第三十六条第（三）项的规定" in said


def test_a_refusal_by_another_law_cites_it() -> None:
    law = "《中华人民共和国统计法》第二十八条"
    said = wording(
        facts(LetterKind.D12, particulars=withheld(Ground.PROHIBITED_BY_LAW, other_law=f"{law}。"))
    ).text

    assert f"”，法律、行政法规禁止公开（{law}）。理由：" in said


def test_each_withheld_part_has_a_row_with_its_ground_its_article_and_its_reason() -> None:
    part = {"part": "附图", "ground": "依法确定为国家秘密", "article": "第十四条", "reason": "密"}
    particulars = {**PARTICULARS[LetterKind.D11], "withheld": ({**part, "other_law": ""},) * 12}
    said = wording(facts(LetterKind.D11, particulars=particulars)).text
    row = MARK.join((f"{MARK}row", "12", "附图", "依法确定为国家秘密（《条例》第十四条）", "密"))

    assert f"\n{row}\n" in said
    assert said.count(f"{MARK}row{MARK}") == 12


def test_a_part_withheld_by_another_law_cites_it() -> None:
    part = {"part": "名册", "ground": "禁止公开", "article": "第十四条", "reason": "统计资料"}
    law = "《中华人民共和国统计法》第二十八条"
    particulars = {
        **PARTICULARS[LetterKind.D11],
        "withheld": ({**part, "other_law": law},),
    }

    assert f"禁止公开（《条例》第十四条；{law}）" in _text(LetterKind.D11, particulars)


def test_a_search_record_is_an_annex_that_the_letter_names() -> None:
    said = read(printed(LetterKind.D14).pdf)

    assert "见附件" in said
    assert "附件：检索记录示范市水务局" in said
    assert "检索人水资源科检索词分区、水资源量检索日期2026年3月9日" in said


def test_only_a_co_producer_s_silence_is_consent() -> None:
    asked = PARTICULARS[LetterKind.D07]
    silence = {
        role: "视为同意公开" in _text(LetterKind.D07, {**asked, "role": role}) for role in ROLES
    }

    assert silence == {"co_producer": True, "other": False, "secrecy": False}


def test_whom_the_law_lets_determine_is_not_asked_for_consent() -> None:
    asked = {**PARTICULARS[LetterKind.D07], "role": "secrecy"}
    said = _text(LetterKind.D07, asked)

    assert "第十七条第三款的规定，现报请你单位确定" in said
    assert "书面函复该信息是否可以公开；不可以公开的，请说明理由和依据" in said
    assert "同意" not in said


def test_another_agency_is_told_that_its_silence_leaves_the_decision_where_it_is() -> None:
    asked = {**PARTICULARS[LetterKind.D07], "role": "other"}

    assert "逾期未提出意见的，由本机关依法决定是否公开" in _text(LetterKind.D07, asked)


@pytest.mark.parametrize(
    ("role", "article"),
    [("co_producer", "第三十四条"), ("other", "第三十三条第三款"), ("secrecy", "第十七条第三款")],
)
def test_an_applicant_is_told_on_what_article_another_agency_is_asked(
    role: str, article: str
) -> None:
    asked = {**PARTICULARS[LetterKind.D06], "third_party": False, "agency": "示范市自然资源局"}
    said = _text(LetterKind.D06, {**asked, "role": role})

    assert f"依照{LAW}（以下简称《条例》）{article}的规定" in said


def test_who_is_asked_for_reasons_is_told_what_comes_of_silence() -> None:
    said = _text(LetterKind.D04)

    assert "逾期未说明理由或者理由不合理的，本机关将告知您不予处理" in said


def test_who_gave_no_reasons_is_not_said_to_have_given_any() -> None:
    silent = {**PARTICULARS[LetterKind.D21], "given": ""}
    said = _text(LetterKind.D21, silent)

    assert "您逾期未说明理由。" in said
    assert "经审查，没有合理的理由：" in said
    assert "您说明的理由为" not in said


def test_a_third_party_is_told_that_the_agency_decides_when_it_is_silent() -> None:
    said = _text(LetterKind.D05)

    assert "逾期未提出意见的，由本机关依照《条例》的规定决定是否公开" in said
    assert "视为" not in said


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        pytest.param("商业秘密", "商业秘密。", id="a-word"),
        pytest.param("涉及“商业秘密”。", "涉及“商业秘密”。", id="a-sentence-with-quotation-marks"),
        pytest.param("会影响投标吗？", "会影响投标吗？", id="a-question"),
        pytest.param("名称；\n电话。\n住址", "名称；电话；住址。", id="several-lines"),
    ],
)
def test_what_a_third_party_is_asked_about_is_listed_whatever_was_typed(
    typed: str, listed: str
) -> None:
    said = _text(LetterKind.D05, {**PARTICULARS[LetterKind.D05], "concern": typed})

    assert f"可能受到影响的权益：{listed}" in said
    assert "您的涉及" not in said


@pytest.mark.parametrize("kind", [paper.kind for paper in PAPERS.values() if paper.to in _OTHERS])
def test_a_letter_to_others_does_not_name_the_applicant_s_words(kind: LetterKind) -> None:
    assert kind not in _TELL_THE_REQUEST


def test_an_applicant_is_told_which_agency_is_asked_but_not_which_third_party() -> None:
    asked = {**PARTICULARS[LetterKind.D06], "agency": "示范市自然资源局"}

    assert "示范市自然资源局" not in _text(LetterKind.D06, asked)
    assert "示范市自然资源局" in _text(LetterKind.D06, {**asked, "third_party": False})


def test_a_fee_notice_calculates_what_it_asks_for() -> None:
    said = _text(LetterKind.D22, fee(FeeMethod.BY_PAGE, 0, 68))
    rows = [line.split(MARK)[2:] for line in said.splitlines() if line.startswith(f"{MARK}row")]

    assert "计收信息处理费380元" in said
    assert rows == [
        ["第1至30页", "30", "0", "0"],
        ["第31至68页", "38", "10", "380"],
        ["合计", "68", "", "380"],
    ]


@pytest.mark.parametrize(
    ("method", "article"),
    [(FeeMethod.BY_ITEM_MONTH, "第四条"), (FeeMethod.BY_PAGE, "第五条")],
)
def test_a_fee_notice_names_the_article_of_its_rate(method: FeeMethod, article: str) -> None:
    said = _text(LetterKind.D22, fee(method, 0, 68))

    assert f"（国办函〔2020〕109号）{article}的规定" in said


def test_a_fee_by_items_goes_on_from_those_of_the_month() -> None:
    said = _text(LetterKind.D22, fee(FeeMethod.BY_ITEM_MONTH, 30, 1))

    assert f"{MARK}第31件{MARK}1{MARK}200{MARK}200" in said
    assert "本月已申请30件" in said


def test_an_unpaid_fee_ends_a_request_by_the_rules_on_fees() -> None:
    unpaid = {"respond_by": date(2026, 3, 20), "unpaid_yuan": 380}
    said = _text(LetterKind.D23, unpaid)

    assert "2026年3月20日前（含当日）缴纳信息处理费380元" in said
    assert "国办函〔2020〕109号" in said
    assert "补正" not in said


@pytest.mark.parametrize(
    ("kind", "particulars", "item"),
    [
        pytest.param(LetterKind.D09, granted(on_the_spot=True), "（二）", id="granted"),
        pytest.param(LetterKind.D10, already_public(on_the_spot=True), "（一）", id="public"),
    ],
)
def test_a_reply_on_the_spot_says_so(
    kind: LetterKind, particulars: dict[str, object], item: str
) -> None:
    said = _text(kind, particulars)

    assert f"第三十三条第一款、第三十六条第{item}项" in said
    assert "现当场" in said
    assert len(said) < len(_text(kind))


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        pytest.param("corrected", "更正为“张某某”", id="corrected"),
        pytest.param("transferred", "转送有权更正的示范市民政局", id="transferred"),
        pytest.param("pointed", "请向有权更正的示范市民政局提出", id="pointed"),
        pytest.param("declined", "本机关不予更正", id="declined"),
    ],
)
def test_a_wrong_record_is_corrected_transferred_pointed_elsewhere_or_declined(
    result: str, expected: str
) -> None:
    more = {"result": result, "agency": "示范市民政局", "reason": "与原始凭证一致"}

    assert expected in _text(LetterKind.D26, {**PARTICULARS[LetterKind.D26], **more})


def test_every_defect_is_listed_with_a_number() -> None:
    said = wording(facts(LetterKind.D02)).text

    assert "\n1.请写明所需数据的年份。\n2.请写明" in said


def test_a_defect_ends_with_one_full_stop_however_it_was_typed() -> None:
    particulars = {**PARTICULARS[LetterKind.D02], "defects": ("请写明年份", "请写明地点；")}
    said = wording(facts(LetterKind.D02, particulars=particulars)).text

    assert "\n1.请写明年份。\n2.请写明地点。\n" in said


def test_what_came_between_is_told_after_the_request() -> None:
    history = ("本机关于2026年3月4日告知您补正。", "您于2026年3月9日提交补正。")
    said = wording(facts(LetterKind.D14, history=history)).text

    assert f"。{''.join(history)}\n" in said


@pytest.mark.parametrize("kind", [LetterKind.D01, LetterKind.D03])
def test_a_due_date_in_an_unarranged_year_is_said_to_be_provisional(kind: LetterKind) -> None:
    particulars = {**PARTICULARS[kind], "provisional": True}

    assert "暂定日期" not in wording(facts(kind)).text
    assert "暂定日期" in wording(facts(kind, particulars=particulars)).text


def test_a_registration_that_is_not_yet_received_states_no_due_date() -> None:
    assert "届满" not in wording(facts(LetterKind.D01, due_on=None)).text


@pytest.mark.parametrize("kind", [LetterKind.D02, LetterKind.D03, LetterKind.D23])
def test_a_last_day_is_said_to_be_included(kind: LetterKind) -> None:
    assert "日前（含当日）" in wording(facts(kind)).text


def test_a_receipt_without_a_query_code_does_not_speak_of_one() -> None:
    said = wording(facts(LetterKind.RECEIPT, particulars={"query_code": ""})).text

    assert "查询码：" not in said


def test_another_agency_that_is_not_known_is_not_named() -> None:
    particulars = {**PARTICULARS[LetterKind.D15], "agency": "", "contact": ""}

    assert "建议向" not in wording(facts(LetterKind.D15, particulars=particulars)).text


@pytest.mark.parametrize("kind", LetterKind)
def test_a_template_asks_for_nothing_that_its_facts_do_not_hold(kind: LetterKind) -> None:
    assert _asked(kind) <= _held(kind)


@pytest.mark.parametrize("leaf", LEAVES.values(), ids=lambda leaf: leaf.outcome.value)
def test_every_leaf_has_the_letter_that_its_facts_fill(leaf: Leaf) -> None:
    assert _asked(leaf.letter) <= {field.name for field in fields(leaf.facts)} | _ADDED


@pytest.mark.parametrize(
    "kind", [kind for kind in LetterKind if PARTICULARS[kind] and kind is not LetterKind.D24]
)
def test_a_missing_fact_is_refused_not_left_blank(kind: LetterKind) -> None:
    with pytest.raises(UndefinedError):
        wording(facts(kind, particulars={}))


@pytest.mark.parametrize("kind", _TELL_THE_REQUEST)
@pytest.mark.parametrize("mark", MARKS)
def test_what_an_applicant_writes_is_words_and_never_a_mark(kind: LetterKind, mark: str) -> None:
    plain = wording(facts(kind, requested_information="甲乙")).text
    marked = wording(facts(kind, requested_information=f"{mark}甲{mark}乙")).text

    assert len(marked.splitlines()) == len(plain.splitlines())
    assert "".join(f"{mark}甲{mark}乙".split()) in "".join(marked.split()).replace("；", "")


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("mark", MARKS)
def test_no_fact_begins_a_heading_or_a_table(kind: LetterKind, mark: str) -> None:
    plain, marked = (
        _text(kind, _said(PARTICULARS[kind], said)) for said in ("甲乙", f"{mark}甲乙")
    )

    begin = ("# ", "## ", "> ", MARK)
    marks = [[line.startswith(begin) for line in text.splitlines()] for text in (plain, marked)]

    assert marks[0] == marks[1]
    assert marked.count(MARK) == plain.count(MARK)


def test_a_reason_over_several_lines_is_one_paragraph() -> None:
    particulars = {**PARTICULARS[LetterKind.D16], "reason": "第一行\n# 第二行\r\n第三行"}
    said = wording(facts(LetterKind.D16, particulars=particulars)).text

    assert "第一行 # 第二行 第三行。" in said


def test_a_template_s_version_changes_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version_of(LetterKind.D14)
    for name in ("d14.txt", "_frame.txt"):
        (tmp_path / name).write_bytes((TEMPLATES / name).read_bytes())
    (tmp_path / "_frame.txt").write_text("另一种写法", encoding="utf-8")
    monkeypatch.setattr("casework.letters.wording.TEMPLATES", tmp_path)

    after = _template_version.__wrapped__(LetterKind.D14)
    assert before.startswith("d14-")
    assert after != before


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 3, 2), "2026年3月2日"), (date(2026, 12, 31), "2026年12月31日")],
)
def test_a_date_has_no_zeros_before_its_figures(on: date, expected: str) -> None:
    assert chinese_date(on) == expected


def _asked(kind: LetterKind) -> frozenset[str]:
    """The particulars that a template asks for: the names behind `it.`."""
    return particulars_of(kind)


def _held(kind: LetterKind) -> set[str]:
    return set(PARTICULARS[kind])


def _text(kind: LetterKind, particulars: dict[str, object] | None = None) -> str:
    """The marked-up words of a letter."""
    return wording(facts(kind, particulars=particulars or PARTICULARS[kind])).text


def _said(value: Any, words: str) -> Any:
    """Particulars in which every free text says the same."""
    if isinstance(value, dict):
        return {
            name: part if name in _CODED else _said(part, words) for name, part in value.items()
        }
    if isinstance(value, tuple):
        return tuple(_said(part, words) for part in value)
    return words if isinstance(value, str) and value else value


_CODED = {"role", "result"}  # which of several wordings, not words
