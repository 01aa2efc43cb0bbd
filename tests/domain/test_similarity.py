"""How alike two texts are: by their words and figures, whatever their signs and formulas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.similarity import (
    ANSWERED_BY,
    BANDS,
    SAME_INFORMATION,
    Comparison,
    Likeness,
    compare,
    keys,
    sketch,
    worded,
)

# A few characters, so that texts share some of them.
TEXTS = st.text(alphabet="水资源公报取许可验收报告2023年第号、。 ab", max_size=40)
REPORT = "2025年度小型水库除险加固项目验收报告"
DOSSIER = "示范市2025年度小型水库除险加固项目的立项批复、招标公告、中标结果、施工合同、验收报告"


def likeness(one: str, other: str) -> Likeness | None:
    found = compare(worded(one), worded(other))
    return None if found is None else found.likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            "2000—2023年分区水资源数据",
            "申请公开2000年至2023年分区水资源数据。",
            Likeness.SAME,
            id="formulas and signs say nothing",
        ),
        pytest.param(
            "二〇二三年水资源公报", "２０２３年度《水资源公报》", Likeness.SAME, id="years in words"
        ),
        pytest.param(
            REPORT,
            "小型水库除险加固项目2025年度验收报告及竣工图",
            Likeness.NEARLY_SAME,
            id="another order",
        ),
        pytest.param(
            "2023年水资源公报", "2024年水资源公报", Likeness.OTHER_FIGURES, id="another year"
        ),
        pytest.param(
            "示水〔2024〕12号文", "示水〔2024〕21号文", Likeness.OTHER_FIGURES, id="another number"
        ),
        pytest.param(REPORT, DOSSIER, Likeness.WITHIN, id="one of many things"),
        pytest.param(DOSSIER, REPORT, Likeness.BEYOND, id="many things, one of them"),
        pytest.param(
            "2023年示范市取水许可台账",
            "2023年示范市排水许可台账",
            Likeness.PARTLY,
            id="something else of the kind",
        ),
        pytest.param("清水河水质监测月报", "水土保持规划", None, id="something else"),
        pytest.param("水", "水资源公报", None, id="too short to say anything"),
        pytest.param("annual Report 2024", "Annual report, 2024", Likeness.SAME, id="Latin words"),
        pytest.param("申请公开", "请公开", Likeness.PARTLY, id="nothing but formulas"),
        pytest.param("", "水资源公报", None, id="nothing"),
        pytest.param("2024", "2024年", Likeness.SAME, id="nothing but a figure"),
    ],
)
def test_likeness_follows_words_and_figures(
    one: str, other: str, expected: Likeness | None
) -> None:
    assert expected == likeness(one, other)


def test_a_comparison_names_the_figures_that_only_one_has() -> None:
    expected = Comparison(Likeness.OTHER_FIGURES, 70, ("2022", "2023"), ("2024",))

    assert expected == compare(
        worded("2022、2023年示范市水资源公报"), worded("2024年示范市水资源公报")
    )


def test_a_part_of_an_answered_request_is_answered_and_more_than_it_is_not() -> None:
    assert likeness(REPORT, DOSSIER) in ANSWERED_BY
    assert likeness(DOSSIER, REPORT) not in ANSWERED_BY
    assert likeness("2023年水资源公报", "2024年水资源公报") not in ANSWERED_BY
    assert SAME_INFORMATION < ANSWERED_BY


def test_the_most_alike_come_first() -> None:
    ours = worded(REPORT)
    texts = ["2024年度验收报告", DOSSIER, REPORT, REPORT.replace("2025", "2024"), f"{REPORT}附图"]
    found = [(compared.rank, text) for text in texts if (compared := compare(ours, worded(text)))]

    assert [REPORT, f"{REPORT}附图", DOSSIER, REPORT.replace("2025", "2024")] == [
        text for _rank, text in sorted(found)
    ][:4]


@given(text=TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    itself = compare(worded(text), worded(text))

    assert (itself is None) == (not worded(text).grams)
    assert itself is None or (Likeness.SAME, 100) == (itself.likeness, itself.percent)


@given(one=TEXTS, other=TEXTS)
def test_the_figure_is_the_same_from_either_side(one: str, other: str) -> None:
    there, back = compare(worded(one), worded(other)), compare(worded(other), worded(one))

    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there.percent == back.percent
        assert there.only_ours == back.only_theirs
        assert (there.likeness is Likeness.WITHIN) <= (back.likeness is Likeness.BEYOND)


@given(text=st.text(alphabet="水资源公报取许可验收2023年", min_size=1, max_size=40))
def test_signs_blanks_and_width_change_nothing(text: str) -> None:
    wide = text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})

    assert worded(text) == worded(f"《{wide}》。")
    assert sketch(worded(text)) == sketch(worded(f"申请公开：{wide}"))


@given(one=TEXTS, other=TEXTS)
def test_two_texts_share_a_key_when_they_share_a_word(one: str, other: str) -> None:
    shared = worded(one).grams & worded(other).grams

    assert len(shared) == len(set(keys(worded(one))) & set(keys(worded(other))))


@given(text=st.text(max_size=300))
def test_a_sketch_is_some_numbers_of_32_bits_whatever_the_text(text: str) -> None:
    numbers = sketch(worded(text))

    assert len(numbers) == (BANDS if worded(text).grams else 0)
    assert list(numbers) == sorted(numbers)
    assert all(-(2**31) <= number < 2**31 for number in numbers)


def test_a_long_text_has_no_more_keys_than_a_page_of_it() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(2000))

    assert 128 == len(keys(worded(text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (REPORT, f"{REPORT}及附图"),
        (REPORT, "申请公开小型水库除险加固项目2025年度验收报告"),
        (DOSSIER, DOSSIER.replace("、施工合同", "")),
        ("2000—2023年分区水资源数据", "2000—2023年分区水资源统计数据"),
    ],
)
def test_texts_that_are_nearly_the_same_share_a_number_of_their_sketches(
    one: str, other: str
) -> None:
    assert set(sketch(worded(one))) & set(sketch(worded(other)))


def test_strangers_share_none() -> None:
    ours = set(sketch(worded(REPORT)))

    assert not ours & set(sketch(worded("2000—2023年分区水资源数据")))
    assert not ours & set(sketch(worded("清水河2026年汛期水质监测月报")))
