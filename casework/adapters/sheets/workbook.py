"""The worksheets of an XLSX workbook: the values as they were last shown, no formula reckoned."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from casework.adapters.sheets.limits import (
    MOST_CELLS,
    WIDEST,
    Grid,
    SheetFault,
    SheetRefused,
    Sheets,
    within,
)

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MOST_SHEETS = 30
_MOST_ROWS = 5_000
_MOST_BYTES = 20 * 1024 * 1024  # unpacked, of all parts together
_MOST_TAGS = 200_000  # of all parts together: each costs a hundred times what it takes in the file
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MAIN = "{*}"
# A RuntimeError is a part locked with a password, or a way of packing that nobody knows.
_DAMAGES = (zipfile.BadZipFile, zlib.error, ET.ParseError, ValueError, RuntimeError, EOFError)


def worksheets_of(content: bytes) -> Sheets:
    """The worksheets in the order of their files. Raises SheetRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            names = sorted((name for name in book.namelist() if _SHEET.fullmatch(name)), key=_order)
            if not names:
                raise SheetRefused(SheetFault.OTHER_KIND)
            parts = _Parts(book)
            shared = _shared(parts)
            return within([_grid(parts.read(name), shared) for name in names[:_MOST_SHEETS]])
    except _DAMAGES:
        raise SheetRefused(SheetFault.DAMAGED) from None


def _order(name: str) -> tuple[int, str]:
    return len(name), name


@dataclass(slots=True)
class _Parts:
    """The parts of a workbook, and how much of them may still be read."""

    book: zipfile.ZipFile
    bytes_left: int = _MOST_BYTES
    tags_left: int = _MOST_TAGS

    def read(self, name: str) -> ET.Element:
        """A part as a tree. One that declares entities, or makes too much of all, is refused."""
        with self.book.open(name) as file:
            text = file.read(self.bytes_left + 1)
        self.bytes_left -= len(text)
        self.tags_left -= text.count(b"<")
        if min(self.bytes_left, self.tags_left) < 0:
            raise SheetRefused(SheetFault.TOO_LARGE)
        if b"<!DOCTYPE" in text or b"\0" in text:  # NUL: in UTF-16 the word would look different
            raise SheetRefused(SheetFault.DAMAGED)
        return ET.fromstring(text)  # noqa: S314  # without a DOCTYPE there is nothing to expand


def _shared(parts: _Parts) -> list[str]:
    """The texts that cells refer to by their number."""
    name = "xl/sharedStrings.xml"
    if name not in parts.book.namelist():
        return []
    return [_text(each) for each in parts.read(name).iterfind(f"{_MAIN}si")]


def _text(element: ET.Element) -> str:
    """The text of its runs, without the reading aids."""
    runs = (*element.iterfind(f"{_MAIN}t"), *element.iterfind(f"{_MAIN}r/{_MAIN}t"))
    return "".join(run.text or "" for run in runs)


def _grid(sheet: ET.Element, shared: list[str]) -> Grid:
    """The cells at their places, up to the last row in which something stands."""
    cells = dict(_cells(sheet, shared))
    if len(cells) > MOST_CELLS:
        raise SheetRefused(SheetFault.TOO_LARGE)
    height = max((row for row, _column in cells), default=-1) + 1
    width = max((column for _row, column in cells), default=-1) + 1
    if height * width > MOST_CELLS:
        raise SheetRefused(SheetFault.TOO_LARGE)
    return [[cells.get((row, column), "") for column in range(width)] for row in range(height)]


def _cells(sheet: ET.Element, shared: list[str]) -> Iterator[tuple[tuple[int, int], str]]:
    for at, row in enumerate(sheet.iterfind(f"{_MAIN}sheetData/{_MAIN}row")):
        for beside, cell in enumerate(row.iterfind(f"{_MAIN}c")):
            place = _PLACE.fullmatch(cell.get("r", ""))
            column = _column(place[1]) if place else beside
            number = int(place[2]) - 1 if place else at
            value = _value(cell, shared)
            if value and column < WIDEST and number < _MOST_ROWS:
                yield (number, column), value


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: ET.Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    inline = cell.find(f"{_MAIN}is")
    if inline is not None:
        return _text(inline)
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        at = int(value)
        return shared[at] if at < len(shared) else ""
    if kind == "n" and value:
        number = float(value)
        return str(int(number)) if number.is_integer() else value
    return value
