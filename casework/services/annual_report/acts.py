"""Doing a lawful act on a year's report; publishing it keeps an edition that never changes."""

import hashlib
import json
from typing import Any

from casework.domain.annual_report.acts import Beginning
from casework.domain.annual_report.standing import Edition, Standing
from casework.domain.annual_report.vocabulary import MARK, NAME, Action
from casework.domain.moments import SHANGHAI, legal_date
from casework.domain.roles import Actor
from casework.persistence.database import insert
from casework.persistence.models import Agency, AnnualReport, Case, ReportSnapshot
from casework.persistence.queries import annual_reports
from casework.services.acts import Order, Road, Series
from casework.services.annual_report import record
from casework.services.office import Office

__all__ = ["ROAD", "Order", "act", "begin"]


def _owed(office: Office, doing: record.Doing, standing: Standing, order: Order) -> None:
    if order.action is not Action.PUBLISH or standing.edition is None:
        return
    case, edition = doing.case, standing.edition
    agency = office.agencies.by_id(case.agency_id, doing.now)
    content = content_of(agency, standing, edition)
    insert(
        ReportSnapshot(
            case_id=case.id,
            agency_id=case.agency_id,
            year=standing.year,
            edition=edition.number,
            published_on=edition.published_on,
            published_at=doing.now,
            note=edition.note,
            content=content,
            sha256=hashlib.sha256(canonical(content)).hexdigest(),
        )
    )


ROAD = Road(record.COURSE, Series(NAME, MARK), annual_reports.locked, _owed)
act = ROAD.act


def begin(office: Office, given: Beginning, key: str, actor: Actor) -> str:
    """Begin the report of a year; its reference. One that was begun is gone on with."""
    begun = annual_reports.of_year(given.year, actor)
    if begun is not None:
        return begun.reference
    now = office.now()
    agency = office.agencies.by_id(actor.agency_id, now)
    case = Case(
        agency_id=agency.id, procedure=NAME, opened_on=legal_date(now), version=0, head_hash=""
    )
    case.annual_report = AnnualReport(
        agency_id=agency.id, year=given.year, is_government=given.is_government
    )
    return ROAD.open(office, case, agency, Order(Action.BEGIN, given, key), actor)


def content_of(agency: Agency, standing: Standing, edition: Edition) -> dict[str, Any]:
    """All that an edition says, as the object that every form of it is made of."""
    contents, count = edition.contents, edition.count
    return {
        "agency": agency.name,
        "agency_code": agency.code,
        "year": standing.year,
        "edition": edition.number,
        "published_on": edition.published_on.isoformat(),
        "note": edition.note,
        "as_of": count.as_of.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "overview": contents.overview,
        "table2": {name: str(value) for name, value in contents.table2.items()},
        "table3": dict(count.table3),
        "table4": dict(count.table4),
        "carried_in_note": contents.carried_in_note,
        "problems": contents.problems,
        "other": contents.other,
    }


def canonical(content: dict[str, Any]) -> bytes:
    """The bytes of a content that its hash is of: keys in order, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
