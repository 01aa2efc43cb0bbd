"""The ledger of a deadline in a citizen's words: why each day counts or not, and by which rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from casework.domain.clock import LedgerDay, LedgerKind, Reckoning, ledger

_RULES = {
    "C-1": lazy_gettext("条例第三十三条：自收到申请之日起20个工作日，收到当天不算"),
    "C-2": lazy_gettext("《全国年节及纪念日放假办法》和国务院办公厅放假通知"),
    "C-3": lazy_gettext("条例第三十条：答复期限自收到补正的申请之日起计算"),
    "C-4": lazy_gettext("条例第三十三条第三款：征求第三方意见所需时间不计算在内"),
    "C-5": lazy_gettext("条例第三十三条第三款：征求其他机关意见所需时间不计算在内"),
    "C-6": lazy_gettext("条例第三十三条第二款：延长答复期限"),
    "C-7": lazy_gettext("《政府信息公开信息处理费管理办法》：缴费以后重新计算"),
    "C-10": lazy_gettext("该年放假安排尚未公布，暂按一般工作日计算"),
    "R-51-1": lazy_gettext("条例第五十一条：责令重新处理"),
}
_PLAIN = {
    LedgerKind.DAY_ZERO: lazy_gettext("起算日"),
    LedgerKind.COUNTED: lazy_gettext("工作日"),
    LedgerKind.WEEKEND: lazy_gettext("周末休息"),
    LedgerKind.HOLIDAY: lazy_gettext("放假"),
    LedgerKind.MAKEUP: lazy_gettext("调休上班"),
    LedgerKind.EXCLUDED: lazy_gettext("征求意见期间"),
    LedgerKind.EXTENSION: lazy_gettext("延长期内的工作日"),
}


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """A day of the ledger as the deadline calendar shows it."""

    on: date
    kind: str
    count: int | None
    reason: str
    rule: str


def explained(clock: Reckoning) -> Sequence[ExplainedDay]:
    """Every day from the receipt to the last one, with its reason; none while no clock runs."""
    return [_explained(day) for day in ledger(clock)]


def _explained(day: LedgerDay) -> ExplainedDay:
    reason = _(day.reason) if day.reason else str(_PLAIN[day.kind])
    rules = [str(_RULES[rule]) for rule in day.rule.split() if rule in _RULES]
    if day.notice:
        rules.append(day.notice)
    return ExplainedDay(day.on, day.kind.value, day.count, reason, "；".join(rules))
