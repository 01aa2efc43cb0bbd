"""Strips onto pages of 22 lines; the signature never stands alone on a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from casework.letters.measures import LINES_A_PAGE
from casework.letters.strips import Element, Gap

_KEPT_WITH_SIGNATURE = 2  # lines of text


@dataclass(slots=True)
class Page:
    """What stands on a page: each element with the grid line on which it begins."""

    placed: list[tuple[int, Element]] = field(default_factory=list)
    signature_line: int | None = None


def paginate(body: Sequence[Element], first_line: int, signature_height: int) -> list[Page]:
    """The pages of a letter whose body begins on `first_line` of the first page.

    The signature's lines follow the body; where they do not fit, the body's last lines go with
    them onto the next page.
    """
    pages, line = _filled(body, first_line)
    if line + signature_height > LINES_A_PAGE:
        kept = _take_back(pages[-1])
        pages.append(Page())
        line = 0
        for element in kept:
            pages[-1].placed.append((line, element))
            line += element.height
    pages[-1].signature_line = line
    return pages


def _filled(body: Sequence[Element], first_line: int) -> tuple[list[Page], int]:
    pages = [Page()]
    line = first_line
    for element in body:
        if line + element.height > LINES_A_PAGE:
            pages.append(Page())
            line = 0
        if isinstance(element, Gap) and line == 0:
            continue
        pages[-1].placed.append((line, element))
        line += element.height
    return pages, line


def _take_back(page: Page) -> list[Element]:
    count = min(_KEPT_WITH_SIGNATURE, max(len(page.placed) - 1, 0))
    if not count:
        return []
    kept = [element for _, element in page.placed[-count:]]
    del page.placed[-count:]
    return kept
