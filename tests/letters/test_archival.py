"""A letter that is kept for good: PDF/A-2b, its metadata, and its structure for readers aloud."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import pdfa

from casework.domain.disclosure.letters import PAPERS, Head, LetterKind
from casework.letters import Press, Printed, Verification, seal_from_png
from tests.letters.paper import read
from tests.letters.samples import facts, printed
from tests.letters.seal import seal_png

pytestmark = pytest.mark.slow

VERIFICATION = Verification("7K2M-4XQD-9HPW-3RTA-5BCE", "https://sw.example.invalid/check")


def full(kind: LetterKind, **more: Any) -> Printed:
    """A letter with everything: the seal and the code to check it by."""
    given = facts(kind, verification=VERIFICATION, **more)
    return Press().print(given, seal=seal_from_png(seal_png()))


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_pdf_a_2b_as_a_validator_of_its_rules_finds(kind: LetterKind) -> None:
    letters = (full(kind).pdf, printed(kind, preview=True, number="").pdf)
    reports = [pdfa.validate_written(BytesIO(pdf), "2b") for pdf in letters]

    assert [finding for report in reports for finding in report.findings] == []


def test_a_letter_with_rare_characters_on_several_pages_is_pdf_a_2b() -> None:
    letter = full(LetterKind.D11, addressee="张𠮷㛃", requested_information="水资源" * 700)

    assert pdfa.validate_written(BytesIO(letter.pdf), "2b").findings == []


def test_both_ways_of_telling_what_a_letter_is_agree() -> None:
    with pikepdf.open(BytesIO(full(LetterKind.D14).pdf)) as document:
        info, xmp = document.docinfo, document.open_metadata()

        assert xmp["dc:title"] == str(info["/Title"])
        assert xmp["dc:creator"] == [str(info["/Author"])]
        assert xmp["xmp:CreateDate"] == "2026-03-24T00:00:00+08:00"
        assert xmp.pdfa_status == "2B"


def test_a_name_with_signs_of_markup_does_not_break_the_metadata() -> None:
    number = "示水公开复〔2026〕<&>12号"
    with pikepdf.open(BytesIO(full(LetterKind.D14, number=number).pdf)) as document:
        assert number in document.open_metadata()["dc:title"]


@pytest.mark.parametrize("kind", LetterKind)
def test_everything_on_a_page_is_read_out_or_said_to_be_beside_the_text(kind: LetterKind) -> None:
    with pikepdf.open(BytesIO(full(kind).pdf)) as document:
        loose = [operator for page in document.pages for operator in _unmarked(page)]

    assert loose == []


def test_a_letter_is_read_out_in_its_order() -> None:
    with pikepdf.open(BytesIO(full(LetterKind.D12).pdf)) as document:
        tags = [str(one.S) for one in document.Root.StructTreeRoot.K.K]

    assert tags[:4] == ["/P", "/P", "/H1", "/P"]  # mark, number, title, addressee
    assert tags[-6:] == ["/P", "/P", "/Figure", "/P", "/Figure", "/P"]


def test_a_table_is_a_table_to_those_who_hear_it() -> None:
    with pikepdf.open(BytesIO(full(LetterKind.D11).pdf)) as document:
        (table,) = [one for one in document.Root.StructTreeRoot.K.K if one.S == "/Table"]
        cells = [[str(cell.S) for cell in row.K] for row in table.K]

    assert cells == [["/TH"] * 4, ["/TD"] * 4]


def test_a_picture_is_told_in_words() -> None:
    with pikepdf.open(BytesIO(full(LetterKind.D12).pdf)) as document:
        spoken = [str(one.Alt) for one in document.Root.StructTreeRoot.K.K if one.S == "/Figure"]

    assert spoken == ["印章：示范市水务局", "核验二维码"]


def test_each_mark_of_a_page_is_found_from_its_page() -> None:
    with pikepdf.open(BytesIO(full(LetterKind.D11).pdf)) as document:
        pages = document.Root.StructTreeRoot.ParentTree.Nums
        for number, page in enumerate(document.pages):
            marks = [one for one in _marks(page) if one is not None]

            assert page.obj.StructParents == number == pages[2 * number]
            assert marks == list(range(len(pages[2 * number + 1])))


def test_a_form_bears_no_seal_and_no_code() -> None:
    forms = [kind for kind, paper in PAPERS.items() if paper.head is Head.FORM]

    assert [full(kind).sha256 for kind in forms] == [
        printed(kind, verification=VERIFICATION).sha256 for kind in forms
    ]
    assert not any("核验码" in read(full(kind).pdf) for kind in forms)


def _marks(page: pikepdf.Page) -> list[int | None]:
    """The marks of a page's pieces in order; None for what is beside the text."""
    found: list[int | None] = []
    for stroke in pikepdf.parse_content_stream(page):
        if str(stroke.operator) == "BDC":
            found.append(int(stroke.operands[1].MCID))
        elif str(stroke.operator) == "BMC":
            found.append(None)
    return found


def _unmarked(page: pikepdf.Page) -> list[str]:
    """What is painted outside of every mark."""
    depth, loose = 0, []
    for stroke in pikepdf.parse_content_stream(page):
        operator = str(stroke.operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
        if depth == 0 and operator in {"Tj", "f", "Do", "S"}:
            loose.append(operator)
    return loose
