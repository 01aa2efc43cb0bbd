"""A row's events, read and checked: dated happenings, or the sentence that says what is wrong.

Events are a JSON list of objects with `date` and `event`, and what the event needs: `channel`,
`party` or `agency`, `working_days`, `deadline`. Other keys are ignored; an unknown event is not.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.happenings import Happening, happening
from casework.domain.terms import Term, term


class RowFault(Term):
    """The sentences that say what is wrong with a row; `{…}` are filled in."""

    NO_JSON = term("no_json", "events 不是有效的 JSON：{detail}")
    NOT_A_LIST = term("not_a_list", "events 应当是由事件组成的 JSON 数组")
    NOT_AN_OBJECT = term("not_an_object", "第{number}个事件不是 JSON 对象")
    NO_EVENTS = term("no_events", "没有任何事件")
    NO_NAME = term("no_name", "第{number}个事件没有 event（事件名）")
    UNKNOWN_EVENT = term("unknown_event", "不认识的事件“{name}”")
    BAD_DATE = term("bad_date", "事件“{name}”的 {key} 不是有效日期（YYYY-MM-DD）：{value}")
    BAD_CHANNEL = term("bad_channel", "事件“{name}”的 channel 不认识：{value}")
    BAD_NUMBER = term("bad_number", "事件“{name}”的 {key} 应当是整数：{value}")
    NEEDS_KEY = term("needs_key", "事件“{name}”缺少 {key}")
    UNKNOWN_CLOCK = term("unknown_clock", "不认识的期限“{name}”")
    NEEDS_EVENT = term("needs_event", "计算“{clock}”需要事件：{names}")
    NO_LETTER = term("no_letter", "“{name}”之前没有发出征求意见书")
    RECEIPT_CONFLICT = term("receipt_conflict", "收件日期前后矛盾")
    IMPOSSIBLE = term("impossible", "日期或者天数不成立：{detail}")
    YEAR_NOT_ARRANGED = term("year_not_arranged", "{year}年的节假日安排没有录入，无法计算")


class RowInvalid(Exception):
    """A row that cannot be answered: the sentence, with its blanks filled."""

    def __init__(self, fault: RowFault, **blanks: object) -> None:
        super().__init__(fault.zh.format(**blanks))
        self.fault = fault
        self.blanks = blanks


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One dated happening and what it brought with it; None and "" where nothing was said.

    `who`: the third party or agency. `until`: a last day that was set. `excused`: late with a
    good reason (条例 30). `variant`: which of several limits applies, such as "complex".
    """

    happening: Happening
    on: date
    name: str
    channel: ReceiptChannel | None = None
    who: str = ""
    working_days: int | None = None
    until: date | None = None
    excused: bool = False
    variant: str = ""


def occurrences(events: str) -> tuple[Occurrence, ...]:
    """The happenings of a row's JSON, by date; those of one day in the row's order.

    Raises RowInvalid.
    """
    try:
        parsed = json.loads(events)
    except (ValueError, RecursionError) as error:
        raise RowInvalid(RowFault.NO_JSON, detail=error) from error
    if not isinstance(parsed, list):
        raise RowInvalid(RowFault.NOT_A_LIST)
    if not parsed:
        raise RowInvalid(RowFault.NO_EVENTS)
    return in_order(_occurrence(event, number) for number, event in enumerate(parsed, start=1))


def in_order(happened: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Occurrences by date; those of one day stay as they stood."""
    return tuple(sorted(happened, key=lambda occurrence: occurrence.on))


def _occurrence(event: object, number: int) -> Occurrence:
    if not isinstance(event, dict):
        raise RowInvalid(RowFault.NOT_AN_OBJECT, number=number)
    name = event.get("event")
    if not isinstance(name, str) or not name.strip():
        raise RowInvalid(RowFault.NO_NAME, number=number)
    return occurrence(name, event)


def occurrence(name: str, said: Mapping[str, object]) -> Occurrence:
    """One happening by its name, from what was said about it under the keys of a row's event.

    Raises RowInvalid.
    """
    known = happening(name)
    if known is None:
        raise RowInvalid(RowFault.UNKNOWN_EVENT, name=name)
    event = _Event(name, {key: value for key, value in said.items() if value is not None})
    on = event.day("date")
    if on is None:
        raise RowInvalid(RowFault.NEEDS_KEY, name=name, key="date")
    return Occurrence(
        happening=known,
        on=on,
        name=name,
        channel=event.channel(),
        who=event.text("party", "agency", "who"),
        working_days=event.whole("working_days", "days"),
        until=event.day("deadline", "respond_by", "until", "due", "due_on"),
        excused=event.whether("good_reason", "excused"),
        variant="complex" if event.whether("complex", "difficult") else event.text("procedure"),
    )


_CHANNELS = {channel.value: channel for channel in ReceiptChannel} | {
    "counter": ReceiptChannel.IN_PERSON,
    "mail": ReceiptChannel.REGISTERED_MAIL,
    "ems": ReceiptChannel.REGISTERED_MAIL,
    "express_mail": ReceiptChannel.REGISTERED_MAIL,
    "signed_mail": ReceiptChannel.REGISTERED_MAIL,
    "plain_mail": ReceiptChannel.ORDINARY_MAIL,
    "internet": ReceiptChannel.ONLINE,
    "web": ReceiptChannel.ONLINE,
    "email": ReceiptChannel.E_MAIL,
}

# As spreadsheets write it, too: 2026-3-2, 2026/3/2.
_DATE = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_YEARS = (1949, 2999)  # A year outside is a slip of the pen.


def read_day(text: str) -> date | None:
    """The date that a text such as 2026-03-02 or 2026/3/2 names, from 1949 to 2999; else None."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day) if _YEARS[0] <= year <= _YEARS[1] else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Event:
    """What was said about one event, asked for by key and type; the first known key answers."""

    name: str
    said: Mapping[str, object]

    def _first(self, keys: tuple[str, ...]) -> tuple[str, object] | None:
        return next(((key, self.said[key]) for key in keys if key in self.said), None)

    def text(self, *keys: str) -> str:
        found = self._first(keys)
        return "" if found is None else str(found[1]).strip()

    def whether(self, *keys: str) -> bool:
        return any(self.said.get(key) in (True, 1, "true", "yes", "是") for key in keys)

    def day(self, *keys: str) -> date | None:
        found = self._first(keys)
        if found is None:
            return None
        day = read_day(str(found[1]))
        if day is None:
            raise RowInvalid(RowFault.BAD_DATE, name=self.name, key=found[0], value=found[1])
        return day

    def whole(self, *keys: str) -> int | None:
        found = self._first(keys)
        if found is None:
            return None
        key, value = found
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", value.strip()):
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise RowInvalid(RowFault.BAD_NUMBER, name=self.name, key=key, value=value)
        return value

    def channel(self) -> ReceiptChannel | None:
        word = self.text("channel").lower().replace("-", "_").replace(" ", "_")
        if word and word not in _CHANNELS:
            raise RowInvalid(RowFault.BAD_CHANNEL, name=self.name, value=word)
        return _CHANNELS.get(word)
