"""Figures on messages as CSV for a spreadsheet and as JSON for a program: the lines of the page.

Exports are in Chinese whatever language the page is read in, so that a file means one thing.
"""

import json
from importlib import resources

from casework.adapters import csv_table
from casework.domain.message.vocabulary import NAME
from casework.domain.terms import Term
from casework.statistics.message_vocabulary import Definition, Identity
from casework.statistics.messages import Line, MessageFigures

_HEADINGS = (
    "机关",
    "年度",
    "统计起日",
    "统计止日",
    "数据更新至",
    "表",
    "分项",
    "代码",
    "指标",
    "数值",
    "单位",
    "统计口径",
)


def to_csv(figures: MessageFigures) -> bytes:
    """One row a figure, each complete in itself; UTF-8 with a byte order mark, CRLF (RFC 4180)."""
    rows = (
        (
            figures.agency,
            figures.year,
            figures.begins_on.isoformat(),
            figures.ends_on.isoformat(),
            figures.as_of.isoformat(timespec="seconds"),
            line.group.zh,
            _part(line),
            f"{line.group.value}.{line.figure.value}",
            line.figure.zh,
            line.value,
            line.unit.zh,
            line.definition.zh,
        )
        for line in figures.lines()
    )
    return csv_table.to_csv(_HEADINGS, rows)


def to_json(figures: MessageFigures, schema_url: str) -> bytes:
    """The figures by message_statistics.schema.json, which stands at `schema_url`; UTF-8."""
    document = {
        "$schema": schema_url,
        "procedure": NAME,
        "agency": figures.agency,
        "year": figures.year,
        "begins_on": figures.begins_on.isoformat(),
        "ends_on": figures.ends_on.isoformat(),
        "is_complete": figures.is_complete,
        "as_of": figures.as_of.isoformat(timespec="seconds"),
        "scope": Definition.SCOPE.zh,
        "identities": [
            {"key": identity.value, "statement": identity.zh, "holds": True}
            for identity in Identity
        ],
        "figures": [_figure(line) for line in figures.lines()],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def schema() -> bytes:
    """The JSON Schema that says what every member of the JSON means."""
    return resources.files(__package__).joinpath("message_statistics.schema.json").read_bytes()


def _figure(line: Line) -> dict[str, object]:
    # The figures that are no whole numbers have one decimal, which a float carries exactly enough.
    value = line.value if line.value is None or isinstance(line.value, int) else float(line.value)
    return {
        "group": line.group.value,
        "part": line.key,
        "part_label": _part(line),
        "key": line.figure.value,
        "label": line.figure.zh,
        "value": value,
        "unit": line.unit.zh,
        "definition": line.definition.zh,
    }


def _part(line: Line) -> str:
    return line.part.zh if isinstance(line.part, Term) else line.part
