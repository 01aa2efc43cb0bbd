"""The one conversion from a moment (aware, stored as UTC) to a legal date (Asia/Shanghai)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def legal_date(moment: datetime) -> date:
    """The calendar date in China on which `moment` falls; a naive datetime raises ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment carries its time zone")
    return moment.astimezone(SHANGHAI).date()
