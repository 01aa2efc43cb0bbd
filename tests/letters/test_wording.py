"""What each kind of letter says: its words, its articles, its remedy exactly where it belongs."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError, nodes

from casework.domain.disclosure.decisions import LEAVES, Leaf
from casework.domain.disclosure.leaves import Ground
from casework.domain.disclosure.letters import PAPERS, LetterKind, Remedy
from casework.letters.wording import (
    TEMPLATES,
    chinese_date,
    chinese_numeral,
    version_of,
    wording,
)
from tests.letters.golden import GOLDEN, golden_text
from tests.letters.paper import read
from tests.letters.samples import PARTICULARS, facts, printed, withheld

FIRST = "60日内先向示范市人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书"
FREE = "60日内向示范市人民政府申请行政复议，或者自收到本答复之日起6个月内向有管辖权的人民法院"
LAW = "《中华人民共和国政府信息公开条例》"
# What a refusal's particulars hold beside its leaf's facts: the ground in words, and its article.
_ADDED = {"ground", "article"}


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_reads_as_its_golden_text(kind: LetterKind) -> None:
    assert golden_text(kind) == (GOLDEN / f"{kind.value}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", LetterKind)
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
    said = read(printed(kind).pdf)

    remedy = PAPERS[kind].remedy
    assert (FIRST in said, FREE in said) == (
        remedy is Remedy.RECONSIDERATION_FIRST,
        remedy is Remedy.FREE_CHOICE,
    )
    assert ("行政复议" in said) == (remedy is not Remedy.NONE)


@pytest.mark.parametrize("kind", [LetterKind.D01, LetterKind.D02, LetterKind.D03])
def test_a_procedural_letter_states_no_remedy(kind: LetterKind) -> None:
    assert PAPERS[kind].remedy is Remedy.NONE


@pytest.mark.parametrize("kind", [LetterKind.D11, LetterKind.D12])
def test_what_withholds_names_reconsideration_first(kind: LetterKind) -> None:
    assert PAPERS[kind].remedy is Remedy.RECONSIDERATION_FIRST


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_names_no_repealed_period_and_no_superior_department(kind: LetterKind) -> None:
    said = read(printed(kind).pdf)

    assert [old for old in ("3个月", "三个月", "15个工作日", "上级主管部门") if old in said] == []


@pytest.mark.parametrize("kind", sorted(set(LetterKind) - {LetterKind.D24, LetterKind.D29}))
def test_the_regulation_is_named_in_full_before_it_is_named_in_short(kind: LetterKind) -> None:
    said = wording(facts(kind)).text

    assert said.index("条例") == said.index(LAW) + LAW.index("条例")


@pytest.mark.parametrize("ground", Ground)
def test_a_refusal_cites_the_article_of_its_ground(ground: Ground) -> None:
    said = wording(facts(LetterKind.D12, particulars=withheld(ground))).text

    assert f"根据{LAW}{ground.article}、第三十六条第（三）项的规定，本机关决定不予公开。" in said
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

    assert f"”，法律、行政法规禁止公开（{law}）。" in said


def test_each_withheld_part_stands_under_its_own_heading() -> None:
    part = {"part": "附图", "ground": "依法确定为国家秘密", "article": "第十四条", "reason": "密"}
    particulars = {**PARTICULARS[LetterKind.D11], "withheld": (part,) * 12}
    said = wording(facts(LetterKind.D11, particulars=particulars)).text

    assert said.count("根据《条例》第十四条的规定，不予公开。") == 12
    assert "\n## （十二）附图\n" in said


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


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("mark", ["# ", "## ", "> ", "\r\n# ", "\u2028> ", "{{ 1 }}", "<b>&amp;"])
def test_what_an_applicant_writes_is_words_and_never_a_mark(kind: LetterKind, mark: str) -> None:
    plain = wording(facts(kind, requested_information="甲乙")).text
    marked = wording(facts(kind, requested_information=f"{mark}甲{mark}乙")).text

    assert len(marked.splitlines()) == len(plain.splitlines())
    assert "".join(f"{mark}甲{mark}乙".split()) in "".join(marked.split()).replace("；", "")


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

    after = version_of.__wrapped__(LetterKind.D14)
    assert before.startswith("d14-")
    assert after != before


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 3, 2), "2026年3月2日"), (date(2026, 12, 31), "2026年12月31日")],
)
def test_a_date_has_no_zeros_before_its_figures(on: date, expected: str) -> None:
    assert chinese_date(on) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (99, "九十九")],
)
def test_headings_are_counted_in_chinese(number: int, expected: str) -> None:
    assert chinese_numeral(number) == expected


def _asked(kind: LetterKind) -> set[str]:
    """The particulars that a template asks for: the names behind `it.`."""
    source = (TEMPLATES / f"{kind.value}.txt").read_text(encoding="utf-8")
    tree = Environment(autoescape=True).parse(source)
    return {
        found.attr
        for found in tree.find_all(nodes.Getattr)
        if isinstance(found.node, nodes.Name) and found.node.name == "it"
    }


def _held(kind: LetterKind) -> set[str]:
    return set(PARTICULARS[kind])
