"""The code by which a letter is checked, and its QR code against another encoder's."""

import re
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from casework.domain.disclosure.letters import LetterKind
from casework.letters import Verification, drawn_code, plain_code
from tests.letters.paper import page_texts, read
from tests.letters.samples import BUREAU, printed

CODE = Verification("7K2M-4XQD-9HPW-3RTA-5BCE", "https://sw.example.invalid/check/")


def test_a_code_has_twenty_characters_that_cannot_be_misread() -> None:
    codes = [drawn_code() for _ in range(200)]

    assert all(
        re.fullmatch(r"(?:[2-9A-HJKMNP-Z]{4}-){4}[2-9A-HJKMNP-Z]{4}", code) for code in codes
    )
    assert len(set(codes)) == 200


@pytest.mark.parametrize(
    "typed", ["7k2m4xqd9hpw3rta5bce", " 7K2M 4XQD 9HPW 3RTA 5BCE ", "7K2M-4XQD-9HPW-3RTA-5BCE"]
)
def test_a_code_is_known_however_it_is_typed(typed: str) -> None:
    assert plain_code(typed) == CODE.code


@pytest.mark.parametrize("length", [0, 20, 60, 120])
@pytest.mark.parametrize("dots_an_inch", [100, 200])
def test_the_qr_code_on_paper_leads_to_the_page_with_the_code(
    length: int, dots_an_inch: int
) -> None:
    code = replace(CODE, address=f"https://sw.example.invalid/check{'a' * length}/")
    pdf = printed(LetterKind.D12, verification=code).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=dots_an_inch / 72).to_pil()
    read_by_another = [found.text for found in zxingcpp.read_barcodes(image)]

    assert read_by_another == [
        f"https://sw.example.invalid/check{'a' * length}/7K2M-4XQD-9HPW-3RTA-5BCE"
    ]


def test_the_code_stands_on_the_page_of_the_signature() -> None:
    result = printed(LetterKind.D14, verification=CODE, requested_information="水资源" * 300)
    texts = ["".join(text.split()) for text in page_texts(result.pdf)]

    # A hyphen at a line's end is not read.
    assert ["核验码：7K2M-4XQD9HPW-3RTA5BCE" in text for text in texts] == [
        "（联系部门" in text for text in texts
    ]


@pytest.mark.parametrize("kind", [LetterKind.RECEIPT, LetterKind.D12])
@pytest.mark.parametrize("name", [BUREAU.name, "示范市高新技术产业开发区管理委员会水务农业局"])
def test_the_code_covers_no_other_ink(kind: LetterKind, name: str) -> None:
    sender = replace(BUREAU, name=name)
    without = printed(kind, verification=None, sender=sender)
    with_code = printed(kind, verification=CODE, sender=sender)
    box = _code_box(with_code.pdf)

    assert _ink(with_code.pdf, box) > 0
    if kind is LetterKind.D12:  # a receipt's signature stands lower with a code beside it
        assert _ink(without.pdf, box) == 0


def test_a_letter_without_a_code_has_none() -> None:
    assert "核验码" not in read(printed(LetterKind.D12).pdf)


def _code_box(pdf: bytes) -> tuple[float, float, float, float]:
    """Where the code and its letters stand, in mm: 22 mm wide, above its last line."""
    with pypdfium2.PdfDocument(pdf) as document:
        textpage = document[0].get_textpage()
        found = textpage.search("核验码").get_next()
        assert found is not None
        _, bottom, _, _ = textpage.get_charbox(found[0])
        down = 297 - bottom * 25.4 / 72
    return 28.0, down - 24.0, 49.0, down + 9.5


def _ink(pdf: bytes, box: tuple[float, float, float, float]) -> int:
    dots = 100 / 25.4
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=100 / 72).to_pil().convert("L")
    cut = image.crop(tuple(int(value * dots) for value in box))
    return sum(cut.point(lambda value: 1 if value < 200 else 0).histogram()[1:2])
