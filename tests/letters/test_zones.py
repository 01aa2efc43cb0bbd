"""An agency's own words in a letter's zones: what may stand there, and what is locked."""

from dataclasses import replace

import pytest
from jinja2 import nodes

from casework.domain.disclosure.letters import PAPERS, Head, LetterKind
from casework.letters import Press, UnfitWords
from casework.letters.templates import environment
from casework.letters.wording import version_of, wording
from casework.letters.zones import (
    Fault,
    Objection,
    Zone,
    _readable,
    filled,
    objections,
    placeholders,
    zones,
)
from tests.letters.paper import read
from tests.letters.samples import facts, printed

D02, D09, D12 = LetterKind.D02, LetterKind.D09, LetterKind.D12
WORDED = [kind for kind, paper in PAPERS.items() if paper.head is not Head.FORM]


@pytest.mark.parametrize("kind", WORDED)
def test_every_letter_has_a_zone(kind: LetterKind) -> None:
    assert zones(kind) != ()


@pytest.mark.parametrize("kind", LetterKind)
def test_the_shipped_text_of_a_zone_put_back_as_one_s_own_changes_no_word(kind: LetterKind) -> None:
    own = {zone.name: zone.text for zone in zones(kind)}

    assert objections(kind, own) == ()
    assert wording(facts(kind), own).text == wording(facts(kind)).text


def test_a_zone_s_text_is_shown_with_its_placeholders() -> None:
    assert zones(D02) == (
        Zone(
            "how_to_answer",
            "补正可以在本机关政府信息公开申请平台提交，也可以当面提交或者寄送至{地址}{公开工作机构}（邮编{邮编}）。",
        ),
    )


def test_own_words_stand_in_the_letter_with_their_facts_in_place_of_the_shipped_ones() -> None:
    own = {"how_to_answer": "请于{期限}前补正，登记编号{登记编号}。\n咨询电话：{电话}。"}
    said = wording(facts(D02), own).text

    assert "\n请于2026年3月20日前补正，登记编号SW-2026-000318。\n咨询电话：000-1234567。\n" in said
    assert "寄送至" not in said


def test_own_words_are_printed() -> None:
    own = {"explanation": "本答复不收取费用。"}
    result = Press().print(facts(D12), own_words=own)

    assert "本答复不收取费用。如对本答复不服" in read(result.pdf)
    assert result.template_version == version_of(D12, own)


def test_a_date_in_a_shipped_zone_is_shown_as_its_placeholder() -> None:
    (block,) = _blocks("{% block a %}{{ it.respond_by | on }}前{% endblock %}")

    assert _readable(block) == "{期限}前"


def test_a_shipped_zone_holds_plain_facts_only() -> None:
    (block,) = _blocks("{% block a %}{{ facts.reference | upper }}{% endblock %}")

    with pytest.raises(ValueError, match="plain facts"):
        _readable(block)


def _blocks(source: str) -> list[nodes.Block]:
    return list(environment().parse(source).find_all(nodes.Block))


def test_no_words_of_one_s_own_leave_the_zone_empty() -> None:
    assert "寄送至" not in wording(facts(D02), {"how_to_answer": ""}).text


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param(
            {"remedy": "不得复议。"}, Objection("remedy", Fault.NO_SUCH_ZONE, "remedy"), id="locked"
        ),
        pytest.param(
            {"explanation": "请见{天气}。"},
            Objection("explanation", Fault.NO_SUCH_FACT, "天气"),
            id="unknown-fact",
        ),
        pytest.param(
            {"explanation": "请见{档案馆}。"},
            Objection("explanation", Fault.NO_SUCH_FACT, "档案馆"),
            id="another-kind-s-fact",
        ),
        pytest.param(
            {"explanation": "请见{登记编号。"},
            Objection("explanation", Fault.STRAY_BRACE, "请见{登记编号。"),
            id="stray-brace",
        ),
        pytest.param(
            {"explanation": "> 顶格"},
            Objection("explanation", Fault.MARK, "> 顶格"),
            id="mark",
        ),
        pytest.param(
            {"explanation": "字" * 2001},
            Objection("explanation", Fault.TOO_LONG, "2000"),
            id="too-long",
        ),
    ],
)
def test_unfit_words_are_refused_and_told(own: dict[str, str], expected: Objection) -> None:
    with pytest.raises(UnfitWords) as refused:
        Press().print(facts(D12), own_words=own)

    assert objections(D12, own) == (expected,)
    assert refused.value.objections == (expected,)
    assert str(refused.value) == expected.fault.zh.format(said=expected.said)


def test_a_placeholder_whose_fact_the_case_lacks_is_refused_not_left_blank() -> None:
    lacking = replace(facts(D09), due_on=None)
    with pytest.raises(UnfitWords) as refused:
        filled(lacking, {"explanation": "答复期限：{答复期限}。"})

    assert refused.value.objections == (Objection("explanation", Fault.FACT_MISSING, "答复期限"),)


@pytest.mark.parametrize(
    "said", ["{{ facts.sender }}", "{% include '_frame.txt' %}", "{facts.sender}", "{0}", "{}"]
)
def test_own_words_are_never_run_as_a_template(said: str) -> None:
    assert objections(D09, {"explanation": said}) != ()


def test_a_fact_in_own_words_cannot_become_a_heading() -> None:
    given = replace(facts(D09), reference="# 一、")

    assert "\n# " not in wording(given, {"explanation": "{登记编号}公开"}).text


def test_a_kind_s_placeholders_are_the_facts_that_it_has() -> None:
    assert "期限" in placeholders(D02)
    assert "期限" not in placeholders(D09)
    assert {"登记编号", "称呼"} <= set(placeholders(LetterKind.D05))


def test_the_version_tells_own_words_apart() -> None:
    versions = {
        version_of(D09),
        version_of(D09, {"explanation": "甲"}),
        version_of(D09, {"explanation": "乙"}),
    }

    assert len(versions) == 3
    assert all(version.startswith(version_of(D09)) for version in versions)
    assert max(map(len, versions)) <= 80


def test_a_letter_without_own_words_has_the_template_s_version() -> None:
    assert printed(D09).template_version == version_of(D09)
