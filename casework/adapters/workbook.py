"""Tables as an XLSX workbook: a sheet each, text as text, so that nothing runs as a formula."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_WIDEST, _NARROWEST = 60, 10  # characters
# The same tables give the same bytes: no moment of making stands in them.
_MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook knows no zones

_TEXTS = "xl/sharedStrings.xml"  # where a workbook keeps all of them

CellValue = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name, its headings and its rows; `notes` stand above it, a line each."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[CellValue]]
    notes: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Merged:
    """A box of a form: what it shows, over how many columns and rows it extends."""

    value: CellValue
    columns: int = 1
    rows: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A form whose boxes extend over several cells, row by row, as they come from the left."""

    name: str
    boxes: Sequence[Sequence[Merged]]
    notes: Sequence[str] = field(default=())


def to_xlsx(sheets: Iterable[Sheet | FormSheet]) -> bytes:
    """The workbook of these sheets, as they come; a table's headings stay in sight."""
    out = io.BytesIO()
    how = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, how) as book:
        book.set_properties({"created": _MADE_AT})
        shown = {"text_wrap": True, "valign": "vcenter"}
        plain, head = book.add_format(shown), book.add_format({**shown, "bold": True})
        lined = {**shown, "border": 1, "align": "center"}
        boxed, headed = book.add_format(lined), book.add_format({**lined, "bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:31])
            for line, note in enumerate(sheet.notes):
                page.write_string(line, 0, note)
            if isinstance(sheet, Sheet):
                _fill(page, sheet, plain, head)
            else:
                _draw(page, sheet, boxed, headed)
    return out.getvalue()


def texts_in(content: bytes) -> list[str]:
    """Every text of a workbook that was written here, each once; read back from its bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        if _TEXTS not in book.namelist():
            return []
        root = ET.fromstring(book.read(_TEXTS))  # noqa: S314  # our own bytes of this minute
    return ["".join(one.itertext()) for one in root]


def _fill(page: Worksheet, sheet: Sheet, plain: Format, head: Format) -> None:
    top = len(sheet.notes)
    for at, heading in enumerate(sheet.headings):
        page.set_column(at, at, min(_WIDEST, max(_NARROWEST, 2 * len(heading) + 4)), plain)
        page.write_string(top, at, heading, head)
    page.freeze_panes(top + 1, 0)
    for line, row in enumerate(sheet.rows, top + 1):
        for at, value in enumerate(row):
            _write(page, line, at, value)


def _draw(page: Worksheet, sheet: FormSheet, boxed: Format, headed: Format) -> None:
    page.set_column(0, 2, 16)
    for line, at, box in _placed(sheet):
        style = headed if box.is_head else boxed
        last = line + box.rows - 1, at + box.columns - 1
        if last != (line, at):
            page.merge_range(line, at, *last, "", style)
        _write(page, line, at, box.value, style)


def _placed(sheet: FormSheet) -> Iterator[tuple[int, int, Merged]]:
    """Each box with its row and column: the first place that none from above extends over."""
    taken: set[tuple[int, int]] = set()
    for line, row in enumerate(sheet.boxes, len(sheet.notes)):
        at = 0
        for box in row:
            while (line, at) in taken:
                at += 1
            yield line, at, box
            taken |= {
                (line + down, at + across)
                for down in range(box.rows)
                for across in range(box.columns)
            }


def _write(
    page: Worksheet, line: int, at: int, value: CellValue, style: Format | None = None
) -> None:
    if value is None:
        page.write_blank(line, at, None, style)
    elif isinstance(value, str):
        page.write_string(line, at, value, style)
    else:
        page.write_number(line, at, value, style)
