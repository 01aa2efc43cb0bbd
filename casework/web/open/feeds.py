"""The Atom feeds: consultations, replies, annual reports; what changed last comes first.

They are in Chinese whatever language pages are read in, as all exports: a reader keeps one copy.
"""

from datetime import datetime

from flask import Response, abort, request, url_for

from casework.domain.consultation.vocabulary import DisplayStatus
from casework.domain.moments import SHANGHAI
from casework.persistence.models import ReportSnapshot
from casework.services.annual_report import published as reports
from casework.services.consultation import published as consultations
from casework.services.consultation.published import PublicLine
from casework.services.message import published as messages
from casework.web.doors import office, public
from casework.web.open.atom import Entry, Feed, atom
from casework.web.open.consultations import address
from casework.web.open.face import face
from casework.web.open.messages import shortened
from casework.web.open.shelf import finished
from casework.web.problems import FOR_OTHER_SITES

_ATOM = "application/atom+xml; charset=utf-8"
# Kept by a cache, and never shown without asking: what is withdrawn is shown no more.
_ASK_FIRST = "public, no-cache"


@face.get("/consultations.atom")
@public
def consultations_feed() -> Response:
    """The consultations that changed last, all or of one status."""
    asked = request.args.get("status") or None
    if asked is not None and asked not in set(DisplayStatus):
        abort(404)
    status = None if asked is None else DisplayStatus(asked)
    title = "意见征集" if status is None else f"意见征集：{status.zh}"
    found = consultations.latest(office(), consultations.Wanted(status=status))
    entries = tuple(_consultation(line) for line in found)
    changed_at = consultations.changed_at(office())
    return _fed("consultations", title, entries, changed_at, status=status)


@face.get("/messages.atom")
@public
def messages_feed() -> Response:
    """The latest replies that are public."""
    agency_id = office().agency().id
    found = messages.page(agency_id, messages.Wanted())[: messages.PAGE]
    entries = tuple(_reply(one) for one in found)
    return _fed("messages", "意见建议办理情况", entries, messages.changed_at(agency_id))


@face.get("/annual-reports.atom")
@public
def annual_reports_feed() -> Response:
    """Every edition of the annual reports, the one that was published last first."""
    editions = reports.editions(office().agency().id)
    ordered = sorted(editions, key=lambda edition: edition.published_at, reverse=True)
    entries = tuple(_report(edition) for edition in ordered)
    changed_at = max((edition.published_at for edition in editions), default=None)
    return _fed("annual_reports", "政府信息公开工作年度报告", entries, changed_at)


def _fed(
    page: str,
    title: str,
    entries: tuple[Entry, ...],
    changed_at: datetime | None,
    **parts: str | None,
) -> Response:
    """A feed beside a page. One that never had an entry was changed when the day began."""
    today = datetime.combine(office().today(), datetime.min.time(), SHANGHAI)
    moment = (changed_at or today).astimezone(SHANGHAI)
    feed = Feed(
        address=url_for(f"open.{page}_feed", **parts, _external=True),
        page=url_for(f"open.{page}", **parts, _external=True),
        title=f"{office().agency().name}：{title}",
        author=office().agency().name,
        entries=entries,
    )
    answer = finished(atom(feed, moment))
    response = Response(answer.body, content_type=_ATOM, headers=FOR_OTHER_SITES)
    response.headers["Cache-Control"] = _ASK_FIRST
    response.set_etag(answer.tag)
    response.last_modified = moment
    response.make_conditional(request)
    return response


def _consultation(line: PublicLine) -> Entry:
    return Entry(
        address=address(line.reference),
        title=line.title,
        summary=f"{line.status.zh}。{line.kind.zh}，{line.unit}，"
        f"征集时间{line.opens_on}至{line.closes_on}。",
        category=line.status.value,
        published=line.published_at.astimezone(SHANGHAI),
        updated=line.changed_at.astimezone(SHANGHAI),
    )


def _reply(one: messages.Published) -> Entry:
    return Entry(
        address=url_for("open.message_reply", publication_id=one.id, _external=True),
        title=one.title,
        summary=f"{one.replying_unit}：{shortened(one.reply)}",
        category="" if one.kind is None else one.kind.value,
        published=one.released_at.astimezone(SHANGHAI),
        updated=one.released_at.astimezone(SHANGHAI),
    )


def _report(edition: ReportSnapshot) -> Entry:
    at, year, number = edition.published_at.astimezone(SHANGHAI), edition.year, edition.edition
    restated = f"（第{number}版）" if number > 1 else ""
    return Entry(
        address=url_for("open.annual_report_edition", year=year, number=number, _external=True),
        title=f"{year}年政府信息公开工作年度报告{restated}",
        summary=edition.note or f"{edition.published_on}公布。",
        category="",
        published=at,
        updated=at,
    )
