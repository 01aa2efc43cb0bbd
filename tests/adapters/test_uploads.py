"""Uploads: told by their content, refused in time, never unpacked."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from time import perf_counter
from tracemalloc import get_traced_memory, start, stop

import pytest

from casework.adapters.uploads import UploadFault, UploadRefused, inspect

_MEGABYTE = 1024 * 1024
LIMIT = 10 * _MEGABYTE
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
JPEG = (
    bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300") + b"\x08" * 64 + b"\xff\xd9"
)
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00;"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
_DOCUMENT = "application/vnd.openxmlformats-officedocument"


def chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png(width: int = 1, height: int = 1) -> bytes:
    """A picture that says how large it is; its pixels are as few as can be."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def packed(*names: str, content: bytes = b"x") -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as container:
        for name in names:
            container.writestr(name, content)
    return box.getvalue()


def saying_its_size(content: bytes, size: int) -> bytes:
    """A container whose list claims another unpacked size for its first file."""
    place = content.index(b"PK\x01\x02") + 24
    return content[:place] + struct.pack("<I", size) + content[place + 4 :]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (JPEG, "image/jpeg"),
        (png(), "image/png"),
        (
            packed("[Content_Types].xml", "word/document.xml"),
            f"{_DOCUMENT}.wordprocessingml.document",
        ),
        (packed("[Content_Types].xml", "xl/workbook.xml"), f"{_DOCUMENT}.spreadsheetml.sheet"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "application/ofd"),
    ],
    ids=["pdf", "jpg", "png", "docx", "xlsx", "ofd"],
)
def test_a_file_is_what_its_content_says(content: bytes, media_type: str) -> None:
    upload = inspect("whatever.exe", content, LIMIT)

    assert (media_type, content, "whatever.exe") == (
        upload.media_type,
        upload.content,
        upload.filename,
    )


@pytest.mark.parametrize(
    "content",
    [GIF, EXE, HTML, SVG, b"plain text", b"\x00", b"PK", packed("evil.exe"), packed("notes.txt")],
    ids=["gif", "exe", "html", "svg", "text", "nul", "two bytes", "zip of exe", "zip of text"],
)
def test_another_kind_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(UploadRefused) as refused:
        inspect("身份证.png", content, LIMIT)

    assert UploadFault.WRONG_TYPE is refused.value.fault


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", UploadFault.EMPTY),
        (PDF.ljust(LIMIT + 1), UploadFault.TOO_LARGE),
        (b"PK\x03\x04" + b"\x00" * 100, UploadFault.DAMAGED),
        (packed("word/document.xml")[:-10], UploadFault.DAMAGED),
    ],
    ids=["empty", "too large", "no container", "cut off"],
)
def test_a_file_that_is_no_file_says_why(content: bytes, fault: UploadFault) -> None:
    with pytest.raises(UploadRefused) as refused:
        inspect("申请.docx", content, LIMIT)

    assert fault is refused.value.fault


def test_a_file_of_just_the_limit_is_taken() -> None:
    assert LIMIT == len(inspect("a.pdf", PDF.ljust(LIMIT), LIMIT).content)


def one_to_a_thousand() -> bytes:
    """A true bomb: 200 KB that unpack to 201 MB."""
    box = io.BytesIO()
    with (
        zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as container,
        container.open("word/document.xml", "w") as file,
    ):
        for _ in range(201):
            file.write(b"\x00" * _MEGABYTE)
    return box.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "one to a thousand": one_to_a_thousand,
    "a crowd of files": lambda: packed(*(f"word/{count}" for count in range(2_001)), content=b""),
    "one that claims four gigabytes": lambda: saying_its_size(packed("word/x"), 2**32 - 2),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_at_once_and_not_unpacked(bomb: str) -> None:
    content = BOMBS[bomb]()
    start()
    began = perf_counter()
    with pytest.raises(UploadRefused) as refused:
        inspect("申请.docx", content, LIMIT)
    took, (_, most) = perf_counter() - began, get_traced_memory()
    stop()

    assert UploadFault.DAMAGED is refused.value.fault
    assert took < 1
    assert most < 50 * _MEGABYTE


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "word/../../x", "/word/x", "C:\\word\\x", "word\x00/x"]
)
def test_paths_inside_a_container_lead_nowhere(name: str) -> None:
    upload = inspect("a.docx", packed("word/document.xml", name), LIMIT)

    assert f"{_DOCUMENT}.wordprocessingml.document" == upload.media_type


def test_a_picture_that_claims_to_be_huge_is_not_decoded() -> None:
    began = perf_counter()
    upload = inspect("a.png", png(20_000, 20_000), LIMIT)

    assert "image/png" == upload.media_type
    assert perf_counter() - began < 1


def test_a_container_in_a_container_stays_shut() -> None:
    inner = packed("word/document.xml", content=b"\x00" * (50 * _MEGABYTE))
    upload = inspect("a.docx", packed("word/document.xml", "word/inner.zip", content=inner), LIMIT)

    assert f"{_DOCUMENT}.wordprocessingml.document" == upload.media_type


def test_a_picture_with_a_page_behind_it_is_served_as_a_picture() -> None:
    upload = inspect("a.png", png() + HTML, LIMIT)

    assert "image/png" == upload.media_type
