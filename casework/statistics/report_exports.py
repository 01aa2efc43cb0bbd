"""A published edition of an annual report as CSV, JSON and XLSX: all of its one content.

Exports are in Chinese whatever language the page is read in, so that a file means one thing.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from casework.adapters import csv_table
from casework.adapters.workbook import FormSheet, Merged, Sheet, to_xlsx
from casework.domain.annual_report import cells
from casework.domain.annual_report.form import TABLE2_FORM, TABLE3_FORM, TABLE4_FORM, FormRow
from casework.domain.annual_report.identities import Identity
from casework.domain.annual_report.table3 import Cell
from casework.domain.annual_report.vocabulary import Section
from casework.persistence.models import ReportSnapshot

_HEADINGS = ("机关", "年度", "版次", "数据截至", "表", "代码", "项目", "栏目", "数值")
_TABLES: tuple[tuple[str, Mapping[str, Cell]], ...] = (
    ("表二", cells.TABLE2),
    ("表三", cells.TABLE3),
    ("表四", cells.TABLE4),
)
_FORMS: tuple[tuple[Section, Sequence[FormRow]], ...] = (
    (Section.PROACTIVE, TABLE2_FORM),
    (Section.REQUESTS, TABLE3_FORM),
    (Section.REMEDIES, TABLE4_FORM),
)
_PROSE = (
    ("overview", Section.OVERVIEW),
    ("carried_in_note", "关于上年结转的说明"),
    ("problems", Section.PROBLEMS),
    ("other", Section.OTHER),
)


def figure(content: Mapping[str, Any], cell: str) -> Decimal:
    """The figure of a cell, by its name; raises KeyError where the report has none."""
    table = f"table{cell[1]}"
    return Decimal(content[table][cell])


def to_csv(snapshot: ReportSnapshot) -> bytes:
    """One row a cell of the three tables; UTF-8 with a byte order mark, CRLF (RFC 4180)."""
    content = snapshot.content
    named = content["agency"], snapshot.year, snapshot.edition, content["as_of"]
    rows = (
        (*named, table, name, cell.row.zh, cell.column.zh, figure(content, name))
        for table, ids in _TABLES
        for name, cell in ids.items()
    )
    return csv_table.to_csv(_HEADINGS, rows)


def to_json(snapshot: ReportSnapshot) -> bytes:
    """The whole edition: prose, every cell with its words, identities, and the content's hash."""
    content = snapshot.content
    document = {
        **{key: content[key] for key in ("agency", "agency_code", "year", "edition")},
        "published_on": content["published_on"],
        "as_of": content["as_of"],
        "note": content["note"],
        "sha256": snapshot.sha256,
        **{key: content[key] for key, _title in _PROSE},
        "identities": [
            {"key": identity.value, "statement": identity.zh, "holds": True}
            for identity in Identity
        ],
        "cells": [
            {
                "table": table,
                "cell": name,
                "row": cell.row.zh,
                "column": cell.column.zh,
                "value": _number(figure(content, name)),
            }
            for table, ids in _TABLES
            for name, cell in ids.items()
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def to_workbook(snapshot: ReportSnapshot) -> bytes:
    """The three forms as they are printed, and the prose, a sheet each."""
    content = snapshot.content
    notes = (f"{content['agency']}{snapshot.year}年政府信息公开工作年度报告",)
    prose = Sheet("文字部分", ("部分", "内容"), [(_title(t), content[k]) for k, t in _PROSE], notes)
    forms = (
        FormSheet(section.zh.partition("、")[2], [_boxes(row, content) for row in form], notes)
        for section, form in _FORMS
    )
    return to_xlsx([prose, *forms])


def _boxes(row: FormRow, content: Mapping[str, Any]) -> list[Merged]:
    return [
        Merged(
            figure(content, box.cell) if box.cell else box.text,
            box.columns,
            box.rows,
            is_head=box.is_head,
        )
        for box in row
    ]


def _title(title: Section | str) -> str:
    return title.zh if isinstance(title, Section) else title


def _number(value: Decimal) -> int | float:
    # The one amount that is no whole number has few decimals, which a float carries well enough.
    return int(value) if value == value.to_integral_value() else float(value)
