"""A covered copy holds what could be seen beside the boxes, and nothing else of the old file."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from casework.adapters import redaction
from casework.adapters.redaction import Box, RedactionFault, RedactionRefused
from casework.adapters.redaction.proving import prove
from tests.adapters.redaction import files
from tests.adapters.redaction.files import PDF, SECRET

pytestmark = pytest.mark.slow

# The line at 600 points of 842 from below, and more.
LINE = Box(1, 0, 250, 1000, 60)
CORNER = Box(1, 100, 100, 300, 300)
FILES: dict[str, tuple[bytes, str]] = {
    "plain": (files.pdf(), PDF),
    "out of sight": (files.pdf(files.out_of_sight), PDF),
    "beside": (files.changed(files.beside), PDF),
    "a layer": (files.changed(files.layer), PDF),
    "revised": (files.revised(), PDF),
    "photograph": (files.photograph(), "image/jpeg"),
    "drawing": (files.drawing(), "image/png"),
}


def everything_in(pdf: bytes) -> bytes:
    """The file's bytes, and all its streams unpacked."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [
            one.read_raw_bytes() for one in opened.objects if isinstance(one, pikepdf.Stream)
        ]
    return b"".join([pdf, *streams])


@pytest.mark.parametrize("which", FILES)
def test_nothing_of_the_secret_is_left(which: str, tmp_path: Path) -> None:
    content, media_type = FILES[which]
    covered = redaction.redacted(content, media_type, [LINE, CORNER])

    assert SECRET.encode() not in everything_in(covered)
    with pypdfium2.PdfDocument(covered) as opened:
        assert [page.get_textpage().count_chars() for page in opened] == [0]
        assert opened.get_metadata_dict(skip_empty=True) == {}
    assert not _read_by_poppler(covered, tmp_path)
    with pikepdf.open(io.BytesIO(covered)) as opened_again:
        assert set(opened_again.Root.keys()) == {"/Type", "/Pages"}
        assert set(opened_again.trailer.keys()) == {"/Root", "/Size", "/ID"}


def test_what_lies_beside_the_boxes_is_seen_as_before() -> None:
    covered = redaction.redacted(files.pdf(), PDF, [LINE])
    with pypdfium2.PdfDocument(covered) as opened, pypdfium2.PdfDocument(files.pdf()) as old:
        new_page, old_page = (one[0].render(scale=1).to_pil().convert("L") for one in (opened, old))
    band = 60, 120, 300, 160  # around the public line

    assert new_page.crop((100, 215, 500, 255)).getextrema()[1] < 40  # black
    assert old_page.crop(band).getextrema()[0] < 100
    assert new_page.crop(band).getextrema()[0] < 100
    assert new_page.crop((60, 300, 500, 800)).getextrema()[0] > 240  # paper


@pytest.mark.parametrize("which", ["plain", "out of sight"])
def test_the_same_file_and_boxes_give_the_same_bytes(which: str) -> None:
    content, media_type = FILES[which]
    first, second = (redaction.redacted(content, media_type, [LINE]) for _ in range(2))

    assert first == second


@pytest.mark.parametrize(
    ("content", "media_type", "fault"),
    [
        (b"%PDF-1.7 nothing", PDF, RedactionFault.DAMAGED),
        (b"not a picture", "image/png", RedactionFault.DAMAGED),
        (
            files.changed(
                lambda opened: None, encryption=pikepdf.Encryption(owner="o", user="", R=6)
            ),
            PDF,
            RedactionFault.ENCRYPTED,
        ),
        (
            files.changed(
                lambda opened: None, encryption=pikepdf.Encryption(owner="o", user="u", R=6)
            ),
            PDF,
            RedactionFault.ENCRYPTED,
        ),
        (
            files.changed(lambda opened: opened.pages.extend([opened.pages[0]] * 100)),
            PDF,
            RedactionFault.TOO_LARGE,
        ),
        (
            files.changed(
                lambda opened: setattr(opened.pages[0], "MediaBox", [0, 0, 14_000, 14_000])
            ),
            PDF,
            RedactionFault.TOO_LARGE,
        ),
    ],
    ids=["damaged", "no picture", "locked for changes", "locked", "many pages", "a vast page"],
)
def test_a_file_that_cannot_be_covered_is_refused_by_its_reason(
    content: bytes, media_type: str, fault: RedactionFault
) -> None:
    with pytest.raises(RedactionRefused) as refused:
        redaction.redacted(content, media_type, [LINE])

    assert refused.value.fault is fault


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_suggestion_covers_what_it_names(is_turned: bool) -> None:
    content = files.changed(files.turned) if is_turned else files.pdf()
    (found,) = [
        one for one in redaction.suggestions(content, ["PUBLIC LINE"]) if "PUBLIC" in one.words
    ]
    covered = redaction.redacted(content, PDF, found.boxes)
    with pypdfium2.PdfDocument(covered) as opened:
        picture = opened[0].render(scale=1).to_pil().convert("L")
    (box,) = found.boxes
    left, top, right, bottom = box.pixels(picture.size)

    assert picture.crop((left + 2, top + 2, right - 1, bottom - 1)).getextrema()[1] < 40


def test_a_copy_that_holds_anything_more_is_not_given_out() -> None:
    covered = redaction.redacted(files.pdf(), PDF, [LINE])
    with pikepdf.open(io.BytesIO(covered)) as opened:
        opened.Root.Note = pikepdf.String("more")
        written = io.BytesIO()
        opened.save(written)

    prove(covered, [LINE], 1)
    for wrong in (written.getvalue(), covered + b"\n% more", files.pdf()):
        with pytest.raises(RedactionRefused):
            prove(wrong, [LINE], 1)
    with pytest.raises(RedactionRefused):
        prove(covered, [LINE, CORNER], 1)  # it is white there


def test_a_page_is_shown_as_a_picture() -> None:
    assert redaction.page_image(files.pdf(), PDF, 1).startswith(b"\x89PNG")
    assert redaction.page_image(files.photograph(), "image/jpeg", 1).startswith(b"\x89PNG")


def _read_by_poppler(pdf: bytes, folder: Path) -> str:
    program = shutil.which("pdftotext")
    assert program is not None, "pdftotext is missing: install poppler-utils"
    path = folder / "covered.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(  # noqa: S603  # a file of this test's own
        [program, str(path), "-"], check=True, capture_output=True, text=True, timeout=30
    )
    return done.stdout.strip()
