"""One content, many forms: the same figure stands in the PDF, XLSX, CSV and JSON of an edition."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pypdfium2 as pdfium
import pytest

from casework.adapters.sheets import read_sheets
from casework.domain.annual_report import cells
from casework.domain.annual_report.form import TABLE2_FORM, TABLE3_FORM, TABLE4_FORM
from casework.persistence.models import ReportSnapshot
from casework.services.annual_report.paper import report_pdf
from casework.statistics import report_exports

# Every cell has a figure of its own, so that none can stand in another's place.
NAMES = [*cells.TABLE2, *cells.TABLE3, *cells.TABLE4]
FIGURES = {name: Decimal(1000 + at) for at, name in enumerate(NAMES)}
FIGURES["t2.10"] = Decimal("12.34")


@pytest.fixture(scope="module")
def snapshot() -> ReportSnapshot:
    content = {
        "agency": "示范市水务局",
        "agency_code": "SFSW",
        "year": 2026,
        "edition": 2,
        "published_on": "2027-01-20",
        "note": "表二有一处误报。",
        "as_of": "2027-01-15T09:00:00+08:00",
        "overview": "总体情况的文字。",
        "carried_in_note": "",
        "problems": "问题和改进。",
        "other": "收取信息处理费0元。",
        **{
            f"table{number}": {
                name: str(value) if number == 2 else int(value)
                for name, value in FIGURES.items()
                if name.startswith(f"t{number}.")
            }
            for number in (2, 3, 4)
        },
    }
    return ReportSnapshot(
        year=2026,
        edition=2,
        published_on=date(2027, 1, 20),
        published_at=datetime(2027, 1, 20, tzinfo=UTC),
        note=content["note"],
        content=content,
        sha256="0" * 64,
    )


def test_the_csv_has_every_cell(snapshot: ReportSnapshot) -> None:
    rows = csv.DictReader(io.StringIO(report_exports.to_csv(snapshot).decode("utf-8-sig")))

    assert {row["代码"]: Decimal(row["数值"]) for row in rows} == FIGURES


def test_the_json_has_every_cell(snapshot: ReportSnapshot) -> None:
    document = json.loads(report_exports.to_json(snapshot), parse_float=Decimal)

    assert {cell["cell"]: cell["value"] for cell in document["cells"]} == FIGURES
    assert (document["edition"], document["note"]) == (2, "表二有一处误报。")


def test_the_workbook_has_every_cell_where_the_form_has_it(snapshot: ReportSnapshot) -> None:
    _prose, *grids = read_sheets(report_exports.to_workbook(snapshot)).grids
    for grid, form in zip(grids, (TABLE2_FORM, TABLE3_FORM, TABLE4_FORM), strict=True):
        shown = [cell for row in grid[1:] for cell in row if cell]
        expected = [str(FIGURES[box.cell]) if box.cell else box.text for row in form for box in row]

        assert expected == shown


def test_the_pdf_has_every_figure_in_the_forms_order(snapshot: ReportSnapshot) -> None:
    document = pdfium.PdfDocument(report_pdf(snapshot))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    places = [text.index(str(value)) for value in FIGURES.values()]

    assert places == sorted(places)
    assert "更正说明：表二有一处误报。" in text.replace("\r\n", "")


def test_the_same_edition_gives_the_same_bytes(snapshot: ReportSnapshot) -> None:
    for form in (
        report_pdf,
        report_exports.to_csv,
        report_exports.to_json,
        report_exports.to_workbook,
    ):
        assert form(snapshot) == form(snapshot)
