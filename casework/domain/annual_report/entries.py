"""What is written in a cell of somebody else's table: a count, nothing, or something else.

A blank is no figure; a stroke (/, -, —) or 无 says that there is nothing to count, which is 0.
"""

import re
import unicodedata
from decimal import Decimal

from casework.domain.terms import Term, term

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]|&nbsp;")
_NOT_APPLICABLE = re.compile(r"[/\\_\-\u2010-\u2015\u2212\u2500]+|无")
_NEGATIVE = re.compile(r"[\-\u2010-\u2015\u2212]\(?[0-9].*")
_NUMBER = r"(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})"
# A spreadsheet writes a whole number with a zero behind the point when its column had blanks.
_WHOLE = re.compile(rf"({_NUMBER})(?:\.0*)?")
_DECIMAL = re.compile(rf"{_NUMBER}(?:\.[0-9]{{1,8}})?")


class EntryFault(Term):
    """Why an entry is no figure."""

    NEGATIVE = term("negative", "是负数，应当是0或者正整数")
    FRACTION = term("fraction", "是小数，件数应当是整数")
    TEXT = term("text", "不是数字")


class NotAFigure(Exception):
    """An entry that is something else than a figure, and why."""

    def __init__(self, fault: EntryFault) -> None:
        super().__init__(fault.zh)
        self.fault = fault


def plain(text: str) -> str:
    """A text in half width, without blanks and invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def is_figure_like(text: str) -> bool:
    """Whether an entry can be a count: a number, a stroke or nothing."""
    bare = _unspaced(text)
    return not bare or bool(_NOT_APPLICABLE.fullmatch(bare) or _WHOLE.fullmatch(bare))


def is_stroke(text: str) -> bool:
    """Whether an entry says that there is nothing to count."""
    return bool(_NOT_APPLICABLE.fullmatch(plain(text)))


def count_of(text: str) -> int | None:
    """The count that is entered, 0 for a stroke; None for a blank. Raises NotAFigure."""
    bare = _unspaced(text)
    if not bare:
        return None
    if _NOT_APPLICABLE.fullmatch(bare):
        return 0
    if whole := _WHOLE.fullmatch(bare):
        return int(whole[1].replace(",", ""))
    raise NotAFigure(_fault(bare))


def amount_of(text: str) -> Decimal | None:
    """The amount that is entered, with or without 万元; None for a blank. Raises NotAFigure."""
    bare = _unspaced(text).removesuffix("万元")
    if not bare:
        return None
    if _NOT_APPLICABLE.fullmatch(bare):
        return Decimal(0)
    if _DECIMAL.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    raise NotAFigure(_fault(bare))


def _fault(bare: str) -> EntryFault:
    if _NEGATIVE.fullmatch(bare):
        return EntryFault.NEGATIVE
    return EntryFault.FRACTION if _DECIMAL.fullmatch(bare) else EntryFault.TEXT


def _unspaced(text: str) -> str:
    """An entry as it is compared: blanks may stand around a number and between its thousands."""
    parts = _INVISIBLE.sub(" ", unicodedata.normalize("NFKC", text)).split()
    are_thousands = all(len(part) == 3 for part in parts[1:])  # noqa: PLR2004  # 1 234 567
    are_numbers = all(part.isdecimal() for part in parts)
    return " ".join(parts) if are_numbers and not are_thousands else "".join(parts)
