"""The agency's own words in the zones of its letters: judged, tried on a real case, and kept.

Every version stays. Letters that were issued keep the words that they were printed with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework.domain.disclosure.letters import PAPERS, LetterKind
from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import Actor
from casework.domain.terms import Term, term
from casework.domain.workflow import Facts, Refused
from casework.letters import LetterFacts
from casework.letters.zones import OwnWords, zones
from casework.persistence.database import db, transaction
from casework.persistence.models import Case, LetterWording
from casework.persistence.models.people import AdminAct
from casework.persistence.queries import cases, letterhead, papers, people
from casework.services.administration import Deed, Mandate
from casework.services.disclosure import correspondence, record
from casework.services.letters import print_letter
from casework.services.office import Office
from casework.services.record_correction import correspondence as corrections
from casework.services.refusals import NotThere

REWORDABLE = tuple(kind for kind in LetterKind if zones(kind))


class ZoneName(Term):
    """What the zones of the templates are for."""

    EXPLANATION = term("explanation", "补充说明")
    HOW_TO_ANSWER = term("how_to_answer", "怎样提交")
    FOLLOW = term("follow", "怎样查询")
    ENDING = term("ending", "结束语")


class WordingRefusal(Term):
    """Why words are not kept, or not tried."""

    CHANGED_SINCE = term(
        "changed_since", "您打开本页以后，有人保存了第{version}版。请核对现在的文字，再改、再保存。"
    )
    NOTHING_CHANGED = term("nothing_changed", "文字没有改动，不用保存。")
    NOT_OF_THIS_CASE = term(
        "not_of_this_case", "{reference}没有发过也没有拟写《{title}》，请换一件申请预览。"
    )


@dataclass(frozen=True, slots=True)
class Wording(Facts):
    """What the zones of a kind should say, by their names, and on which version it is based."""

    kind: LetterKind
    version: int
    texts: tuple[tuple[str, str], ...]


def texts(agency_id: int, kind: LetterKind) -> Mapping[str, str]:
    """What the zones of a kind say now: the agency's own words, else those shipped."""
    own = letterhead.words(agency_id, kind)
    return {zone.name: own.get(zone.name, zone.text) for zone in zones(kind)}


def history(agency_id: int, kind: LetterKind) -> Sequence[LetterWording]:
    """All that the agency ever wrote into the zones of a kind, the latest first."""
    return letterhead.wordings(agency_id, kind)


def versions(agency_id: int) -> Mapping[LetterKind, int]:
    """How many versions the agency saved of each kind that it ever changed."""
    return letterhead.versions(agency_id)


def save(office: Office, given: Wording, mandate: Mandate) -> None:
    """Say the zones of a kind so from now on; what is as shipped is kept as that.

    Raises NotThere; Refused where nothing changed, or somebody else changed it meanwhile.
    """
    deed, actor = Deed(AdminAct.CHANGE_WORDING, mandate, office.now()), mandate.actor
    with transaction():
        if deed.earlier(given) is not None:
            return
        if people.locked_agency(actor.agency_id) is None or actor.user_id is None:
            raise NotThere(str(actor.agency_id))
        version = letterhead.versions(actor.agency_id).get(given.kind, 0)
        if version != given.version:
            raise Refused(WordingRefusal.CHANGED_SINCE, version=version)
        before = letterhead.words(actor.agency_id, given.kind)
        after = own_words(given)
        changed = [zone.name for zone in zones(given.kind) if differs(zone.name, before, after)]
        if not changed:
            raise Refused(WordingRefusal.NOTHING_CHANGED)
        for name in changed:
            db.session.add(
                LetterWording(
                    agency_id=actor.agency_id,
                    kind=given.kind,
                    zone=name,
                    text=after.get(name),
                    version=version + 1,
                    saved_at=deed.at,
                    saved_by=actor.user_id,
                )
            )
        deed.enter({"wording": ["", f"{PAPERS[given.kind].title} v{version + 1}"]})


def own_words(given: Wording) -> OwnWords:
    """What of some words is the agency's own: not what a zone says as shipped."""
    shipped = {zone.name: zone.text for zone in zones(given.kind)}
    said = ((name, plain(text)) for name, text in given.texts)
    return {name: text for name, text in said if text != plain(shipped[name])}


def differs(zone: str, before: OwnWords, after: OwnWords) -> bool:
    """Whether a zone says something else than before."""
    return before.get(zone) != after.get(zone)


def plain(text: str) -> str:
    """A text as it is kept: a line each paragraph, without empty ones."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def preview(office: Office, reference: str, given: Wording, actor: Actor) -> bytes:
    """A case's letter of a kind as it would be with other words, stamped as a preview.

    Raises NotThere; Refused where the case has no such letter, or lacks a fact that is to be said.
    """
    said = own_words(given)
    if given.kind is LetterKind.D26:
        return corrections.preview(office, reference, actor, said)
    facts = _facts(office, correspondence.case_of(reference, actor), given.kind)
    return print_letter(office, facts, preview=True, own_words=said).pdf


def _facts(office: Office, case: Case, kind: LetterKind) -> LetterFacts:
    """The facts of a case's last letter of a kind, or of the one that is drafted."""
    if kind is LetterKind.RECEIPT:
        return correspondence.receipt_facts(office, case)
    issued = papers.standing_letter(case.id, kind)
    events = cases.history(case.id)
    standing = record.standing_after(events if issued is None else events[: issued.event_sequence])
    action = Action.SIGN if issued is None else standing.events[-1].action
    row = DISCLOSURE.by_action[action]
    for letter in correspondence.owed(case, standing, row, office, ""):
        if letter.kind is kind:
            on = office.today() if issued is None else issued.issued_on
            return correspondence.facts_of(office, case, standing, letter, "", on)
    title = PAPERS[kind].title
    raise Refused(WordingRefusal.NOT_OF_THIS_CASE, reference=case.reference, title=title)
