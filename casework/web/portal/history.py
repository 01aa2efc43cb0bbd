"""What happened to a request, as its applicant is told: plain sentences, and nobody's name.

The sentences are macros of templates/portal/steps.html, by the act's name; an act without one is
the office's own work (drafting, review, signature) and is not told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for
from markupsafe import Markup

from casework.domain.disclosure.facts import LetterCorrection, LetterService
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Event
from casework.services.disclosure import reached
from casework.services.disclosure.reached import Paper
from casework.services.disclosure.viewing import CaseFile
from casework.web.words import word


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the timeline."""

    title: str
    on: date
    description: Markup
    links: Sequence[tuple[str, str]]
    byline: str = ""


def steps(file: CaseFile) -> Sequence[Step]:
    """What the applicant is told, the latest first."""
    told = current_app.jinja_env.get_template("portal/steps.html").module
    titles: dict[str, str] = getattr(told, "titles")  # noqa: B009  # a template's own name
    numbered = enumerate(file.standing.events, start=1)
    theirs = reached.by_applicant(file.letters)
    return [
        Step(
            titles[event.action.value],
            event.on,
            getattr(told, event.action.value)(event.facts),
            _links(file, theirs, number),
        )
        for number, event in reversed(list(numbered))
        if event.action.value in titles and _is_theirs(event, theirs)
    ]


def _is_theirs(event: Event, theirs: Sequence[Paper]) -> bool:
    """Whether an act may be told: what was done to a letter to somebody else names its number."""
    match event.facts:
        case LetterService(number=number) | LetterCorrection(number=number):
            return number in {paper.letter.number for paper in theirs}
        case _:
            return True


def _links(file: CaseFile, theirs: Sequence[Paper], number: int) -> Sequence[tuple[str, str]]:
    """The letters that the act of a number made known."""
    reference = file.case.reference
    return [
        (
            word(paper.letter.kind),
            url_for("portal.letter", reference=reference, letter_id=paper.letter.id),
        )
        for paper in theirs
        if _told_at(file.standing.events, paper) == number
    ]


def _told_at(events: Sequence[Event], paper: Paper) -> int:
    """The number of the act that made a letter known: of a reply, its service; else its issue."""
    issued = paper.letter.event_sequence
    if events[issued - 1].action is not Action.SIGN:
        return issued
    later = enumerate(events[issued:], start=issued + 1)
    return next((number for number, event in later if event.action is Action.SERVE), 0)
