"""`flask deadlines`: reckon a file of rows, or explain one deadline day by day. No database."""

from datetime import date
from pathlib import Path

import click
from flask.cli import AppGroup

from casework.adapters.clock import SystemClock
from casework.cli.rows import Row, read_rows, write_row
from casework.domain.arrangements import ArrangementInvalid
from casework.domain.calendar import Calendar, YearNotArranged, load_calendar
from casework.domain.clock import LedgerDay, Reckoning, ledger
from casework.domain.deadlines import CLOSED_ROWS, Undetermined, answer, reckoning
from casework.domain.moments import legal_date
from casework.domain.occurrences import Occurrence, RowInvalid, in_order, occurrence, read_day

deadlines = AppGroup("deadlines", help="期限计算：按文件逐行计算，或者逐日说明一个期限。")

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
COLUMNS = ("case_id", "clock", "events")


class LegalDate(click.ParamType[date]):
    """A date on the command line: 2026-01-26."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The date, or a usage error that says what was expected."""
        day = value if isinstance(value, date) else read_day(str(value))
        if day is None:
            self.fail(f"{value} 不是有效日期（YYYY-MM-DD）", param, ctx)
        return day


class Event(click.ParamType[Occurrence]):
    """An event on the command line: correction_notice_issued=2026-02-01,deadline=2026-02-20."""

    name = "event"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Occurrence:
        """The occurrence, or a usage error with the sentence that a row would get."""
        first, *others = str(value).split(",")
        name, _, day = first.partition("=")
        said = dict(_key_and_value(other) for other in others)
        try:
            return occurrence(name.strip(), {**said, "date": day.strip()})
        except RowInvalid as error:
            self.fail(str(error), param, ctx)


def _key_and_value(text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    return key.strip(), value.strip()


_arrangements = click.option(
    "--arrangements",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="CASEWORK_ARRANGEMENTS",
    help="另存放假安排（如 2027.toml）的文件夹。",
)
_as_of = click.option(
    "--as-of", type=LegalDate(), help="判断补正、缴费期限是否已过的日期，默认今天。"
)


@deadlines.command("reckon", with_appcontext=False)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_arrangements
@_as_of
def reckon_file(file: Path, arrangements: Path | None, as_of: date | None) -> None:
    """逐行计算 FILE 的期限，输出 case_id,due；有错的行写 ERROR，其余照常计算。

    FILE 是 CSV，要有 case_id、clock、events 三列，次序不限，其他列不看。
    """
    calendar = _calendar(arrangements)
    today = as_of or legal_date(SystemClock().now())
    write_row("case_id", "due")
    failed = False
    for row in read_rows(file, COLUMNS):
        due, remark = _due(row, calendar, today)
        failed = failed or due.startswith("ERROR")
        write_row(row.values["case_id"], due)
        if remark:
            click.echo(f"第{row.number}行 {row.values['case_id']}：{remark}", err=True)
    if failed:
        raise click.exceptions.Exit(1)


@deadlines.command("explain", with_appcontext=False)
@click.option("--received", type=LegalDate(), required=True, help="收到申请之日。")
@click.option(
    "--event",
    "events",
    type=Event(),
    multiple=True,
    help="之后发生的事，例如 extension_notified=2026-02-11,working_days=20；可以重复。",
)
@_arrangements
@_as_of
def explain(
    received: date,
    events: tuple[Occurrence, ...],
    arrangements: Path | None,
    as_of: date | None,
) -> None:
    """逐日说明答复期限：每一天算不算、为什么、依据是什么。"""
    today = as_of or legal_date(SystemClock().now())
    start = occurrence("received", {"date": received.isoformat()})
    calendar = _calendar(arrangements)
    try:
        found = reckoning(in_order((start, *events)), calendar, today)
        for day in ledger(found, until=today):
            click.echo(_ledger_line(day))
    except (RowInvalid, YearNotArranged) as error:
        raise click.ClickException(str(error)) from error
    click.echo(_conclusion(found, today))


def _calendar(folder: Path | None) -> Calendar:
    try:
        return load_calendar(folder)
    except ArrangementInvalid as error:
        raise click.ClickException(str(error)) from error


def _due(row: Row, calendar: Calendar, today: date) -> tuple[str, str]:
    """What the due column says, and the remark that goes to stderr."""
    fault = row.fault
    try:
        if not fault:
            found = answer(row.values["clock"], row.values["events"], calendar, today)
            return found.text, found.why
    except RowInvalid as error:
        fault = str(error)
    return f"ERROR: {fault}", fault


def _ledger_line(day: LedgerDay) -> str:
    number = "" if day.count is None else f"{day.count:>3}"
    reason = f"（{day.reason}）" if day.reason else ""
    basis = " ".join(part for part in (day.rule, day.notice) if part)
    weekday = WEEKDAYS[day.on.weekday()]
    return f"{day.on} {weekday} {number:>3}  {day.kind.zh}{reason}  {basis}"


def _conclusion(found: Reckoning, today: date) -> str:
    state = found.state_on(today)
    if found.stop is not None and found.stop.why in CLOSED_ROWS:
        row = CLOSED_ROWS[found.stop.why]
        return f"答复期限：{state.zh}（{found.stop.why.zh}，年度报告表三{row}）"
    if found.void is not None:
        last = f"，最迟 {found.void.until}" if found.void.until else ""
        return f"答复期限：待定（{state.zh}：{found.void.why.zh}{last}）"
    if found.due_on is None:
        return f"答复期限：待定（{state.zh}：{Undetermined.SUSPENDED.zh}）"
    weekday = WEEKDAYS[found.due_on.weekday()]
    if found.provisional:
        return f"答复期限：待定，暂估 {found.due_on} {weekday}（C-10：该年的放假安排没有录入）"
    late = "".join(f"；{entry.on} 的延期告知无效（C-6）" for entry in found.late_extensions)
    return f"答复期限：{found.due_on} {weekday}（{state.zh}）{late}"
