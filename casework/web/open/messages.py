"""意见建议: what was answered and is public, listed, searched and subscribed to (R-YG-3)."""

from datetime import date, timedelta

from flask import Response, render_template, request, url_for

from casework.domain.message.vocabulary import Kind
from casework.services.message import filing, published, questions
from casework.services.message.published import PAGE, Published, Wanted
from casework.web.doors import office, public
from casework.web.open.face import face
from casework.web.open.shelf import finished
from casework.web.words import said as _
from casework.web.words import word

_LARGEST_ID = 2**31 - 1  # beyond it a database answers with a fault
_LONGEST = 200  # characters that are searched for
_SHORT = 160  # characters of a reply in the list and in the feed
# Kept by a cache, and never shown without asking: what is withdrawn is shown no more.
_ASK_FIRST = "public, no-cache"

Choice = tuple[str, str, bool]


@face.get("/messages")
@public
def messages() -> Response:
    """The replies that are public, the latest first; or those that speak of what is searched."""
    agency_id, wanted, text = office().agency().id, _wanted(), _text()
    if text:
        found = published.matching(agency_id, wanted, text)
    else:
        found = published.page(agency_id, wanted, _place())
    page = render_template(
        "open/messages.html",
        found=[(one, shortened(one.reply)) for one in found[:PAGE]],
        text=text,
        choices=_choices(wanted),
        is_narrowed=wanted != Wanted(),
        onward=_address(wanted, found[PAGE - 1]) if len(found) > PAGE and not text else "",
        limits=filing.limits(office().agency()),
    )
    return asked_first(page.encode(), "text/html; charset=utf-8")


@face.get("/messages/replies/<int:publication_id>")
@public
def message_reply(publication_id: int) -> Response | tuple[str, int]:
    """One message with its reply; of one that was withdrawn, the day and why."""
    one = published.one(min(publication_id, _LARGEST_ID), office().agency().id)
    if one.withdrawn_on is not None:
        return render_template("open/message_withdrawn.html", one=one), 410
    page = render_template("open/message_reply.html", one=one)
    return asked_first(page.encode(), "text/html; charset=utf-8")


@face.get("/messages/questions")
@public
def frequent_questions() -> str:
    """What is asked often, with the answers."""
    return render_template(
        "open/message_questions.html", questions=questions.listed(office().agency().id)
    )


def asked_first(body: bytes, media_type: str) -> Response:
    """An answer that a cache may keep, and asks about before it is shown again."""
    answer = finished(body)
    response = Response(answer.body, content_type=media_type)
    response.headers["Cache-Control"] = _ASK_FIRST
    response.set_etag(answer.tag)
    response.make_conditional(request)
    return response


def shortened(text: str) -> str:
    """The beginning of a reply, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


def _text() -> str:
    return request.args.get("q", "").strip()[:_LONGEST]


def _wanted() -> Wanted:
    kind = request.args.get("kind", "")
    return Wanted(
        kind=next((one for one in Kind if one.value == kind), None),
        unit=request.args.get("unit", "").strip()[:_LONGEST],
        replied=_month(request.args.get("month", "")),
    )


def _month(typed: str) -> tuple[date, date] | None:
    """The first and the last day of a month such as 2026-03; None for anything else."""
    try:
        first = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return None
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first, following - timedelta(days=1)


def _place() -> tuple[date, int] | None:
    """The place that the address says; None for anything that no page of ours says."""
    on, _bar, number = request.args.get("before", "").rpartition("_")
    try:
        place = date.fromisoformat(on), int(number)
    except ValueError:
        return None
    return place if 0 < place[1] <= _LARGEST_ID else None


def _address(wanted: Wanted, last: Published) -> str:
    on, number = last.place
    return url_for(
        "open.messages",
        kind=wanted.kind,
        unit=wanted.unit or None,
        month=None if wanted.replied is None else f"{wanted.replied[0]:%Y-%m}",
        before=f"{on}_{number}",
    )


def _choices(wanted: Wanted) -> list[tuple[str, str, list[Choice]]]:
    """The filters: name, label, and what may be chosen."""
    agency_id, every = office().agency().id, ("", _("不限"), False)
    chosen = None if wanted.replied is None else wanted.replied[0]
    kinds = [(kind.value, word(kind), kind is wanted.kind) for kind in Kind]
    units = [(unit, unit, unit == wanted.unit) for unit in published.units(agency_id)]
    months = [
        (f"{first:%Y-%m}", _month_in_words(first), first == chosen)
        for first in _months(published.years(agency_id))
    ]
    return [
        ("kind", _("类别"), [every, *kinds]),
        ("month", _("答复月份"), [every, *months]),
        ("unit", _("答复部门"), [every, *units]),
    ]


def _months(years: range) -> list[date]:
    """The first days of the months in which a reply may have been given, the latest first."""
    today = office().today()
    firsts = (date(year, month, 1) for year in years for month in range(1, 13))
    return [first for first in firsts if first <= today][::-1]


def _month_in_words(first: date) -> str:
    return _("%(year)s年%(month)s月", year=first.year, month=first.month)
