"""A table as CSV for a spreadsheet program; nothing that somebody wrote runs as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

# Excel reads UTF-8 as the local code page unless a byte order mark says otherwise.
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_AT_A_TIME = 200
_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[str | int | Decimal | None]]) -> bytes:
    """Headings and rows; UTF-8 with a byte order mark, CRLF (RFC 4180); None: an empty cell."""
    return b"".join(pieces(headings, rows))


def pieces(
    headings: Sequence[str], rows: Iterable[Sequence[str | int | Decimal | None]]
) -> Iterator[bytes]:
    """The same, some hundred rows at a time, to be sent while more of them are read."""
    text = io.StringIO(_BYTE_ORDER_MARK, newline="")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text)
    writer.writerow(headings)
    for number, row in enumerate(rows, start=1):
        writer.writerow([_inert(cell) if isinstance(cell, str) else cell for cell in row])
        if number % _AT_A_TIME == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def _inert(text: str) -> str:
    """A text that a spreadsheet program does not run."""
    return f"'{text}" if text.startswith(_FORMULA_BEGINNINGS) else text
