"""The measures of GB/T 9704-2012, in millimetres unless the name says points (rulebook §5.1)."""

from dataclasses import dataclass

PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0
TOP_MARGIN = 37.0  # 天头
BINDING_MARGIN = 28.0  # 订口
TYPE_WIDTH = 156.0  # 版心
TYPE_HEIGHT = 225.0
TYPE_RIGHT = BINDING_MARGIN + TYPE_WIDTH
TYPE_CENTRE = BINDING_MARGIN + TYPE_WIDTH / 2

LINES_A_PAGE = 22
CHARACTERS_A_LINE = 28
# Where a few lines more spare a letter its second page: the standard allows the pitch to be
# adjusted (5.2.3), and 25 lines still stand 9 mm apart.
MOST_LINES_A_PAGE = 25
LINE_PITCH = TYPE_HEIGHT / LINES_A_PAGE  # 10.227
CHARACTER_PITCH = TYPE_WIDTH / CHARACTERS_A_LINE  # 5.571

POINTS_A_MILLIMETRE = 72 / 25.4
BODY_POINTS = 16.0  # 3号
TITLE_POINTS = 22.0  # 2号
PAGE_NUMBER_POINTS = 14.0  # 4号
ASCENT = 0.88  # of an em: where a Chinese glyph's box ends above its baseline

TITLE_SPACING = 1.2  # of a line, between the lines of a title
LINES_BEFORE_TITLE = 2
LINES_AFTER_TITLE = 1
CHARACTERS_OF_TITLE = 19  # one less than fit: a title does not run from edge to edge
FIRST_LINE_INDENT = 2  # characters

# 信函格式: the mark, the red double lines and the number
MARK_TOP = 30.0
MARK_POINTS = 36.0
MARK_SPACING = 1.08  # of an em, from character to character
NARROWEST_MARK = 0.7  # of its width: a long name is condensed before it is made smaller
MARK_TO_LINE = 4.0
DOUBLE_LINE_WIDTH = 170.0
THICK_LINE = 1.0
THIN_LINE = 0.35
DOUBLE_LINE_GAP = 0.7
FOOT_LINE_FROM_BOTTOM = 20.0
LINE_TO_NUMBER = BODY_POINTS / POINTS_A_MILLIMETRE * 7 / 8

# 红头: the mark's upper edge lies 35 mm below the type area's; the line 4 mm below the number
RED_MARK_FROM_TYPE_TOP = 35.0
LINES_MARK_TO_NUMBER = 2
RED_LINE_BELOW_NUMBER = 4.0
RED_LINE = 0.5
RED = (0.85, 0.08, 0.08)

# 署名 and 成文日期. A seal of 42 mm with its upper edge one line below the text has its centre
# a little above that of the name and the date, two empty lines below the text, and ends less than
# five lines below it.
DATE_FROM_RIGHT = 4  # characters, with a seal
NAME_FROM_RIGHT = 2  # characters, without a seal, and the least with one
DATE_INDENT = 2  # characters from the name's first to the date's, without a seal
LINES_BEFORE_SEALED_NAME = 2
LINES_BEFORE_UNSEALED_NAME = 1
LINES_OF_SEAL = 5
SEAL_WIDTH = 42.0
CHARACTERS_OF_NAME = 22  # what leaves room for the code to check a letter by, at its left

# Tables: 小四 in lines of their own, between which no grid is kept; widths are of body characters.
TABLE_POINTS = 12.0
TABLE_LINE = 6.2
CELL_PADDING = 1.6
CELL_MARGIN = 2.0  # above and below a cell's text
TABLE_RULE = 0.25
TEXT_BELOW_TABLE = 2.0  # the least that parts a table from the text that follows
LEAST_LINES_OF_A_PART = 2  # of a cell, on either page, where a long row is parted

# The code by which a letter is checked: at the left of the signature, as high as that is.
CODE_WIDTH = 20.0
CODE_QUIET = 4  # modules that stay white around a QR code
CODE_POINTS = 8.0
CODE_LINE = 3.1
CODE_GROUPS_A_LINE = 2

ANNEX_TITLE_LINE = 2  # the third line of the page (GB/T 9704, 7.3.4)

PAGE_NUMBER_BELOW_TYPE = 7.0
PAGE_NUMBER_FROM_EDGE = 1  # character


def em(points: float) -> float:
    """A size in points as millimetres."""
    return points / POINTS_A_MILLIMETRE


def baseline(top: float, points: float = BODY_POINTS) -> float:
    """The baseline of text whose box begins at `top`."""
    return top + em(points) * ASCENT


@dataclass(frozen=True, slots=True)
class Grid:
    """A page's lines: 22 to fill the type area, or a few more."""

    lines: int = LINES_A_PAGE

    @property
    def pitch(self) -> float:
        """From one line to the next."""
        return TYPE_HEIGHT / self.lines

    def top(self, line: int) -> float:
        """Where a line's box begins, from the page's top; lines are counted from 0."""
        return TOP_MARGIN + line * self.pitch

    def baseline(self, line: int) -> float:
        """The baseline of body text on a line."""
        return baseline(self.top(line))

    def nearest(self, down: float) -> int:
        """The line whose box begins nearest to a distance from the page's top."""
        return round((down - TOP_MARGIN) / self.pitch)
