"""The code by which anybody can check a letter, and its QR code, drawn by what a page shows."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that can be misread on paper
_LENGTH = 20  # characters: 99 bits, so that no letter is found by trying
_GROUP = 4
# Any of the eight masks may be read. Trying all of them for the best takes five times as long.
_MASK = 2


@dataclass(frozen=True, slots=True)
class Verification:
    """A letter's code, in groups, and the address of the public page that checks codes."""

    code: str
    address: str

    @property
    def link(self) -> str:
        """The page's address with the code, as the QR code holds it."""
        return f"{self.address.rstrip('/')}/{quote(self.code)}"


def drawn_code() -> str:
    """A new code that nobody can guess: 20 characters in groups of four."""
    drawn = [secrets.choice(_ALPHABET) for _ in range(_LENGTH)]
    groups = (drawn[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))
    return "-".join(map("".join, groups))


def plain_code(typed: str) -> str:
    """A code as it was drawn, however it was typed: hyphens, spaces and case do not count."""
    signs = [sign for sign in typed.upper() if sign in _ALPHABET]
    groups = (signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
    return "-".join(map("".join, groups))


def dark_runs(words: str) -> tuple[int, Iterator[tuple[int, int, int]]]:
    """A QR code: its modules a side, and its dark runs by their row, first column and length."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(words)
    code.version = code.calculate_version()
    code.makeImpl(False, _MASK)
    return code.moduleCount, _runs(code.modules)


def _runs(modules: list[list[bool]]) -> Iterator[tuple[int, int, int]]:
    for row, cells in enumerate(modules):
        begin = -1
        for column, is_dark in enumerate([*cells, False]):
            if is_dark and begin < 0:
                begin = column
            elif not is_dark and begin >= 0:
                yield row, begin, column - begin
                begin = -1
