"""Strips and rows onto pages of 22 lines; the signature never stands alone on a page."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from casework.letters import measures as mm
from casework.letters.strips import BLANK, Block, Strip
from casework.letters.tables import Row

_KEPT_WITH_SIGNATURE = 2  # lines of text
_HAIR = 0.01  # mm: less than any rounding shows


@dataclass(slots=True)
class Page:
    """What stands on a page from `first_line` of its grid on, then perhaps the signature.

    Strips stand on the grid's lines; rows follow each other, whatever their height.
    """

    grid: mm.Grid
    first_line: int = 0
    blocks: list[Block] = field(default_factory=list)
    is_signed: bool = False
    _down: float = 0.0  # where the last block ends

    def placed(self) -> Iterator[tuple[float, Block]]:
        """Each block with where it begins, in mm below the type area's top."""
        down = self.first_line * self.grid.pitch
        before: Block | None = None
        for block in self.blocks:
            top = self._top(down, before, block)
            yield top, block
            down, before = top + self._height(block), block

    @property
    def next_line(self) -> int:
        """The grid line below the last block, counted from 0."""
        is_row = bool(self.blocks) and isinstance(self.blocks[-1], Row)
        return self._line_below(self._bottom() + mm.TEXT_BELOW_TABLE * is_row)

    def room_for(self, block: Block) -> float:
        """How much room is left below a block that came next; negative where it does not fit."""
        last = self.blocks[-1] if self.blocks else None
        top = self._top(self._bottom(), last, block)
        rule = mm.TABLE_RULE / 2 if isinstance(block, Row) else 0.0
        return mm.TYPE_HEIGHT - top - self._height(block) - rule

    def put(self, *blocks: Block) -> None:
        """Put blocks at the page's end."""
        for block in blocks:
            last = self.blocks[-1] if self.blocks else None
            self._down = self._top(self._bottom(), last, block) + self._height(block)
            self.blocks.append(block)

    def cut_off(self, count: int) -> list[Block]:
        """Take so many blocks off the page's end."""
        kept = self.blocks[len(self.blocks) - count :]
        left = self.blocks[: len(self.blocks) - count]
        self.blocks = []
        self.put(*left)
        return kept

    def _bottom(self) -> float:
        return self._down if self.blocks else self.first_line * self.grid.pitch

    def _top(self, down: float, before: Block | None, block: Block) -> float:
        if isinstance(block, Row):
            return down
        apart = mm.TEXT_BELOW_TABLE * isinstance(before, Row)
        return self._line_below(down + apart) * self.grid.pitch

    def _height(self, block: Block) -> float:
        return block.height if isinstance(block, Row) else self.grid.pitch

    def _line_below(self, down: float) -> int:
        return math.ceil(down / self.grid.pitch - _HAIR)


def paginate(
    blocks: Iterable[Block], grid: mm.Grid, first_line: int, signature_lines: int
) -> list[Page]:
    """The pages of a letter whose text begins on `first_line` of the first page.

    The signature's lines follow the text; where they do not fit, the text's last lines go with
    them onto the next page. No lines: no signature.
    """
    pages = _filled(blocks, grid, first_line)
    if not signature_lines:
        return pages
    if pages[-1].next_line + signature_lines > grid.lines:
        pages.append(Page(grid))
    missing = _KEPT_WITH_SIGNATURE - len(pages[-1].blocks)
    if len(pages) > 1 and missing > 0:
        kept = pages[-1].cut_off(len(pages[-1].blocks))
        pages[-1].put(*_taken_back(pages[-2], missing), *kept)
    pages[-1].is_signed = True
    return pages


def _filled(blocks: Iterable[Block], grid: mm.Grid, first_line: int) -> list[Page]:
    pages = [Page(grid, first_line)]
    for block in blocks:
        rest: Block | None = block
        while rest is not None:
            rest = _put(pages, rest)
    return pages


def _put(pages: list[Page], block: Block) -> Block | None:
    """Put a block at the end, on a new page where it must; what of it is left for the next one."""
    page = pages[-1]
    room = page.room_for(block)
    if room < -_HAIR:
        parts = block.parted(block.height + room) if isinstance(block, Row) else None
        if parts is not None:
            page.put(parts[0])
            pages.append(_continued(page, parts[1]))
            return parts[1]
        if page.blocks:
            kept = page.cut_off(_keeping_with_next(page.blocks))
            pages.append(_continued(page, (kept or [block])[0]))
            pages[-1].put(*kept)
            return block
    if block is not BLANK or page.blocks:
        page.put(block)
    return None


def _continued(page: Page, first: Block) -> Page:
    """A new page, with the head of the table that goes on there."""
    following = Page(page.grid)
    if isinstance(first, Row) and first.head is not None:
        following.put(replace(first.head, is_repeated=True))
    return following


def _keeping_with_next(blocks: Sequence[Block]) -> int:
    """How many blocks at a page's end go with the text that they head; never the whole page."""
    count = 0
    while count + 1 < len(blocks) and blocks[-1 - count].keeps_with_next:
        count += 1
    return count


def _taken_back(page: Page, count: int) -> list[Block]:
    """Take off a page's end what goes with the signature: no line is left alone before it."""
    text = _text_at_end(page.blocks)
    count = min(count, text)
    while 0 < count < text and _belongs(page.blocks[-count - 1], page.blocks[-count]):
        count += 1
    return page.cut_off(count)


def _text_at_end(blocks: Sequence[Block]) -> int:
    """How many lines of text end a page: a table's rows are not taken from it."""
    rows = (count for count, block in enumerate(reversed(blocks)) if isinstance(block, Row))
    return next(rows, len(blocks))


def _belongs(block: Block, following: Block) -> bool:
    """Whether a page may not end with this block where that one comes next."""
    begun = isinstance(block, Strip) and block.begins
    goes_on = isinstance(following, Strip) and not following.begins
    return block.keeps_with_next or (begun and goes_on) or following is BLANK
