"""Address labels: a sheet of A4 with three columns of eight, an address in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.letters import measures as mm
from casework.letters.archival import About
from casework.letters.faces import Face, Faces
from casework.letters.ink import Ink
from casework.letters.legible import legible
from casework.letters.lines import Line, Measure, broken
from casework.letters.tags import Element, Tag

_COLUMNS, _ROWS = 3, 8
_WIDTH, _HEIGHT = 70.0, 37.0  # of a label
_MARGIN = 6.0  # what a printer may not reach, and what a cutter may take
_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0)  # points, the first at which an address fits
_SPACING = 1.2  # of an em, from line to line
_TITLE = "地址标签"


class AddressTooLong(Exception):
    """An address does not fit a label even in the smallest type."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a letter goes: 收件人、地址、邮编 and, where known, a telephone number."""

    name: str
    address: str
    postcode: str = ""
    phone: str = ""


def labels(faces: Faces, addresses: Sequence[Address], on: date, *, used: int = 0) -> bytes:
    """Sheets of labels, from the first that is not used yet; raises NoGlyph, AddressTooLong.

    `used`: how many labels of the first sheet are gone. Rows are filled from the left.
    """
    for address in addresses:
        faces.check("".join(_words(address)))
    ink = Ink(faces, About(_TITLE, _TITLE, on))
    a_sheet = _COLUMNS * _ROWS
    for place, address in enumerate(addresses, start=used):
        at = place % a_sheet
        if at == 0 and place > used:
            ink.turn_page()
        row, column = divmod(at, _COLUMNS)
        _draw(ink, faces, address, column * _WIDTH, _top(row))
    ink.turn_page()
    return ink.finished()


def _top(row: int) -> float:
    return (mm.PAGE_HEIGHT - _ROWS * _HEIGHT) / 2 + row * _HEIGHT


def _draw(ink: Ink, faces: Faces, address: Address, left: float, top: float) -> None:
    points, lines = _fitted(faces, address)
    pitch = mm.em(points) * _SPACING
    begin = top + (_HEIGHT - pitch * len(lines)) / 2
    with ink.part_of(Element(Tag.PARAGRAPH, ink.tree.root)):
        for place, line in enumerate(lines):
            down = mm.baseline(begin + place * pitch, points)
            ink.text(line, left + _MARGIN, down, points=points)


def _fitted(faces: Faces, address: Address) -> tuple[float, list[Line]]:
    """The largest size in which the whole address fits its label, and its lines in that size."""
    for points in _SIZES:
        measure = Measure(_WIDTH - 2 * _MARGIN, Face.BODY, points, mm.em(points))
        lines = [line for words in _words(address) for line in broken(words, faces, measure)]
        if len(lines) * mm.em(points) * _SPACING <= _HEIGHT - 2 * _MARGIN:
            return points, [Line(line.pieces, line.indent, min(line.spread, 0)) for line in lines]
    raise AddressTooLong(address.name)


def _words(address: Address) -> list[str]:
    said = (address.postcode, address.address, f"{address.name}　收", address.phone)
    return [" ".join(legible(words).split()) for words in said if words.strip()]
