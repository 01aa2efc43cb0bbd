"""Papers that are no letters: a title, prose and tables over several pages, whatever is said."""

from datetime import date

import pytest

from casework.letters.archival import About
from casework.letters.document import DocumentPress
from casework.letters.tables import HEAD, MARK, ROW, TABLE
from tests.letters.paper import page_texts, read

_ABOUT = About("关于《示范市节约用水管理办法》征求意见的反馈", "示范市水务局", date(2026, 4, 20))


def table(widths: str, *rows: tuple[str, ...]) -> str:
    head, *rest = rows
    lines = (f"{TABLE} new{MARK}{widths}", MARK.join((HEAD, *head)))
    return "\n".join(MARK + line for line in (*lines, *(MARK.join((ROW, *row)) for row in rest)))


@pytest.fixture(scope="module")
def press() -> DocumentPress:
    return DocumentPress()


def test_prose_and_tables_go_on_over_pages_under_their_head(press: DocumentPress) -> None:
    rows = [(str(number), "建议降低水价。") for number in range(60)]
    pages = page_texts(
        press.print(_ABOUT, f"# 一、情况\n共收到意见。\n{table('4c 20', ('序号', '意见'), *rows)}")
    )

    assert len(pages) > 2
    assert all("序号" in page for page in pages)
    assert "— 2 —" in pages[1]


def test_the_same_words_give_the_same_bytes(press: DocumentPress) -> None:
    assert press.print(_ABOUT, "没有收到意见。") == press.print(_ABOUT, "没有收到意见。")


def test_what_no_font_has_is_said_to_be_missing(press: DocumentPress) -> None:
    assert "滴水〓" in read(press.print(_ABOUT, "滴水🚰"))


@pytest.mark.parametrize("word", ["1234567890", "W" * 24, "https://shifan.example/" + "x" * 200])
def test_a_word_that_is_wider_than_its_cell_is_printed(press: DocumentPress, word: str) -> None:
    printed = read(press.print(_ABOUT, table("2 4", ("条", "意见"), (word, word))))

    assert printed.count(word[:10]) >= 1
