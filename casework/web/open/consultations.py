"""意见征集: the column of all consultations, to be filtered, paged and subscribed to (R-YG-1)."""

from dataclasses import replace
from typing import TypeVar

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _

from casework.domain.consultation.vocabulary import DisplayStatus, Kind
from casework.domain.terms import Term
from casework.services.consultation import published
from casework.services.consultation.published import PAGE, Wanted
from casework.web.doors import office, public
from casework.web.open.face import face
from casework.web.words import word

_LONGEST = 60  # characters that are searched for
_YEARS = range(1000, 9999)  # of four figures, each with a year after it

Choice = tuple[str, str, bool]
TermT = TypeVar("TermT", bound=Term)


@face.get("/consultations")
@public
def consultations() -> str:
    """The column: what is being asked first, what ended last after it."""
    wanted = _wanted()
    lines = published.page(office(), wanted, _place())
    return render_template(
        "open/consultations.html",
        lines=lines[:PAGE],
        wanted=wanted,
        statuses=_statuses(wanted),
        choices=_choices(wanted),
        onward=_address(wanted, lines[PAGE - 1].place) if len(lines) > PAGE else "",
        feed=url_for("open.consultations_feed", status=wanted.status),
        this_year=office().today().year,
    )


def address(reference: str) -> str:
    """The page of a consultation, as other sites link to it."""
    return url_for("open.consultation", reference=reference, _external=True)


def _wanted() -> Wanted:
    year = request.args.get("year", "")
    if year and not (year.isascii() and year.isdecimal() and int(year[:5]) in _YEARS):
        abort(404)
    return Wanted(
        status=_named(DisplayStatus, "status"),
        kind=_named(Kind, "kind"),
        year=int(year) if year else None,
        text=request.args.get("q", "").strip()[:_LONGEST],
    )


def _named(vocabulary: type[TermT], name: str) -> TermT | None:
    """What the address asks for; everything for a word that is none of ours."""
    asked = request.args.get(name, "")
    return next((member for member in vocabulary if member.value == asked), None)


def _place() -> str | None:
    return request.args.get("before") or None


def _address(wanted: Wanted, before: str | None = None) -> str:
    return url_for(
        "open.consultations",
        status=wanted.status,
        kind=wanted.kind,
        year=wanted.year,
        q=wanted.text or None,
        before=before,
    )


def _statuses(wanted: Wanted) -> list[Choice]:
    """The statuses as links, all of them first."""
    every = (_("全部"), _address(replace(wanted, status=None)), wanted.status is None)
    return [
        every,
        *(
            (word(status), _address(replace(wanted, status=status)), status is wanted.status)
            for status in DisplayStatus
        ),
    ]


def _choices(wanted: Wanted) -> list[tuple[str, str, list[Choice]]]:
    """The other filters: name, label, and what may be chosen."""
    kinds = [(kind.value, word(kind), kind is wanted.kind) for kind in Kind]
    years = [
        (str(year), _("%(year)s年", year=year), year == wanted.year)
        for year in published.years(office())
    ]
    every = ("", _("不限"), False)
    return [("kind", _("类别"), [every, *kinds]), ("year", _("年度"), [every, *years])]
