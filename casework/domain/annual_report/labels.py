"""Which row or column a label of somebody else's table means, however it is written.

Width, blanks, quotes and numbering do not matter, nor do one or two wrong characters where only
one label can be meant; what could be two labels is none.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from casework.domain.annual_report.entries import plain
from casework.domain.annual_report.table3 import ApplicantKind, Heading, OutcomeGroup
from casework.domain.annual_report.wordings import (
    HEADINGS,
    MARKS,
    PUBLIC_COLUMNS,
    PUBLIC_ROWS,
    RESULTS,
    ROUTES,
    WORDINGS,
    Label,
)
from casework.domain.terms import Term

NamedT = TypeVar("NamedT", bound=Term)

_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")
_QUOTES = re.compile("[\"'`“”‘’「」『』《》<>]")
# 一、 三( (三) 1. 1、 (1) 1: what stands before a label and between its parts.
_NUMBERING = re.compile(r"[一二三四](?:、|(?=\())|\([一二三四五六七]\)[、.]?|\(?[0-9]{1,2}[.、)]*")
_PLACE = re.compile(r"(\([三四五六]\)).*?([0-9])")
_SUBTOTAL = re.compile(r"(?:小计|合计|总计)$")
_LONGEST = 60  # characters of a label; what is longer is prose
_SHORT = 5  # characters: a label so short bears one wrong one, a longer label two
_SHORTEST = 3  # characters: a label shorter than this bears none


@lru_cache(4096)
def label_of(text: str) -> Label | None:
    """The row or section that a label means, of its parts the last; None for none or several."""
    bare = _QUOTES.sub("", plain(text[: 4 * _LONGEST]))
    if len(bare) > _LONGEST:
        return None
    parts = [words for part in _NUMBERING.split(bare) if (words := _words(part))]
    if not parts:
        return None
    words = parts[-1]
    return _label(words) or _label(_SUBTOTAL.sub("", words)) or _numbered(bare, words)


def heading_of(text: str) -> Heading | None:
    """The column of table 三 that a heading means."""
    return _named(text, HEADINGS)


def is_heading_row(texts: Sequence[str]) -> bool:
    """Whether a row names the kinds of applicants: two of them at least, for one is prose."""
    kinds = {heading_of(text) for text in texts} & (
        set(ApplicantKind) - {ApplicantKind.OTHER_ORGANISATION}
    )
    corporate = any(_words(plain(text)).startswith("法人") for text in texts)
    return len(kinds) + corporate > 1


def result_of(text: str) -> Term | None:
    """The column of table 四 that a heading means."""
    return _named(text, RESULTS)


def route_of(text: str) -> Term | None:
    """The group of table 四 that a label means."""
    return _named(text, ROUTES)


def public_row_of(text: str) -> Term | None:
    """The row of table 二 that a label means."""
    return _named(text, PUBLIC_ROWS)


def public_column_of(text: str) -> Term | None:
    """The column of table 二 that a heading means."""
    return _named(text, PUBLIC_COLUMNS)


def _words(part: str) -> str:
    """Its Chinese characters, up to a bracket that explains them."""
    before, _bracket, _note = part.partition("(")
    return _NOT_HAN.sub("", before) or _NOT_HAN.sub("", part)


def _label(words: str) -> Label | None:
    exact = [label for label, wordings in WORDINGS.items() if words in wordings]
    if exact:
        return exact[0]
    marked = {label for mark, label in MARKS.items() if mark in words}
    if marked:
        return marked.pop() if len(marked) == 1 else None
    return _nearest(words, WORDINGS)


def _numbered(bare: str, words: str) -> Label | None:
    """The row that a label's numbers name, such as (三)1, if half of its words agree."""
    found = _PLACE.search(bare)
    groups = [group for group in OutcomeGroup if found and found[1] in plain(group.zh)]
    rows = [row for group in groups for row in group.rows if found and row.value[-1] == found[2]]
    for row in rows:
        if any(_distance(words, wording) <= len(wording) // 2 for wording in WORDINGS[row]):
            return row
    return None


def _named(text: str, vocabulary: Mapping[NamedT, tuple[str, ...]]) -> NamedT | None:
    if len(text) > _LONGEST:
        return None
    words = _words(plain(text))
    exact = [label for label, wordings in vocabulary.items() if words in wordings]
    return exact[0] if exact else _nearest(words, vocabulary)


def _nearest(words: str, vocabulary: Mapping[NamedT, tuple[str, ...]]) -> NamedT | None:
    """The only label that this can be with one or two wrong characters."""
    found: dict[int, set[NamedT]] = {}
    written = set(words)
    for label, wordings in vocabulary.items():
        for wording in wordings:
            bearable = (len(wording) >= _SHORTEST) + (len(wording) > _SHORT)
            # Whatever is pasted is read: most of it is no label, and is put aside cheaply.
            if abs(len(words) - len(wording)) > bearable or len({*wording} - written) > bearable:
                continue
            wrong = _distance(words, wording)
            if wrong <= bearable:
                found.setdefault(wrong, set()).add(label)
    nearest = found[min(found)] if found else set()
    return nearest.pop() if len(nearest) == 1 else None


def _distance(one: str, other: str) -> int:
    """How many characters are put in, taken out, changed or swapped to make one of the other."""
    rows = [list(range(len(other) + 1))]
    for row, ours in enumerate(one, 1):
        before, now = rows[-1], [row]
        for column, theirs in enumerate(other, 1):
            change = before[column - 1] + (ours != theirs)
            cost = min(before[column] + 1, now[-1] + 1, change)
            if row > 1 and column > 1 and (ours, one[row - 2]) == (other[column - 2], theirs):
                cost = min(cost, rows[-2][column - 2] + 1)
            now.append(cost)
        rows.append(now)
    return rows[-1][-1]
