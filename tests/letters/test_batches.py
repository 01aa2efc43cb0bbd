"""Several letters as one PDF for the printer."""

from io import BytesIO

import pikepdf
import pytest

from casework.domain.disclosure.letters import LetterKind
from casework.letters.batches import batch
from tests.letters.paper import page_texts
from tests.letters.samples import printed

ONE, TWO = printed(LetterKind.D17), printed(LetterKind.D11)


def test_a_batch_holds_every_page_in_order() -> None:
    pages = page_texts(batch([TWO.pdf, ONE.pdf]))

    assert pages == page_texts(TWO.pdf) + page_texts(ONE.pdf)


@pytest.mark.parametrize(
    ("letters", "empty"),
    [
        pytest.param([ONE, TWO], [False, True, False, False], id="odd-first"),
        pytest.param([TWO, ONE], [False, False, False], id="even-first"),
        pytest.param([ONE, ONE], [False, True, False], id="odd-twice"),
    ],
)
def test_on_both_sides_each_letter_begins_on_a_sheet_of_its_own(
    letters: list[object], empty: list[bool]
) -> None:
    pages = page_texts(batch([letter.pdf for letter in letters], two_sided=True))  # type: ignore[attr-defined]

    assert [not page.strip() for page in pages] == empty


def test_each_letter_is_found_in_the_outline() -> None:
    with (
        pikepdf.open(BytesIO(batch([TWO.pdf, ONE.pdf]))) as whole,
        whole.open_outline() as outline,
    ):
        titles = [item.title for item in outline.root]

    assert titles == [
        "示范市水务局政府信息公开申请答复书 示水公开复〔2026〕12号",
        "示范市水务局政府信息公开申请告知书 示水公开复〔2026〕12号",
    ]


def test_the_same_letters_give_the_same_batch() -> None:
    assert batch([ONE.pdf, TWO.pdf]) == batch([ONE.pdf, TWO.pdf])
