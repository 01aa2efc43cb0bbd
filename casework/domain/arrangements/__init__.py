"""The State Council's holiday notices as data, one file a year: what each says, and since when.

Reads the shipped files and an operator's folder of further ones; refuses a file that contradicts
itself, and says where.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path

from casework.domain.terms import Term, term

SATURDAY = 5


class ArrangementFault(Term):
    """The sentences that say what is wrong with an arrangement file."""

    NO_TOML = term("no_toml", "不是有效的 TOML：{detail}")
    NEEDS_NUMBER = term("needs_number", "{key} 应当是整数")
    NEEDS_TEXT = term("needs_text", "{key} 应当是文字")
    NEEDS_DATE = term("needs_date", "{key} 应当是日期，例如 2027-01-01")
    NEEDS_LIST = term("needs_list", "{key} 应当是列表")
    NEEDS_ENTRY = term("needs_entry", "至少要有一个 [[{key}]]")
    BACKWARDS = term("backwards", "{holiday}：ends_on 早于 begins_on")
    OTHER_YEAR = term("other_year", "{holiday}：{on}不在{year}年的安排之内")
    NO_WEEKEND = term("no_weekend", "{holiday}：{on}不是周末，不能是调休上班日")
    BOTH = term("both", "{on}既是放假日又是调休上班日")


class ArrangementInvalid(Exception):
    """An arrangement that cannot be used: which file or notice, and what is wrong in it."""

    def __init__(self, source: str, fault: ArrangementFault, **blanks: object) -> None:
        super().__init__(f"{source}：{fault.zh.format(**blanks)}")
        self.source = source
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of a notice: its days off, both ends inclusive, and its make-up days."""

    name: str
    begins_on: date
    ends_on: date
    makeup_days: tuple[date, ...]

    def days_off(self) -> Iterator[date]:
        """Every day off, in order, weekends inside included."""
        for offset in range((self.ends_on - self.begins_on).days + 1):
            yield self.begins_on + timedelta(days=offset)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of the State Council's General Office: its number, its dates, its holidays.

    `issued_on` is the date it bears, `published_on` the day on which it could be known.
    """

    year: int
    number: str
    title: str
    issued_on: date
    published_on: date
    holidays: tuple[Holiday, ...]


@cache
def shipped_notices() -> tuple[Notice, ...]:
    """The notices that come with Casework, by year, then oldest first."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    return tuple(
        notice
        for file in files
        if file.name.endswith(".toml")
        for notice in read_notices(file.read_text(encoding="utf-8"), file.name)
    )


def folder_notices(folder: Path) -> tuple[Notice, ...]:
    """The notices of an operator's folder (`*.toml`, as the shipped files are written)."""
    return tuple(
        notice
        for file in sorted(folder.glob("*.toml"))
        for notice in read_notices(file.read_text(encoding="utf-8"), file.name)
    )


def read_notices(text: str, source: str) -> tuple[Notice, ...]:
    """The notices of one year's file, oldest first.

    Raises ArrangementInvalid, with `source` and what is wrong.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ArrangementInvalid(source, ArrangementFault.NO_TOML, detail=error) from error
    year = _Table(table, source).number("year")
    notices = tuple(
        _notice(_Table(entry, source), year) for entry in _Table(table, source).tables("notice")
    )
    return tuple(sorted(notices, key=lambda notice: notice.published_on))


@dataclass(frozen=True, slots=True)
class _Table:
    """A TOML table whose every value is asked for with its type."""

    values: Mapping[str, object]
    source: str

    def number(self, key: str) -> int:
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ArrangementInvalid(self.source, ArrangementFault.NEEDS_NUMBER, key=key)
        return value

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise ArrangementInvalid(self.source, ArrangementFault.NEEDS_TEXT, key=key)
        return value

    def day(self, key: str) -> date:
        return self._day(key, self.values.get(key))

    def days(self, key: str) -> tuple[date, ...]:
        return tuple(self._day(key, value) for value in self._list(key))

    def tables(self, key: str) -> list[Mapping[str, object]]:
        tables: list[Mapping[str, object]] = [
            entry for entry in self._list(key) if isinstance(entry, dict)
        ]
        if not tables:
            raise ArrangementInvalid(self.source, ArrangementFault.NEEDS_ENTRY, key=key)
        return tables

    def _list(self, key: str) -> list[object]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise ArrangementInvalid(self.source, ArrangementFault.NEEDS_LIST, key=key)
        return value

    def _day(self, key: str, value: object) -> date:
        # A TOML date with a time is a datetime, which is a date too; only the exact type is a day.
        if type(value) is not date:
            raise ArrangementInvalid(self.source, ArrangementFault.NEEDS_DATE, key=key)
        return value


def _notice(table: _Table, year: int) -> Notice:
    holidays = tuple(
        _holiday(_Table(entry, table.source), year) for entry in table.tables("holiday")
    )
    return Notice(
        year=year,
        number=table.text("number"),
        title=table.text("title"),
        issued_on=table.day("issued_on"),
        published_on=table.day("published_on"),
        holidays=holidays,
    )


def _holiday(table: _Table, year: int) -> Holiday:
    holiday = Holiday(
        table.text("name"), table.day("begins_on"), table.day("ends_on"), table.days("makeup_days")
    )
    if holiday.ends_on < holiday.begins_on:
        raise ArrangementInvalid(table.source, ArrangementFault.BACKWARDS, holiday=holiday.name)
    # 元旦 may begin, and its make-up day fall, in the last days of the year before.
    earliest = date(year - 1, 12, 1)
    for day in (holiday.begins_on, holiday.ends_on, *holiday.makeup_days):
        if not earliest <= day <= date(year, 12, 31):
            raise ArrangementInvalid(
                table.source,
                ArrangementFault.OTHER_YEAR,
                holiday=holiday.name,
                on=day,
                year=year,
            )
    for day in holiday.makeup_days:
        if day.weekday() < SATURDAY:
            raise ArrangementInvalid(
                table.source, ArrangementFault.NO_WEEKEND, holiday=holiday.name, on=day
            )
    return holiday
