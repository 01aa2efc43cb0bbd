"""The queue: what waits for me, then the open cases by due date; and the way to one by number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import redirect, render_template, request, url_for

from casework.domain.references import Mark, mark_of
from casework.domain.terms import Term
from casework.services import queue as service
from casework.services.annual_report import viewing as reports
from casework.services.lines import PAGE, QueueRow
from casework.web.desk.face import face
from casework.web.desk.sheet import (
    LARGEST_ID,
    Answer,
    Urgency,
    address_of,
    state_tone,
    urgency_of_row,
)
from casework.web.doors import office, requires, staff
from casework.web.words import word

_SHORT = 42  # characters of the requested information that fit a line


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the queue as the page shows it."""

    reference: str
    address: str
    state: Term
    tone: str
    wanted: str
    kind: str
    received_on: date | None
    due_on: date | None
    urgency: Urgency
    handler: str


@face.get("/")
@requires()
def queue() -> Answer:
    """What waits for the user in any capacity, then the cases they handle."""
    actor = staff()
    place = _place()
    awaiting = service.waiting(office(), actor) if place == _FIRST else []
    return render_template(
        "desk/queue.html",
        awaiting=lines_of(awaiting[:PAGE]),
        more_awaiting=len(awaiting) > PAGE,
        **_paged(place, "desk.queue", is_own=True),
    )


@face.get("/cases")
@requires()
def all_cases() -> Answer:
    """Every open case of the agency; a reference that is typed leads to its case."""
    typed = request.args.get("reference", "").strip()
    found = service.reference_of(office(), typed, staff()) if typed else None
    if found:
        return redirect(address_of(found))
    place = _place()
    page = render_template(
        "desk/all_cases.html",
        typed=typed,
        owed=reports.reminder(office(), staff()) if place == _FIRST else None,
        **_paged(place, "desk.all_cases", is_own=False),
    )
    return page, 404 if typed else 200


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the two lists a page begins; a page further on shows one of them alone."""

    after: tuple[date, int] | None = None
    still_after: int = 0


_FIRST = _Place()


def _place() -> _Place:
    """The place that the address says; the first for anything that no page of ours says."""
    on, _, running = request.args.get("after", "").rpartition("_")
    still = request.args.get("still", "")
    try:
        if still:
            return _Place(still_after=_within(still))
        return _Place((date.fromisoformat(on), _within(running)))
    except ValueError:
        return _FIRST


def _within(typed: str) -> int:
    """An id that a page of ours can say; raises ValueError."""
    number = int(typed)
    if not 0 < number <= LARGEST_ID:
        raise ValueError(typed)
    return number


def _paged(place: _Place, endpoint: str, *, is_own: bool) -> dict[str, object]:
    """The lines of one page of both lists, and where the next page of each begins, if any."""
    whose = office(), staff()
    still: Sequence[QueueRow] = ()
    running: Sequence[QueueRow] = ()
    if place.after is None:
        still = service.standing_still(*whose, place.still_after, is_own=is_own)
    if not place.still_after:
        running = service.queue(*whose, place.after, is_own=is_own)
    more_still = url_for(endpoint, still=still[PAGE - 1].case_id) if len(still) > PAGE else ""
    last = running[PAGE - 1] if len(running) > PAGE else None
    onward = "" if last is None else url_for(endpoint, after=f"{last.due_on}_{last.case_id}")
    return {
        "still": lines_of(still[:PAGE]),
        "more_still": more_still,
        "lines_shown": lines_of(running[:PAGE]),
        "onward": onward,
    }


def lines_of(rows: Sequence[QueueRow]) -> list[Line]:
    """Rows of the queue as the page shows them."""
    today = office().today()
    return [
        Line(
            reference=row.reference,
            address=address_of(row.reference),
            state=row.state,
            tone=state_tone(row.state),
            wanted=_shortened(row.subject),
            kind=_kind(row.reference),
            received_on=row.received_on,
            due_on=row.due_on,
            urgency=urgency_of_row(row, today),
            handler=row.handler,
        )
        for row in rows
    ]


def _kind(reference: str) -> str:
    """Which procedure a case is of, in words; nothing for the usual one."""
    mark = mark_of(reference)
    return "" if mark is Mark.DISCLOSURE else word(mark)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"
