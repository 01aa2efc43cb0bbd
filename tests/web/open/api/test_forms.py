"""The same answer as JSON, CSV and XLSX: the same rows, complete in themselves, and inert."""

import csv
import io

import pytest
from flask.testing import FlaskClient

from casework.adapters.sheets import read_sheets
from casework.web.open.api.endpoint import ENDPOINTS, Endpoint
from casework.web.open.api.objects import Table
from casework.web.open.api.tables import titled
from tests.message_road import MessageRoad
from tests.web.open.api.asked import every_address, read
from tests.web.open.api.conftest import Books, publish

TABLES = [one for one in ENDPOINTS if issubclass(one.answer, Table)]


def csv_rows(client: FlaskClient, path: str) -> list[list[str]]:
    """The rows of a CSV, headings first."""
    text = client.get(path).data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.name)
def test_every_member_of_a_row_is_a_column_with_a_heading(one: Endpoint) -> None:
    assert issubclass(one.answer, Table)
    row = one.answer.row_type()

    assert set(titled(row)) == set(row.model_fields)


def test_a_list_has_the_same_rows_in_every_form(books: Books, client: FlaskClient) -> None:
    paths = [path for path in every_address(books) if path.endswith(".csv")]

    assert len(paths) == len(TABLES)
    for path in paths:
        plain = path.removesuffix(".csv")
        document = read(client, plain.removeprefix("/api/v1"))
        (rows,) = [
            value
            for name, value in document.items()
            if name in {"items", "rows", "figures", "cells", "days"}
        ]
        written = csv_rows(client, path)
        book = read_sheets(client.get(f"{plain}.xlsx").data).grids[0]

        assert len(written) == len(rows) + 1, path  # type: ignore[arg-type]
        assert [list(row) for row in book] == written


def test_figures_are_numbers_and_dates_are_dates(books: Books, client: FlaskClient) -> None:
    headings, first, *_rest = csv_rows(client, f"/api/v1/statistics.csv?year={books.year}")
    said = dict(zip(headings, first, strict=True))

    assert (said["年度"], said["指标"], said["数值"]) == ("2026", "新收", "2")
    assert said["统计起日"] == "2026-01-01"


def test_a_report_has_the_same_figures_as_its_edition(books: Books, client: FlaskClient) -> None:
    ours = csv_rows(client, f"/api/v1/reports/{books.year}.csv")
    theirs = csv_rows(client, f"/annual-reports/{books.year}/1.csv")
    figures = [
        {row[headings.index("代码")]: row[headings.index("数值")] for row in rows}
        for headings, *rows in (ours, theirs)
    ]

    assert len(figures[0]) == 200
    assert figures[0] == figures[1]


def test_a_feedback_has_the_same_rows_as_its_released_workbook(
    books: Books, client: FlaskClient
) -> None:
    ours = read(client, f"/consultations/{books.consultation}/feedback")["rows"]
    assert isinstance(ours, list)
    released = client.get(f"/consultations/{books.consultation}/feedback.xlsx").data
    _title, _headings, *theirs = read_sheets(released).grids[1]
    members = ("number", "text", "source_label", "count", "adoption_label", "reason")

    assert theirs == [[str(row[name]) for name in members] for row in ours]


def test_a_file_is_saved_under_the_name_of_its_address(books: Books, client: FlaskClient) -> None:
    answer = client.get("/api/v1/messages.csv")

    assert answer.headers["Content-Disposition"] == "attachment; filename=messages.csv"
    assert answer.content_type == "text/csv; charset=utf-8"


def test_what_somebody_wrote_runs_as_no_formula(client: FlaskClient, message: MessageRoad) -> None:
    publish(message, title="=1+1", text="@SUM(A1)")
    headings, row = csv_rows(client, "/api/v1/messages.csv")
    said = dict(zip(headings, row, strict=True))

    assert (said["标题"], said["留言"]) == ("'=1+1", "'@SUM(A1)")
