"""A printed letter as a whole: the same facts, the same bytes; long ones, previews, size."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from casework.domain.disclosure.letters import PAPERS, Head, LetterKind
from casework.letters.wording import version_of, wording
from tests.letters.paper import page_texts, read
from tests.letters.samples import BUREAU, facts, printed

REQUEST = "请公开关于水资源管理和保护的规划、数据和会议纪要（2019—2025年），" * 58  # 2,030
LONG_AGENCY = "示范市高新技术产业开发区管理委员会农业农村和水务局"
SIGNED = [kind for kind, paper in PAPERS.items() if paper.head is not Head.FORM]
_TELL_THE_REQUEST = [
    kind
    for kind in LetterKind
    if "甲乙丙丁" in wording(facts(kind, requested_information="甲乙丙丁")).text
]


@pytest.mark.parametrize("kind", LetterKind)
def test_the_same_facts_give_the_same_bytes(kind: LetterKind) -> None:
    assert printed(kind) == printed(kind)


def test_another_process_prints_the_same_bytes() -> None:
    program = (
        "from tests.letters.samples import LetterKind, printed;"
        "print(printed(LetterKind.D11, addressee='张𠮷').sha256)"
    )
    folder = Path(__file__).resolve().parents[2]
    done = subprocess.run(  # noqa: S603  # this interpreter, the line above
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/New_York"},
        timeout=60,
    )

    assert done.stdout.decode().strip() == printed(LetterKind.D11, addressee="张𠮷").sha256


def test_a_print_tells_its_hash_its_template_and_its_pages() -> None:
    result = printed(LetterKind.D14)

    assert result.sha256 == hashlib.sha256(result.pdf).hexdigest()
    assert result.template_version == version_of(LetterKind.D14)
    assert result.pages == len(page_texts(result.pdf))


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_at_most_150_kilobytes(kind: LetterKind) -> None:
    assert len(printed(kind).pdf) <= 150_000


@pytest.mark.parametrize("kind", LetterKind)
def test_every_font_is_embedded_and_can_be_copied_from(kind: LetterKind) -> None:
    with pikepdf.open(BytesIO(printed(kind).pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        loose = [str(font.BaseFont) for font in fonts if "/FontFile2" not in font.FontDescriptor]
        mute = [str(font.BaseFont) for font in fonts if "/ToUnicode" not in font]

    assert fonts != []
    assert loose == []
    assert mute == []


def test_a_letter_tells_its_language_its_title_its_author_and_its_date() -> None:
    with pikepdf.open(BytesIO(printed(LetterKind.D14).pdf)) as document:
        assert str(document.Root.Lang) == "zh-CN"
        assert str(document.docinfo["/Title"]) == (
            "示范市水务局政府信息公开申请告知书 示水公开复〔2026〕12号"
        )
        assert str(document.docinfo["/Author"]) == "示范市水务局"
        assert str(document.docinfo["/CreationDate"]) == "D:20260324000000+08'00'"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


@pytest.mark.parametrize("kind", _TELL_THE_REQUEST)
def test_a_long_request_is_printed_whole_over_several_pages(kind: LetterKind) -> None:
    result = printed(kind, requested_information=REQUEST)
    said = read(result.pdf)
    pages = page_texts(result.pdf)
    numbers = {f"—{number}—" for number in range(1, result.pages + 1)}
    for number in numbers:
        said = said.replace(number, "")

    assert len(REQUEST) >= 2000
    assert REQUEST in said
    assert result.pages >= (3 if kind is LetterKind.D28 else 4)  # a table's type is smaller
    assert all(page.strip() for page in pages)


@pytest.mark.parametrize("kind", SIGNED)
def test_the_signature_s_page_has_text_of_the_letter_too(kind: LetterKind) -> None:
    for count in range(0, 400, 57):
        result = printed(kind, requested_information="水" * (20 + count))
        last = next(page for page in page_texts(result.pdf) if "（联系部门" in page)
        before = last.split("2026年3月24日", maxsplit=1)[0]

        assert len(before.replace(BUREAU.name, "").strip()) > 1


@pytest.mark.parametrize("kind", LetterKind)
def test_a_long_agency_s_letter_is_printed_whole(kind: LetterKind) -> None:
    said = read(printed(kind, sender=replace(BUREAU, name=LONG_AGENCY)).pdf)

    assert f"{LONG_AGENCY}{PAPERS[kind].title}" in said
    # The signature may take two lines; the name stands in it whole all the same.
    assert (f"{LONG_AGENCY}2026年3月24日" in said) == (kind in SIGNED)


def test_a_preview_is_stamped_on_every_page_and_needs_no_number() -> None:
    result = printed(LetterKind.D14, preview=True, number="", requested_information=REQUEST)

    assert ["预览稿" in page for page in page_texts(result.pdf)] == [True] * result.pages


def test_a_letter_is_not_stamped() -> None:
    assert "预览稿" not in read(printed(LetterKind.D14).pdf)
