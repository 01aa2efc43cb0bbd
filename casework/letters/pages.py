"""Strips onto pages of 22 lines; the signature never stands alone on a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from casework.letters.measures import Grid
from casework.letters.strips import BLANK, Strip

_KEPT_WITH_SIGNATURE = 2  # lines of text


@dataclass(slots=True)
class Page:
    """What stands on a page: its strips from `first_line` on, one a line, then the signature."""

    first_line: int = 0
    strips: list[Strip] = field(default_factory=list)
    is_signed: bool = False

    @property
    def next_line(self) -> int:
        """The grid line below the last strip, counted from 0."""
        return self.first_line + len(self.strips)


def paginate(
    strips: Iterable[Strip], grid: Grid, first_line: int, signature_lines: int
) -> list[Page]:
    """The pages of a letter whose text begins on `first_line` of the first page.

    The signature's lines follow the text; where they do not fit, the text's last lines go with
    them onto the next page.
    """
    pages = _filled(strips, grid, first_line)
    if pages[-1].next_line + signature_lines > grid.lines:
        pages.append(Page())
    missing = _KEPT_WITH_SIGNATURE - len(pages[-1].strips)
    if len(pages) > 1 and missing > 0:
        pages[-1].strips[:0] = _taken_back(pages[-2], missing)
    pages[-1].is_signed = True
    return pages


def _filled(strips: Iterable[Strip], grid: Grid, first_line: int) -> list[Page]:
    pages = [Page(first_line)]
    for strip in strips:
        if pages[-1].next_line == grid.lines:
            pages.append(Page(strips=_headings_at_end(pages[-1])))
        if strip is not BLANK or pages[-1].strips:
            pages[-1].strips.append(strip)
    return pages


def _headings_at_end(page: Page) -> list[Strip]:
    """Take the headings off a page's end: they go with the text that they head."""
    count = 0
    while count + 1 < len(page.strips) and page.strips[-1 - count].heading:
        count += 1
    return _cut_off(page, count)


def _taken_back(page: Page, count: int) -> list[Strip]:
    """Take off a page's end what goes with the signature: no line is left alone before it."""
    count = min(count, len(page.strips))
    while count < len(page.strips) and _belongs(page.strips[-count - 1], page.strips[-count]):
        count += 1
    return _cut_off(page, count)


def _belongs(strip: Strip, following: Strip) -> bool:
    """Whether a page may not end with this strip where that one comes next."""
    return bool(strip.heading) or (strip.begins and not following.begins) or following is BLANK


def _cut_off(page: Page, count: int) -> list[Strip]:
    kept = page.strips[len(page.strips) - count :]
    del page.strips[len(page.strips) - count :]
    return kept
