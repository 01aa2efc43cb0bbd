"""Lines of text as a table: parted by commas, tabs, strokes or, from a paper, by blanks."""

import csv
import io
import re

from casework.adapters.sheets.limits import Sheets, within

_SIGNS = ",\t|;"
_FEWEST = 5  # signs in a line of a table of six columns
_RULE = re.compile(r"[\s|:+\-=]+")  # the line under the headings of a table drawn with strokes


def cells_of(text: str) -> Sheets:
    """The one table of a text, parted by the sign that most of its lines have."""
    lines = text.splitlines()
    sign = max(_SIGNS, key=lambda each: sum(line.count(each) >= _FEWEST for line in lines))
    if not any(line.count(sign) >= _FEWEST for line in lines):
        return within([[line.split() for line in lines]])
    if sign == "|":
        drawn = (line.strip() for line in lines)
        return within([[_drawn(line) for line in drawn if not _RULE.fullmatch(line)]])
    return within([_parted(text, sign)])


def _drawn(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]


def _parted(text: str, sign: str) -> list[list[str]]:
    """The records; where a quotation mark is not closed, each line by itself."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        return [_by_itself(line, sign) for line in text.splitlines()]


def _by_itself(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=sign, strict=True), [])
    except csv.Error:
        return [cell.strip('" ') for cell in line.split(sign)]
