"""The endpoints: statistics, annual reports, deadlines, the working-day calendar."""

import json
from collections.abc import Callable
from datetime import date
from http import HTTPStatus

from flask import url_for

from casework.domain.calendar import DayKind
from casework.domain.deadlines import answer
from casework.domain.occurrences import RowInvalid
from casework.persistence.models import ReportSnapshot
from casework.services.annual_report import published
from casework.statistics import exports, report_exports
from casework.statistics.figures import NotReconciled, figures, last_act, years
from casework.web.doors import office
from casework.web.open.api import objects
from casework.web.open.api.endpoint import Given, Wrong, endpoint

_FILES = ("pdf", "xlsx", "csv", "json")
_NAMED = (DayKind.HOLIDAY, DayKind.MAKEUP_DAY)


@endpoint("/statistics", "依申请公开的年度统计数据", objects.Statistics, objects.Year)
def statistics(asked: objects.Year) -> Given:
    """A year's figures, which add up, or a problem that says that they do not."""
    today, agency = office().today(), office().agency()
    year = asked.year or today.year
    if year not in years(agency.id, today):
        raise Wrong(HTTPStatus.NOT_FOUND, f"没有{year}年的数据")
    _word, as_of = last_act(today)
    try:
        found = figures(agency, year, today, as_of)
    except NotReconciled:
        detail = "这一年的数据对不上，核对以前不公布"
        raise Wrong(HTTPStatus.SERVICE_UNAVAILABLE, detail) from None
    said = json.loads(exports.to_json(found, ""))
    kept = objects.Statistics.model_fields
    return Given(
        objects.Statistics(**{key: value for key, value in said.items() if key in kept}), as_of
    )


@endpoint("/reports", "已公布的政府信息公开工作年度报告", objects.Reports, objects.Page)
def reports(asked: objects.Page) -> Given:
    """The editions in force, the latest year first, page by page."""
    editions = published.editions(office().agency().id)
    in_force = {edition.year: edition for edition in reversed(editions)}
    ordered = sorted(in_force.values(), key=lambda edition: -edition.year)
    before = _year(asked.after)
    later = [edition for edition in ordered if before is None or edition.year < before]
    shown = later[: asked.limit]
    onward = str(shown[-1].year) if len(later) > asked.limit else None
    changed_at = max((edition.published_at for edition in editions), default=None)
    lines = [_line(edition) for edition in shown]
    return Given(objects.Reports(items=lines, next=onward), changed_at)


@endpoint("/reports/<int:year>", "一个年度的报告：文字、每一格的数字、勾稽关系", objects.Report)
def report(year: int) -> Given:
    """The edition in force of a year."""
    edition = published.edition(office().agency().id, year)
    if edition is None:
        raise Wrong(HTTPStatus.NOT_FOUND, f"没有公布{year}年的报告")
    said = json.loads(report_exports.to_json(edition))
    return Given(objects.Report(**said), edition.published_at)


@endpoint(
    "/deadline",
    "期限计算：由发生的事得到最后一天",
    objects.DeadlineAnswer,
    objects.DeadlineQuestion,
)
def deadline(asked: objects.DeadlineQuestion) -> Given:
    """The last day, as `flask deadlines reckon` gives it."""
    today = office().today()
    try:
        found = answer(asked.clock, asked.events, office().calendar, today)
    except RowInvalid as refused:
        raise Wrong(HTTPStatus.UNPROCESSABLE_ENTITY, str(refused)) from None
    is_date = found.text[:1].isdecimal()
    return Given(
        objects.DeadlineAnswer(
            clock=asked.clock,
            due=date.fromisoformat(found.text) if is_date else None,
            answer=found.text,
            why=found.why,
            as_of=today,
        )
    )


@endpoint("/calendar/<int:year>", "一年的工作日历：放假和调休，依据的通知", objects.CalendarYear)
def calendar(year: int) -> Given:
    """The days that are not as their weekday says."""
    arranged = office().calendar
    if not arranged.first_year <= year <= arranged.last_year:
        detail = f"只有{arranged.first_year}年至{arranged.last_year}年的放假安排"
        raise Wrong(HTTPStatus.NOT_FOUND, detail)
    days = arranged.days_of(year)
    named = [
        objects.CalendarDay(
            on=day.on, kind=DayKind(day.kind), holiday=day.holiday, notice=day.notice
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
    place: Callable[..., str] = url_for
    named = {"year": edition.year, "number": edition.edition}
    return objects.ReportLine(
        year=edition.year,
        edition=edition.edition,
        published_on=edition.published_on,
        note=edition.note,
        sha256=edition.sha256,
        page=place("open.annual_report_edition", **named),
        files={form: place("open.annual_report_file", **named, form=form) for form in _FILES},
    )


def _year(after: str | None) -> int | None:
    if after is None:
        return None
    if not (after.isascii() and after.isdecimal()):
        raise Wrong(HTTPStatus.UNPROCESSABLE_ENTITY, "after：应当是上一页的 next")
    return int(after)
