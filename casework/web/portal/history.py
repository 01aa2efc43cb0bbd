"""What happened to a request, as its applicant is told: plain sentences, and nobody's name.

The sentences are macros of templates/portal/steps.html, by the act's name; an act without one is
the office's own work (drafting, review, signature) and is not told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for
from markupsafe import Markup

from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Event
from casework.services.disclosure.viewing import CaseFile
from casework.web.portal import papers
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
    return [
        Step(
            titles[event.action.value],
            event.on,
            getattr(told, event.action.value)(event.facts),
            _links(file, number, event),
        )
        for number, event in reversed(list(numbered))
        if event.action.value in titles
    ]


def _links(file: CaseFile, number: int, event: Event) -> Sequence[tuple[str, str]]:
    """The letters that an act issued; a decision stands with its service, which made it known."""
    reference = file.case.reference
    return [
        (
            word(paper.letter.kind),
            url_for("portal.letter", reference=reference, letter_id=paper.letter.id),
        )
        for paper in papers.letters(file)
        if (
            event.action is Action.SERVE
            if paper.service is not None
            else paper.letter.event_sequence == number
        )
    ]
