"""The seal: where it stands, on which page, and which pictures are refused (L-7)."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from casework.domain.disclosure.letters import LetterKind
from casework.letters import Press, Printed, UnfitSeal, seal_from_png
from casework.letters.seals import SealFault
from tests.letters.paper import body, centre, glyphs, last_row, page_texts, row_with
from tests.letters.samples import BUREAU, facts, printed
from tests.letters.seal import seal_png

SEAL = seal_from_png(seal_png())
DOTS = 100 / 25.4
LINE, EM = 225 / 22, 16 * 25.4 / 72
HEAD = 60.0  # mm: the red of the head is above it
FOOT = 270.0


def sealed(kind: LetterKind, **changes: object) -> Printed:
    return Press().print(facts(kind, **changes), seal=SEAL)


def red_box(pdf: bytes, page: int = 0) -> tuple[float, ...] | None:
    """The box of the red ink between head and foot: left, top, right, bottom in mm."""
    with PdfDocument(pdf) as document:
        image = document[page].render(scale=100 / 72).to_pil().convert("RGB")
    image = image.crop((0, int(HEAD * DOTS), image.width, int(FOOT * DOTS)))
    red, green, _ = image.split()
    inked = Image.merge("RGB", (red, green, green)).convert("HSV").split()[1]
    box = inked.point(lambda value: 255 if value > 150 else 0).getbbox()
    if box is None:
        return None
    left, top, right, bottom = (value / DOTS for value in box)
    return left, top + HEAD, right, bottom + HEAD


def box_of(pdf: bytes, page: int = 0) -> tuple[float, ...]:
    box = red_box(pdf, page)
    assert box is not None
    return box


def test_a_seal_is_42_mm_wide_and_upright_about_the_date() -> None:
    pdf = sealed(LetterKind.D17).pdf
    left, top, right, bottom = box_of(pdf)
    date = row_with(body(glyphs(pdf)), "2026年3月24日")

    assert right - left == pytest.approx(42, abs=0.8)
    assert bottom - top == pytest.approx(42, abs=0.8)
    assert (left + right) / 2 == pytest.approx(centre(date), abs=0.5)


def test_a_seal_is_set_over_the_name_and_the_date_which_are_a_little_below_its_middle() -> None:
    pdf = sealed(LetterKind.D17).pdf
    _, top, _, bottom = box_of(pdf)
    page = body(glyphs(pdf))
    name, date = last_row(page, BUREAU.name), row_with(page, "2026年3月24日")

    above = name[0].baseline - EM * 0.88
    middle = (above + date[0].baseline) / 2

    assert top < above
    assert date[0].baseline < bottom
    assert 0 < middle - (top + bottom) / 2 < 4


def test_a_seal_s_upper_edge_lies_within_a_line_of_the_text() -> None:
    for name in (BUREAU.name, "示范市高新技术产业开发区管理委员会农业农村和水务局"):
        pdf = sealed(LetterKind.D12, sender=replace(BUREAU, name=name)).pdf
        _, top, _, _ = box_of(pdf)
        text_ends = row_with(body(glyphs(pdf)), "提起行政诉讼")[0].baseline

        assert 0 < top - text_ends <= LINE + 0.7 + 0.3  # a descender, and a dot


def test_the_text_below_a_seal_can_still_be_read() -> None:
    pdf, plain = sealed(LetterKind.D17).pdf, printed(LetterKind.D17).pdf

    assert page_texts(pdf) == page_texts(plain)
    assert black_dots(pdf) == pytest.approx(black_dots(plain), rel=0.002)


def test_a_seal_stands_with_the_name_and_the_date_on_one_page_and_on_no_other() -> None:
    result = sealed(LetterKind.D14, requested_information="关于水资源管理和保护的情况" * 60)
    texts = page_texts(result.pdf)
    signed = ["2026年3月24日" in text and "（联系部门" in text for text in texts]

    assert [red_box(result.pdf, page) is not None for page in range(result.pages)] == signed
    assert sum(signed) == 1


def test_what_has_no_official_head_is_not_sealed() -> None:
    assert sealed(LetterKind.RECEIPT) == printed(LetterKind.RECEIPT)


def test_without_a_seal_its_place_stays_empty() -> None:
    assert red_box(printed(LetterKind.D17).pdf) is None


def test_a_preview_is_never_sealed() -> None:
    with pytest.raises(ValueError, match="not sealed"):
        Press().print(facts(LetterKind.D17), preview=True, seal=SEAL)


def test_a_sealed_letter_is_the_same_each_time_and_small() -> None:
    assert sealed(LetterKind.D17) == sealed(LetterKind.D17)
    assert len(sealed(LetterKind.D11).pdf) <= 150_000


def test_a_seal_may_be_of_another_width_and_shape() -> None:
    oval = seal_from_png(_png(Image.new("RGBA", (600, 300), (0, 0, 0, 0))), 45.0)

    assert oval.size == (45.0, 22.5)
    assert oval.dots == (600, 300)


def test_a_large_picture_is_taken_with_as_many_dots_as_a_seal_needs() -> None:
    assert seal_from_png(seal_png(1800)).dots == (640, 640)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"not a picture", SealFault.NO_PNG, id="no-picture"),
        pytest.param(seal_png()[:200], SealFault.NO_PNG, id="cut-off"),
        pytest.param(seal_png(100), SealFault.TOO_COARSE, id="too-coarse"),
        pytest.param(seal_png(ground=(255, 255, 255, 255)), SealFault.NO_CLEAR_GROUND, id="opaque"),
        pytest.param(b"\0" * 2_000_001, SealFault.TOO_BIG, id="too-big"),
    ],
)
def test_a_picture_that_is_no_seal_is_refused(content: bytes, expected: SealFault) -> None:
    with pytest.raises(UnfitSeal) as refused:
        seal_from_png(content)

    assert refused.value.fault is expected


def black_dots(pdf: bytes) -> int:
    """How many dots of a first page are nearly black."""
    with PdfDocument(pdf) as document:
        image = document[0].render(scale=100 / 72).to_pil().convert("RGB")
    red = image.split()[0]
    return sum(red.point(lambda value: 1 if value < 100 else 0).histogram()[1:])


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
