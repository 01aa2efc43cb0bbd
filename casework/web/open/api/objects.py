"""What the API gives out, object by object: nothing that is not named here can get out.

Each is made of figures, published copies or calendars, never of a case. A member with a title is a
column where the object is written as a table.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Annotated, ClassVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from casework.domain.calendar import DayKind

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Public(BaseModel):
    """The base of whatever is given out: a member that is not named is refused, not passed on.

    `LISTS`: the members of a question that are texts, but hold a JSON list of such objects.
    """

    LISTS: ClassVar[Mapping[str, type[BaseModel]]] = MappingProxyType({})

    model_config = ConfigDict(extra="forbid", frozen=True)


def faults_of(error: ValidationError) -> str:
    """What is wrong with what was said, member by member, without repeating it."""
    faults = json.loads(error.json(include_url=False, include_input=False, include_context=False))
    return "；".join(f"{'.'.join(map(str, each['loc']))}：{each['msg']}" for each in faults)


class Table(Public):
    """An answer that is a table too: the rows are in the member that ROWS names."""

    ROWS: ClassVar[str] = "items"

    @classmethod
    def row_type(cls) -> type[BaseModel]:
        """What a row is."""
        row: type[BaseModel]
        (row,) = get_args(cls.model_fields[cls.ROWS].annotation)
        return row

    def rows_of_table(self) -> Sequence[Public]:
        """The rows, in order."""
        rows: Sequence[Public] = getattr(self, self.ROWS)
        return rows


class Problem(Public):
    """What is wrong with a request (RFC 9457)."""

    type: str = Field(description="一类错误的标识")
    title: str = Field(description="错误的名称")
    status: int = Field(description="HTTP 状态码")
    detail: str = Field(description="错在哪里，怎样改")


def _digits(said: object) -> object:
    """A number as everybody writes it: no sign, no separators, no other script's digits."""
    if isinstance(said, str) and not (said.isascii() and said.isdecimal()):
        raise ValueError("应当是整数")
    return said


def _day(said: object) -> object:
    """A day as everybody writes it; a bare number would be taken for seconds since 1970."""
    if isinstance(said, str) and not _DAY.fullmatch(said):
        raise ValueError("应当是日期，例如 2026-03-02")
    return said


Whole = Annotated[int, BeforeValidator(_digits)]
YearNumber = Annotated[int, Field(ge=1949, le=2999), BeforeValidator(_digits)]
Quarter = Annotated[int, Field(ge=1, le=4), BeforeValidator(_digits)]
Number = Annotated[int, Field(ge=0, le=999_999_999), BeforeValidator(_digits)]
Day = Annotated[date, BeforeValidator(_day)]


class Nothing(Public):
    """No question: the address says everything."""


class StatisticsQuestion(Public):
    """Of which period, and of whom."""

    year: YearNumber | None = Field(None, description="年度；不写为今年")
    quarter: Quarter | None = Field(None, description="第几季度；不写为全年")
    agency: str | None = Field(
        None,
        pattern="^[A-Za-z0-9-]{1,16}$",
        description="机关代码；不写为本机关，all 为本机关和下级机关合计",
    )


class Page(Public):
    """How much of a list; which part, is said by `after`, which each list writes its own way."""

    limit: Whole = Field(100, ge=1, le=1000, description="最多几项")


class PageByNumber(Page):
    """A part of a list whose entries have numbers."""

    after: Number | None = Field(None, description="上一页的 next")


class Identity(Public):
    """An identity that holds, or nothing is given out."""

    key: str
    statement: str
    holds: bool


class Figure(Public):
    """A published figure with what it counts."""

    group: str = Field(title="表")
    key: str = Field(title="代码")
    label: str = Field(title="指标")
    value: int | float | None = Field(
        title="数值", description="没有可比的数，或者不单独公布的，为 null"
    )
    unit: str = Field(title="单位")
    is_suppressed: bool = Field(
        title="不单独公布", description="数很小，公布了可能让人认出申请人；或者能推算出这样的数"
    )
    definition: str = Field(title="统计口径")


class Statistics(Table):
    """The figures of a year or a quarter."""

    ROWS = "figures"

    agency: str = Field(title="机关")
    with_below: bool = Field(title="包括下级机关")
    year: int = Field(title="年度")
    quarter: int | None = Field(title="季度", description="全年为 null")
    begins_on: date = Field(title="统计起日")
    ends_on: date = Field(title="统计止日")
    is_complete: bool = Field(description="区间是否已经结束")
    compared_months: list[str] = Field(description="和上年同期比较的满月；没有可比的为空")
    as_of: datetime = Field(title="数据更新至")
    scope: str = Field(description="统计范围")
    suppression: str = Field(description="哪些数不单独公布，为什么")
    identities: list[Identity]
    figures: list[Figure]


class ReportLine(Public):
    """A year's published report, and where its editions are."""

    year: int = Field(title="年度")
    edition: int = Field(title="版次")
    published_on: date = Field(title="公布日期")
    note: str = Field(title="更正说明", description="第一版为空")
    sha256: str = Field(title="内容的SHA-256")
    page: str = Field(title="网页")
    pdf: str = Field(title="PDF")
    xlsx: str = Field(title="XLSX")
    csv: str = Field(title="CSV")


class Reports(Table):
    """Published annual reports, the latest year first."""

    items: list[ReportLine]
    next: int | None = Field(description="下一页的 after；没有下一页为 null")


class ReportCell(Public):
    """A cell of table 二, 三 or 四."""

    table: str = Field(title="表")
    cell: str = Field(title="代码")
    row: str = Field(title="项目")
    column: str = Field(title="栏目")
    value: int | float = Field(title="数值")


class Report(Table):
    """A published edition of an annual report."""

    ROWS = "cells"

    agency: str = Field(title="机关")
    agency_code: str
    year: int = Field(title="年度")
    edition: int = Field(title="版次")
    published_on: date = Field(title="公布日期")
    as_of: datetime = Field(title="数据截至")
    note: str = Field(description="更正说明；第一版为空")
    sha256: str
    page: str = Field(description="网页")
    pdf: str = Field(description="官方样式的PDF")
    overview: str
    carried_in_note: str
    problems: str
    other: str
    identities: list[Identity]
    cells: list[ReportCell]


class CalendarDay(Public):
    """A day off, or a weekend day that is worked."""

    on: date = Field(title="日期")
    kind: DayKind = Field(title="代码", description="holiday 放假，makeup_day 调休上班")
    kind_label: str = Field(title="安排")
    holiday: str = Field(title="节日")
    notice: str = Field(title="依据", description="国务院办公厅通知的文号")


class CalendarYear(Table):
    """A year of working days: every Monday to Friday, but for the days named here."""

    ROWS = "days"

    year: int = Field(title="年度")
    working_days: int = Field(description="全年工作日的天数")
    notices: list[str]
    days: list[CalendarDay]


class Index(Public):
    """Where everything is."""

    openapi: str
    catalogue: str
    resources: dict[str, str]
