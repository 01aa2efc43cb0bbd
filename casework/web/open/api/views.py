"""The endpoints of annual reports, deadlines and working days."""

import json
from datetime import date
from http import HTTPStatus

from flask import url_for

from casework.domain.calendar import DayKind
from casework.domain.deadlines import Answer, answer
from casework.domain.occurrences import RowInvalid
from casework.persistence.models import ReportSnapshot
from casework.services.annual_report import published
from casework.statistics import report_exports
from casework.web.doors import office
from casework.web.open.api import deadline_objects, objects
from casework.web.open.api.endpoint import Given, Wrong, endpoint

_NAMED = (DayKind.HOLIDAY, DayKind.MAKEUP_DAY)


@endpoint("/reports", "已公布的政府信息公开工作年度报告", objects.Reports, objects.PageByNumber)
def reports(asked: objects.PageByNumber) -> Given:
    """The editions in force, the latest year first, page by page."""
    editions = published.editions(office().agency().id)
    in_force = {edition.year: edition for edition in reversed(editions)}
    ordered = sorted(in_force.values(), key=lambda edition: -edition.year)
    later = [one for one in ordered if asked.after is None or one.year < asked.after]
    shown = later[: asked.limit]
    onward = shown[-1].year if len(later) > asked.limit else None
    changed_at = max((edition.published_at for edition in editions), default=None)
    lines = [_line(edition) for edition in shown]
    return Given(objects.Reports(items=lines, next=onward), changed_at)


@endpoint("/reports/<int:year>", "一个年度的报告：文字、每一格的数字、勾稽关系", objects.Report)
def report(asked: objects.Nothing, year: int) -> Given:
    """The edition in force of a year."""
    edition = published.edition(office().agency().id, year)
    if edition is None:
        raise Wrong(HTTPStatus.NOT_FOUND, f"没有公布{year}年的报告")
    said = json.loads(report_exports.to_json(edition))
    answer = objects.Report(**said, page=_page(edition), pdf=_file(edition, "pdf"))
    return Given(answer, edition.published_at)


@endpoint(
    "/deadline",
    "期限计算：由发生的事得到最后一天",
    deadline_objects.DeadlineAnswer,
    deadline_objects.DeadlineQuestion,
)
def deadline(asked: deadline_objects.DeadlineQuestion) -> Given:
    """The last day, as `flask deadlines reckon` gives it; or why these events have none."""
    today = office().today()
    try:
        found = answer(asked.clock, asked.events, office().calendar, today)
    except RowInvalid as refused:
        found = Answer("IMPOSSIBLE", str(refused))
    return Given(
        deadline_objects.DeadlineAnswer(
            clock=asked.clock,
            due=date.fromisoformat(found.text) if found.text[:1].isdecimal() else None,
            answer=found.text,
            why=found.why,
            as_of=today,
        )
    )


@endpoint("/calendar/<int:year>", "一年的工作日历：放假和调休，依据的通知", objects.CalendarYear)
def calendar(asked: objects.Nothing, year: int) -> Given:
    """The days that are not as their weekday says."""
    arranged = office().calendar
    if not arranged.first_year <= year <= arranged.last_year:
        detail = f"只有{arranged.first_year}年至{arranged.last_year}年的放假安排"
        raise Wrong(HTTPStatus.NOT_FOUND, detail)
    days = arranged.days_of(year)
    named = [
        objects.CalendarDay(
            on=day.on,
            kind=DayKind(day.kind),
            kind_label=day.kind.zh,
            holiday=day.holiday,
            notice=day.notice,
        )
        for day in days
        if day.kind in _NAMED
    ]
    return Given(
        objects.CalendarYear(
            year=year,
            working_days=sum(day.kind.is_working for day in days),
            notices=sorted({day.notice for day in days if day.notice}),
            days=named,
        )
    )


def _line(edition: ReportSnapshot) -> objects.ReportLine:
    return objects.ReportLine(
        year=edition.year,
        edition=edition.edition,
        published_on=edition.published_on,
        note=edition.note,
        sha256=edition.sha256,
        page=_page(edition),
        pdf=_file(edition, "pdf"),
        xlsx=_file(edition, "xlsx"),
        csv=_file(edition, "csv"),
    )


def _page(edition: ReportSnapshot) -> str:
    year, number = edition.year, edition.edition
    return url_for("open.annual_report_edition", year=year, number=number, _external=True)


def _file(edition: ReportSnapshot, form: str) -> str:
    year, number = edition.year, edition.edition
    name = "open.annual_report_file"
    return url_for(name, year=year, number=number, form=form, _external=True)
