"""The demo's annual report: last year's, drafted, checked, approved and published in January."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import count
from uuid import NAMESPACE_OID, uuid5

from casework.adapters.clock import SetClock
from casework.cli.demo.telling import Cast
from casework.domain.annual_report import cells
from casework.domain.annual_report.acts import Approval, Beginning, Contents, Release
from casework.domain.annual_report.vocabulary import Action
from casework.domain.moments import SHANGHAI
from casework.domain.workflow import Facts
from casework.services.annual_report import acts
from casework.services.annual_report.acts import Order
from casework.statistics import annual_report as counting

_PUBLISHED = {"t2.4": 2, "t2.5": 1, "t2.6": 9, "t2.7": 126, "t2.8": 14, "t2.9": 3}
_TABLE2 = {name: Decimal(_PUBLISHED.get(name, 0)) for name in cells.TABLE2}
_CONTENTS = Contents(
    table2={**_TABLE2, "t2.10": Decimal("318.60")},
    overview=(
        "全年主动公开政府信息412条，其中规范性文件2件、水资源公报1期。"
        "依申请公开实行统一受理、逐件登记、法制审核后答复。\n"
        "公开平台完成适老化和无障碍改造，政府信息公开专栏按月检查。"
    ),
    problems=(
        "一是主动公开的内容不够集中，群众查找不便；二是个别答复的说理不够充分。\n"
        "下一步，按主题整理已公开的信息，并把常见问题的答案公布在网站上。"
    ),
    other="本年度没有收取信息处理费，没有其他需要报告的事项。",
)


def publish_last_year(cast: Cast) -> None:
    """Let last year's report go its road in January; nothing while that January lasts."""
    year = cast.today.year - 1
    if cast.today <= date(year + 1, 1, 22):
        return  # it is still to be drafted: the desk reminds of it
    clock = SetClock(cast.office.now())
    past = replace(cast.office, clock=clock)
    clock.put(_morning(year, 12))
    keys = _keys()
    begun = acts.begin(past, Beginning(year), next(keys), cast.staff["handler"])

    def do(day: int, action: Action, given: Facts, who: str) -> None:
        clock.put(_morning(year, day))
        acts.act(past, begun, Order(action, given, next(keys)), cast.staff[who])

    do(13, Action.ENTER, _CONTENTS, "handler")
    agency = past.agency()
    clock.put(_morning(year, 15))
    counted = counting.counted(agency, year, past.today(), past.now())
    do(15, Action.CHECK, counted, "handler")
    do(20, Action.APPROVE, Approval(), "approver")
    do(21, Action.PUBLISH, Release(), "handler")


def _morning(year: int, day: int) -> datetime:
    return datetime.combine(date(year + 1, 1, day), time(9), SHANGHAI)


def _keys() -> Iterator[str]:
    return (uuid5(NAMESPACE_OID, f"casework demo report {number}").hex for number in count())
