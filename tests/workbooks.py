"""XLSX workbooks with numbers and texts, made by hand."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*sheets: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook of these sheets; its texts are shared, as spreadsheets keep them."""
    texts: dict[str, int] = {}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        for number, rows in enumerate(sheets, 1):
            lines = "".join(_row(at, row, texts) for at, row in enumerate(rows, 1))
            part = f'<worksheet xmlns="{_SPACE}"><sheetData>{lines}</sheetData></worksheet>'
            book.writestr(f"xl/worksheets/sheet{number}.xml", part)
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_SPACE}">{shared}</sst>')
    return content.getvalue()


def _row(at: int, cells: Sequence[str | float], texts: dict[str, int]) -> str:
    written = "".join(
        _cell(f"{_letters(place)}{at}", cell, texts) for place, cell in enumerate(cells)
    )
    return f'<row r="{at}">{written}</row>'


def _cell(place: str, cell: str | float, texts: dict[str, int]) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def _letters(place: int) -> str:
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
