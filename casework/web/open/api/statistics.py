"""The endpoint of the public figures: those of the page /statistics, and no others.

What is kept back there because it is of a very few is kept back here.
"""

import json
from datetime import date, datetime, timedelta
from http import HTTPStatus

from casework.domain.moments import SHANGHAI
from casework.persistence.models import Agency
from casework.statistics import consultations, dashboard_exports, messages
from casework.statistics.beside import beside
from casework.statistics.dashboard import NotReconciled, agencies, dashboard, years
from casework.statistics.figures import last_act
from casework.statistics.periods import Period
from casework.web.doors import office
from casework.web.open.api import objects
from casework.web.open.api.endpoint import Given, Wrong, endpoint

_ALL = "all"  # the site's agency with all below it; agencies' codes are capitals
_CONTRADICTIONS = (NotReconciled, consultations.Unreconciled, messages.Unreconciled)


@endpoint(
    "/statistics", "一年或者一个季度的统计数据", objects.Statistics, objects.StatisticsQuestion
)
def statistics(asked: objects.StatisticsQuestion) -> Given:
    """The figures of a period, which add up, or a problem that says that they do not."""
    today = office().today()
    period, agency = Period(asked.year or today.year, asked.quarter), _whose(asked.agency)
    with_below = asked.agency == _ALL
    known = years(agency, today, with_below=with_below)
    if period.year not in known or period.begins_on > today:
        raise Wrong(HTTPStatus.NOT_FOUND, f"没有{period.label}的数据")
    try:
        return _counted(agency, period, with_below=with_below)
    except _CONTRADICTIONS:
        detail = f"{period.label}的数据对不上，核对以前不公布"
        raise Wrong(HTTPStatus.SERVICE_UNAVAILABLE, detail) from None


def _counted(agency: Agency, period: Period, *, with_below: bool) -> Given:
    today = office().today()
    _word, as_of = last_act(today)
    found = dashboard(agency, period, today, as_of, with_below=with_below)
    more = () if with_below else beside(agency, period, today, as_of)
    said = json.loads(dashboard_exports.to_json(found, (*found.lines(), *more), ""))
    kept = {name: said[name] for name in objects.Statistics.model_fields}
    # The last day counted moves on with the days, until the day after the period's end.
    moved_on = _midnight(min(today, period.ends_on + timedelta(days=1)))
    return Given(objects.Statistics(**kept), max(as_of, moved_on))


def _whose(code: str | None) -> Agency:
    if code in {None, _ALL, office().agency().code}:
        return office().agency()
    for one in agencies(office().agency()):
        if one.code == code:
            return one
    raise Wrong(HTTPStatus.NOT_FOUND, f"没有代码是{code}的机关")


def _midnight(on: date) -> datetime:
    """The first moment of a day in China."""
    return datetime(on.year, on.month, on.day, tzinfo=SHANGHAI)
