"""Tables from files of others: CSV and other text, saved web pages, XLSX workbooks.

A file is what its content is, whatever it is called: many an .xls is a web page. A merged cell's
text stands in its first cell, the others are blank. Nothing is unpacked without a limit.
"""

from casework.adapters.sheets.delimited import cells_of
from casework.adapters.sheets.limits import SheetFault, SheetRefused, Sheets
from casework.adapters.sheets.page import tables_of
from casework.adapters.sheets.workbook import worksheets_of

__all__ = ["SheetFault", "SheetRefused", "Sheets", "read_sheets", "read_text"]

_MARKS = {
    b"%PDF": SheetFault.PAPER,
    b"\xd0\xcf\x11\xe0": SheetFault.OLD_OFFICE,
    b"Rar!": SheetFault.OTHER_KIND,
    b"7z\xbc\xaf": SheetFault.OTHER_KIND,
}
_TEXTS = ("utf-8-sig", "gb18030")


def read_sheets(content: bytes) -> Sheets:
    """The tables of a file. Raises SheetRefused."""
    if not content.strip():
        raise SheetRefused(SheetFault.EMPTY)
    if content.startswith(b"PK\x03\x04"):
        return worksheets_of(content)
    for mark, fault in _MARKS.items():
        if content.startswith(mark):
            raise SheetRefused(fault)
    return read_text(_decoded(content))


def read_text(text: str) -> Sheets:
    """The tables of a text: of a web page, or of lines whose cells are parted by a sign."""
    if not text.strip():
        raise SheetRefused(SheetFault.EMPTY)
    if "<table" in text.lower():
        return tables_of(text)
    return cells_of(text)


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 as Excel saves Unicode text, or GB 18030 as Chinese spreadsheets do."""
    encodings = ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else _TEXTS
    for encoding in encodings:
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise SheetRefused(SheetFault.OTHER_KIND)
