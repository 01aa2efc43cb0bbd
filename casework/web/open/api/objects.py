"""What the API gives out, object by object: nothing that is not named here can get out.

Each is made of figures, published copies or calendars, never of a case.
"""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from casework.domain.calendar import DayKind


class Public(BaseModel):
    """The base of whatever is given out: a member that is not named is refused, not passed on."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Problem(Public):
    """What is wrong with a request (RFC 9457)."""

    type: str = Field(description="一类错误的标识")
    title: str = Field(description="错误的名称")
    status: int = Field(description="HTTP 状态码")
    detail: str = Field(description="错在哪里，怎样改")


class Year(Public):
    """Of which year."""

    year: int | None = Field(None, ge=1949, le=9999, description="年度；不写为今年")


class Page(Public):
    """Which part of a list, and how much of it."""

    limit: int = Field(25, ge=1, le=100, description="一页最多几项")
    after: str | None = Field(None, max_length=40, description="上一页的 next")


class Identity(Public):
    """An identity that holds, or nothing is given out."""

    key: str
    statement: str
    holds: bool


class Figure(Public):
    """A published figure with what it counts."""

    group: str
    key: str
    label: str
    value: int | float | None = Field(description="没有可比的数时为 null")
    unit: str
    definition: str


class Statistics(Public):
    """A year's figures on disclosure requests."""

    agency: str
    year: int
    begins_on: date
    ends_on: date
    is_complete: bool
    as_of: datetime
    scope: str
    identities: list[Identity]
    figures: list[Figure]


class ReportLine(Public):
    """A year's published report, and where its editions are."""

    year: int
    edition: int
    published_on: date
    note: str = Field(description="更正说明；第一版为空")
    sha256: str
    page: str
    files: dict[str, str] = Field(description="各种形式的网址")


class Reports(Public):
    """Published annual reports, the latest year first."""

    items: list[ReportLine]
    next: str | None = Field(description="下一页的 after；没有下一页为 null")


class ReportCell(Public):
    """A cell of table 二, 三 or 四."""

    table: str
    cell: str
    row: str
    column: str
    value: int | float


class Report(Public):
    """A published edition of an annual report."""

    agency: str
    agency_code: str
    year: int
    edition: int
    published_on: date
    as_of: datetime
    note: str
    sha256: str
    overview: str
    carried_in_note: str
    problems: str
    other: str
    identities: list[Identity]
    cells: list[ReportCell]


class DeadlineQuestion(Public):
    """What happened, and which date is asked for."""

    events: str = Field(
        max_length=4000,
        description='事件的 JSON 数组，例如 [{"date":"2026-01-26","event":"received"}]',
    )
    clock: str = Field("reply", max_length=60, description="期限的名称，例如 reply、fee_payment")


class DeadlineAnswer(Public):
    """The last day, or why there is none."""

    clock: str
    due: date | None = Field(description="最后一天；没有时为 null")
    answer: str = Field(description="日期，或者 UNDETERMINED、CLOSED:…")
    why: str
    as_of: date


class CalendarDay(Public):
    """A day off, or a weekend day that is worked."""

    on: date
    kind: DayKind = Field(description="holiday 放假，makeup_day 调休上班")
    holiday: str
    notice: str = Field(description="国务院办公厅通知的文号")


class CalendarYear(Public):
    """A year of working days: every Monday to Friday, but for the days named here."""

    year: int
    working_days: int
    notices: list[str]
    days: list[CalendarDay]


class Index(Public):
    """Where everything is."""

    openapi: str
    catalogue: str
    resources: dict[str, str]
