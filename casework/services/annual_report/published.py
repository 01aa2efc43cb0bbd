"""The editions of annual reports that anybody may read."""

from collections.abc import Sequence

from casework.persistence.models import ReportSnapshot
from casework.persistence.queries import annual_reports

_LARGEST = 2**31 - 1  # beyond it a database answers with a fault


def edition(agency_id: int, year: int, number: int | None = None) -> ReportSnapshot | None:
    """An edition of a year's report; without a number, the one in force. None: there is none."""
    if max(year, number or 0) > _LARGEST:
        return None
    return annual_reports.edition(agency_id, year, number)


def editions(agency_id: int) -> Sequence[ReportSnapshot]:
    """Every edition of an agency, the latest year first, and of a year the latest edition."""
    return annual_reports.editions(agency_id)
