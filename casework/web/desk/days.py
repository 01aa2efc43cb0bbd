"""The ledger of a deadline as handlers read it: each day's reason, and the article it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from casework.domain.clock import LedgerDay, Reckoning, ledger
from casework.web.words import word

_ARTICLES = {
    "C-1": lazy_gettext("条例第三十三条第二款"),
    "C-2": lazy_gettext("全国年节及纪念日放假办法"),
    "C-3": lazy_gettext("条例第三十条"),
    "C-4": lazy_gettext("条例第三十二条、第三十三条第三款"),
    "C-5": lazy_gettext("条例第三十三条第三款、第三十四条"),
    "C-6": lazy_gettext("条例第三十三条第二款（延期）"),
    "C-7": lazy_gettext("政府信息公开信息处理费管理办法"),
    "C-10": lazy_gettext("该年放假安排尚未公布"),
    "R-51-1": lazy_gettext("条例第五十一条"),
}


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day as the deadline calendar shows it."""

    on: date
    kind: str
    count: int | None
    reason: str
    rule: str


def shown_days(clock: Reckoning, today: date) -> Sequence[ShownDay]:
    """Every day from day 0 to the last, or to today while there is no last; () before any start."""
    until = None if clock.void is not None else today
    return [_shown(day) for day in ledger(clock, until)]


def _shown(day: LedgerDay) -> ShownDay:
    rules = [str(_ARTICLES[rule]) for rule in day.rule.split() if rule in _ARTICLES]
    if day.notice:
        rules.append(day.notice)
    reason = _(day.reason) if day.reason else word(day.kind)
    return ShownDay(day.on, day.kind.value, day.count, reason, "；".join(rules))
