"""Figures as CSV, XLSX and JSON: the lines of the page, one by one.

Exports are in Chinese whatever language the page is read in, so that a file means one thing.
"""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib import resources

from casework.adapters import csv_table
from casework.adapters.workbook import CellValue, Sheet, to_xlsx
from casework.domain.terms import Term
from casework.statistics.dashboard import Dashboard
from casework.statistics.vocabulary import Definition, Identity, Line, Withheld

_AROUND = ("机关", "范围", "统计区间", "统计起日", "统计止日", "数据更新至")
_OF_LINE = ("表", "代码", "指标", "数值", "单位", "不单独公布", "统计口径")
_OWN, _WITH_BELOW = "本机关", "本机关和下级机关合计"


def to_csv(found: Dashboard, lines: Sequence[Line]) -> bytes:
    """One row a figure, each complete in itself; UTF-8 with a byte order mark, CRLF (RFC 4180)."""
    around = _around(found)
    return csv_table.to_csv((*_AROUND, *_OF_LINE), ((*around, *row) for row in _rows(lines)))


def to_workbook(found: Dashboard, lines: Sequence[Line]) -> bytes:
    """A sheet with a row a figure; whose they are and of when stands above."""
    notes = [f"{name}：{said}" for name, said in zip(_AROUND, _around(found), strict=True)]
    about = (*notes, Definition.SCOPE.zh, Withheld.WHY.zh)
    return to_xlsx([Sheet("依申请公开统计", _OF_LINE, _rows(lines), about)])


def to_json(found: Dashboard, lines: Sequence[Line], schema_url: str) -> bytes:
    """The figures by statistics.schema.json, which stands at `schema_url`; UTF-8."""
    document = {
        "$schema": schema_url,
        "procedure": "disclosure",
        "agency": found.agency,
        "with_below": found.with_below,
        "year": found.period.year,
        "quarter": found.period.quarter,
        "begins_on": found.begins_on.isoformat(),
        "ends_on": found.ends_on.isoformat(),
        "is_complete": found.is_complete,
        "compared_months": [f"{month:%Y-%m}" for month in found.compared],
        "as_of": found.as_of.isoformat(timespec="seconds"),
        "scope": Definition.SCOPE.zh,
        "suppression": Withheld.WHY.zh,
        "identities": [
            {"key": identity.value, "statement": identity.zh, "holds": True}
            for identity in Identity
        ],
        "figures": [_figure(line) for line in lines],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def schema() -> bytes:
    """The JSON Schema that says what every member of the JSON means."""
    return resources.files(__package__).joinpath("statistics.schema.json").read_bytes()


def label_of(line: Line) -> str:
    """A figure's name in Chinese."""
    return line.label.zh if isinstance(line.label, Term) else line.label


def _around(found: Dashboard) -> tuple[str, ...]:
    return (
        found.agency,
        _WITH_BELOW if found.with_below else _OWN,
        found.period.label,
        found.begins_on.isoformat(),
        found.ends_on.isoformat(),
        found.as_of.isoformat(timespec="seconds"),
    )


def _rows(lines: Sequence[Line]) -> Iterator[tuple[CellValue, ...]]:
    for line in lines:
        yield (
            line.group.zh,
            f"{line.group.value}.{line.key}",
            label_of(line),
            line.value,
            line.unit.zh,
            Withheld.SUPPRESSED.zh if line.is_suppressed else "",
            line.definition.zh,
        )


def _figure(line: Line) -> dict[str, object]:
    # The figures that are no whole number have one decimal, which a float carries exactly enough.
    value = float(line.value) if isinstance(line.value, Decimal) else line.value
    return {
        "group": line.group.value,
        "key": line.key,
        "label": label_of(line),
        "value": value,
        "unit": line.unit.zh,
        "is_suppressed": line.is_suppressed,
        "definition": line.definition.zh,
    }
