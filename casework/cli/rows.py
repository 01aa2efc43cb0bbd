"""The rows of a CSV file, read so that one broken row costs only itself."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line it begins on, the heading being 1; its columns; what is wrong with it."""

    number: int
    values: Mapping[str, str]
    fault: str = ""


def read_rows(file: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a CSV file with these columns, in any order, beside whatever others.

    UTF-8 with or without BOM, or GB 18030 as Chinese spreadsheets save it. Empty rows are left
    out. Raises click.ClickException if a column is missing or the file is no text.
    """
    lines = list(io.StringIO(_text(file), newline=""))
    csv.field_size_limit(max(csv.field_size_limit(), sum(map(len, lines))))
    cells, fault, at = _record(lines, 0) if lines else ([], "", 0)
    heading = [name.strip().lower() for name in cells]
    missing = [column for column in columns if column not in heading]
    if missing or fault:
        raise click.ClickException(f"{file.name} 缺少列：{'、'.join(missing) or fault}")
    places = {column: heading.index(column) for column in columns}
    while at < len(lines):
        number = at + 1
        cells, fault, at = _record(lines, at)
        if any(cell.strip() for cell in cells):
            yield _row(number, cells, fault, places)


def write_row(*cells: str) -> None:
    """One line of CSV on stdout."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    click.echo(line.getvalue())


def _record(lines: Sequence[str], at: int) -> tuple[list[str], str, int]:
    """The record that begins at a line, what is wrong with it, and where the next one begins.

    A quotation mark that is never closed would swallow the rows below: then the line stands alone.
    """
    reader = csv.reader((lines[number] for number in range(at, len(lines))), strict=True)
    try:
        return next(reader), "", at + reader.line_num
    except csv.Error:
        alone = next(csv.reader([lines[at]]), [])
        return alone, "引号没有配对，不是有效的 CSV", at + 1


def _row(number: int, cells: Sequence[str], fault: str, places: Mapping[str, int]) -> Row:
    short = [column for column, place in places.items() if place >= len(cells)]
    values = {
        column: cells[place].strip() if place < len(cells) else ""
        for column, place in places.items()
    }
    if short and not fault:
        fault = f"这一行缺少列：{'、'.join(short)}"
    return Row(number, values, fault)


def _text(file: Path) -> str:
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise click.ClickException(f"{file.name} 不是文本文件（UTF-8 或者 GB 18030）")
