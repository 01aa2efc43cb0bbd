"""Papers for the file, printed as they are asked for: 审查呈批单 and 送达回证.

They bear no number and are not kept: what they say is in the events, what is written on them by
hand is filed as a scan.
"""

from collections.abc import Iterator, Mapping

from casework.domain.articles import cited
from casework.domain.disclosure.facts import DraftDecision, ServiceWay
from casework.domain.disclosure.letters import PAPERS, LetterKind
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.domain.workflow import Event, Refused
from casework.persistence.queries import people
from casework.services.disclosure import record
from casework.services.disclosure.correspondence import (
    Owed,
    case_of,
    facts_of,
    letter_pdf,
)
from casework.services.letters import LetterRefusal, print_letter
from casework.services.office import Office

_SIGNATURE, _PASSED, _RETURNED, _SIGNED = "负责人", "通过", "退回", "签发"
_FIRST_REVIEW = "保密审查、审核"


def review_sheet(office: Office, reference: str, actor: Actor) -> bytes:
    """The way of a drafted decision through its review, with room for what is still to come.

    Raises NotThere, and Refused where nothing is drafted.
    """
    case = case_of(reference, actor)
    standing = record.standing_of(case)
    if standing.draft is None:
        raise Refused(LetterRefusal.NO_DRAFT)
    request = case.disclosure
    said = {
        "handling_unit": standing.handling_unit,
        "handler": _name(standing.author_id),
        "outcome": standing.draft.outcome.zh,
        "proposal": _proposal(standing.draft),
        "steps": tuple(_steps(standing)),
    }
    form = Owed(
        LetterKind.D28, request.applicant.name, request.applicant_kind.is_organisation, said
    )
    return print_letter(office, facts_of(office, case, standing, form, "", office.today())).pdf


def service_record(
    office: Office, reference: str, letter_id: int, way: ServiceWay | None, actor: Actor
) -> bytes:
    """The form on which the receipt of a letter is signed for; raises NotThere.

    `way` None: not served yet, and written in by hand.
    """
    letter, _ = letter_pdf(office, reference, letter_id, actor)
    case = case_of(reference, actor)
    said = {
        "letter_title": PAPERS[letter.kind].title,
        "letter_number": letter.number,
        "way": way.zh if way else "",
        "place": "",
    }
    addressee, is_body = letter.facts["addressee"], letter.facts["is_organisation"]
    form = Owed(LetterKind.D27, addressee, is_body, said)
    standing = record.standing_of(case)
    return print_letter(office, facts_of(office, case, standing, form, "", office.today())).pdf


def _steps(standing: Standing) -> Iterator[Mapping[str, object]]:
    """The steps taken since the draft was last written, then those still to be taken."""
    levels = [level.name for level in standing.review for _ in range(level.passes)]
    levels = levels or [_FIRST_REVIEW]
    taken = 0
    for event in _since_the_draft(standing):
        match event.action:
            case Action.PASS_LEVEL | Action.PASS_REVIEW:
                yield _step(levels[min(taken, len(levels) - 1)], event, _PASSED)
                taken += 1
            case Action.RETURN:
                yield _step(levels[min(taken, len(levels) - 1)], event, _RETURNED)
                taken = 0
            case Action.SIGN:
                yield _step(_SIGNATURE, event, _SIGNED)
    if standing.signed_on is None:
        for level in (*levels[taken:], _SIGNATURE):
            yield {"level": level, "opinion": "", "name": "", "result": "", "on": None}


def _since_the_draft(standing: Standing) -> list[Event]:
    drafted = [
        place for place, event in enumerate(standing.events) if event.facts is standing.draft
    ]
    return list(standing.events[max(drafted, default=0) :])


def _step(level: str, event: Event, result: str) -> Mapping[str, object]:
    """Who passed, returned or signed it, when, and what they wrote."""
    opinion = next(
        (
            getattr(event.facts, name)
            for name in ("conclusion", "reason", "remark")
            if getattr(event.facts, name, "")
        ),
        "",
    )
    name = _name(event.user_id)
    return {"level": level, "opinion": opinion, "name": name, "result": result, "on": event.on}


def _proposal(draft: DraftDecision) -> str:
    """What the decision rests on, in the words of its leaf."""
    given = draft.facts
    said = (getattr(given, name, "") for name in ("reason", "where", "supplied", "supplied_as"))
    words = "；".join(words for words in (*said, draft.public_interest) if words)
    return f"依据{cited(draft.leaf.article)}办理。{words}" if words else draft.leaf.outcome.zh


def _name(user_id: int | None) -> str:
    user = None if user_id is None else people.user(user_id)
    return "" if user is None else user.name
