"""The queue: what waits for me, then the open cases by due date; and the way to one by number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import redirect, render_template, request, url_for

from casework.domain.disclosure.vocabulary import State
from casework.services.disclosure import viewing, waiting
from casework.services.disclosure.viewing import PAGE, QueueRow
from casework.web.desk.face import face
from casework.web.desk.sheet import LARGEST_ID, Answer, Urgency, state_tone, urgency_of_row
from casework.web.doors import office, requires, staff

_SHORT = 42  # characters of the requested information that fit a line


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the queue as the page shows it."""

    reference: str
    state: State
    tone: str
    wanted: str
    received_on: date | None
    due_on: date | None
    urgency: Urgency


@face.get("/")
@requires()
def queue() -> Answer:
    """What waits for the user in any capacity, then the cases they handle."""
    actor = staff()
    after = _after(request.args.get("after", ""))
    awaiting = [] if after else waiting.waiting(office(), actor)
    rows = viewing.queue(office(), actor.agency_id, actor.user_id, after)
    return render_template(
        "desk/queue.html",
        awaiting=_lines(awaiting[:PAGE]),
        more_awaiting=len(awaiting) > PAGE,
        **_paged(rows, "desk.queue"),
    )


@face.get("/cases")
@requires()
def all_cases() -> Answer:
    """Every open case of the agency; a reference that is typed leads to its case."""
    typed = request.args.get("reference", "").strip()
    found = waiting.reference_of(office(), typed, staff()) if typed else None
    if found:
        return redirect(url_for("desk.case", reference=found))
    rows = viewing.queue(office(), staff().agency_id, None, _after(request.args.get("after", "")))
    page = render_template("desk/all_cases.html", typed=typed, **_paged(rows, "desk.all_cases"))
    return page, 404 if typed else 200


def _after(typed: str) -> tuple[date, int] | None:
    """Where the page before ended; None for anything that no page of ours says."""
    on, _, case_id = typed.partition("_")
    try:
        place = date.fromisoformat(on), int(case_id)
    except ValueError:
        return None
    return place if place[1] <= LARGEST_ID else None


def _paged(rows: Sequence[QueueRow], endpoint: str) -> dict[str, object]:
    """The lines of one page, and where the next one begins if there is one."""
    running = [row for row in rows if row.due_on is not None]
    shown = running[:PAGE]
    last = shown[-1] if len(running) > PAGE else None
    still = [row for row in rows if row.due_on is None]
    onward = "" if last is None else url_for(endpoint, after=f"{last.due_on}_{last.case_id}")
    return {"still": _lines(still), "lines_shown": _lines(shown), "onward": onward}


def _lines(rows: Sequence[QueueRow]) -> list[Line]:
    today = office().today()
    return [
        Line(
            reference=row.reference,
            state=row.state,
            tone=state_tone(row.state),
            wanted=_shortened(row.requested_information),
            received_on=row.received_on,
            due_on=row.due_on,
            urgency=urgency_of_row(row, today),
        )
        for row in rows
    ]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"
