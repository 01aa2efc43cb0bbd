"""Where personal data seem to stand on the pages of a PDF, by the text that it carries."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from casework.adapters.redaction.covering import (
    WHOLE,
    Box,
    RedactionFault,
    RedactionRefused,
    document,
)
from casework.domain.publication.detection import Finding, find
from casework.domain.publication.vocabulary import PersonalDatum

_MOST_CHARACTERS = 1_000_000  # of all pages
_MOST = 1_000  # suggestions; who has more covers whole pages
_FINE = 10  # parts of a thousandth that a place is reckoned in
_AROUND = 20  # characters shown on either side
_MARGIN = 1  # thousandths around the letters: faces overhang
_Edges = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What seems to be a personal datum: its kind, its words in their line, the boxes over it."""

    kind: PersonalDatum
    words: str
    before: str
    after: str
    boxes: tuple[Box, ...]


def suggestions(content: bytes, names: Sequence[str] = ()) -> tuple[Suggestion, ...]:
    """The personal data in a PDF's own text, page by page; `names` are the case's parties.

    What is a picture in it (a scan) is not read. Raises RedactionRefused.
    """
    found: list[Suggestion] = []
    left = _MOST_CHARACTERS
    with document(content) as pdf:
        for number in range(1, len(pdf) + 1):
            page = pdf[number - 1]
            text = page.get_textpage()
            left -= text.count_chars()
            if left < 0:
                raise RedactionRefused(RedactionFault.TOO_LARGE)
            found += _on(page, text, number, names)
            text.close()
            page.close()
    return tuple(found[:_MOST])


def _on(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, number: int, names: Sequence[str]
) -> Iterator[Suggestion]:
    written = [_character(text, index) for index in range(text.count_chars())]
    for first, last in _spans(written, names):
        finding, indexes = first, last
        boxes = tuple(_boxes(page, text, number, indexes))
        if boxes:
            begins, ends = indexes[0], indexes[-1] + 1
            yield Suggestion(
                finding.kind,
                _line(written[begins:ends]),
                _line(written[max(0, begins - _AROUND) : begins]),
                _line(written[ends : ends + _AROUND]),
                boxes,
            )


def _spans(written: Sequence[str], names: Sequence[str]) -> list[tuple[Finding, list[int]]]:
    """What is found, with the places of its characters: as the lines run, and across their ends.

    Once with the ends and once without: a number may go on in the next line, or stand beside one.
    """
    found: dict[int, tuple[Finding, list[int]]] = {}
    taken: set[int] = set()
    across = [index for index, sign in enumerate(written) if not sign.isspace() or sign == " "]
    for places in (list(range(len(written))), across):
        for finding in find("".join(written[index] for index in places), names):
            indexes = places[finding.begins : finding.ends]
            if not taken.issuperset(indexes):
                found[indexes[0]] = finding, indexes
                taken.update(indexes)
    return [found[begins] for begins in sorted(found)]


def _character(text: pypdfium2.PdfTextPage, index: int) -> str:
    code = raw.FPDFText_GetUnicode(text, index)
    is_letter = code and not 0xD800 <= code <= 0xDFFF and code <= 0x10FFFF  # noqa: PLR2004  # halves of pairs
    return chr(code) if is_letter else "\ufffd"


def _line(signs: Iterable[str]) -> str:
    return "".join(sign for sign in signs if sign.isprintable())


def _boxes(
    page: pypdfium2.PdfPage,
    text: pypdfium2.PdfTextPage,
    number: int,
    indexes: Iterable[int],
) -> Iterator[Box]:
    """The boxes over some characters: one for each line, as far as it lies on the page."""
    runs: list[list[_Edges]] = []
    for index in indexes:
        edges = _edges(page, text, index)
        if edges is None:
            continue
        if runs and _is_beside(runs[-1][-1], edges):
            runs[-1].append(edges)
        else:
            runs.append([edges])
    for run in runs:
        lefts, tops, rights, bottoms = zip(*run, strict=True)
        left = max(min(lefts) // _FINE - _MARGIN, 0)
        top = max(min(tops) // _FINE - _MARGIN, 0)
        right = min(-(-max(rights) // _FINE) + _MARGIN, WHOLE)
        bottom = min(-(-max(bottoms) // _FINE) + _MARGIN, WHOLE)
        if left < right and top < bottom:
            yield Box(number, left, top, right - left, bottom - top)


def _edges(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, index: int) -> _Edges | None:
    """Where a character is seen; None for one that takes no room."""
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
        return None
    one, other = _seen(page, box.left, box.top), _seen(page, box.right, box.bottom)
    (left, right), (top, bottom) = (sorted(pair) for pair in zip(one, other, strict=True))
    return (left, top, right, bottom) if left < right and top < bottom else None


def _seen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """A point of the page's own as it is seen: cropped and turned."""
    across, down = ctypes.c_int(), ctypes.c_int()
    whole = WHOLE * _FINE
    raw.FPDF_PageToDevice(
        page, 0, 0, whole, whole, 0, x, y, ctypes.byref(across), ctypes.byref(down)
    )
    return across.value, down.value


def _is_beside(one: _Edges, other: _Edges) -> bool:
    """Whether two characters stand in one line, or one close below the other in one column."""
    high = min(one[3], other[3]) - max(one[1], other[1])
    if 2 * high > min(one[3] - one[1], other[3] - other[1]):
        return True
    wide = min(one[2], other[2]) - max(one[0], other[0])
    is_near = -high < min(one[3] - one[1], other[3] - other[1])
    return is_near and 2 * wide > min(one[2] - one[0], other[2] - other[0])
