"""Articles: the shorthand of the tables, as a paper cites it."""

import pytest

from casework.domain.articles import chinese_numeral, cited
from casework.domain.disclosure.decisions import LEAVES


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (99, "九十九")],
)
def test_headings_are_counted_in_chinese(number: int, expected: str) -> None:
    assert chinese_numeral(number) == expected


@pytest.mark.parametrize(
    ("shorthand", "words"),
    [
        ("37", "《条例》第三十七条"),
        ("36(四)", "《条例》第三十六条第（四）项"),
        ("16 II, 36(三)", "《条例》第十六条第二款、第三十六条第（三）项"),
        ("14–16, 36(三)", "《条例》第十四条至第十六条、第三十六条第（三）项"),
        ("29 II(一)", "《条例》第二十九条第二款第（一）项"),
        ("档案法 15", "《档案法》第十五条"),
        ("行政复议法 20 III", "《行政复议法》第二十条第三款"),
        ("表三(五)5", "表三(五)5"),
    ],
)
def test_a_place_is_cited_in_full(shorthand: str, words: str) -> None:
    assert cited(shorthand) == words


def test_every_leaf_but_the_one_without_an_article_can_be_cited() -> None:
    places = {leaf.article for leaf in LEAVES.values()}

    assert {place for place in places if not cited(place).startswith("《")} == {"表三(五)5"}
