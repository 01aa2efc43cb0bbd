"""An answer as a table: a row an object, every row complete in itself.

Made of the public object and of nothing else, so that a file says no more than the JSON. Columns
are the members that have a title: those of the answer first, then those of its rows.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from casework.adapters import csv_table, workbook
from casework.adapters.workbook import CellValue, Sheet
from casework.web.open.api.objects import Public, Table


def to_csv(answer: Public) -> bytes:
    """The table; UTF-8 with a byte order mark, CRLF (RFC 4180)."""
    return csv_table.to_csv(_headings(answer), _rows(answer))


def to_xlsx(answer: Public) -> bytes:
    """The table as a workbook of one sheet."""
    return workbook.to_xlsx([Sheet("数据", _headings(answer), _rows(answer))])


def titled(model: type[BaseModel]) -> dict[str, str]:
    """The members that are columns, with their headings."""
    return {name: field.title for name, field in model.model_fields.items() if field.title}


def _headings(answer: Public) -> list[str]:
    assert isinstance(answer, Table)
    return [*titled(type(answer)).values(), *titled(answer.row_type()).values()]


def _rows(answer: Public) -> Iterator[list[CellValue]]:
    assert isinstance(answer, Table)
    around = [_cell(getattr(answer, name)) for name in titled(type(answer))]
    columns = titled(answer.row_type())
    for row in answer.rows_of_table():
        yield [*around, *(_cell(getattr(row, name)) for name in columns)]


def _cell(value: Any) -> CellValue:
    """A member as a cell; None and yes or no as a reader expects them."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    if isinstance(value, float):
        return Decimal(str(value))
    if value is None or isinstance(value, int):
        return value
    return str(value)
