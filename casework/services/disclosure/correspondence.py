"""Letters: what each kind needs of its case, printed, numbered and kept for good."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from casework.domain.disclosure import facts as acts
from casework.domain.disclosure.letters import PAPERS, LetterKind
from casework.domain.disclosure.standing import Standing, reply_clock
from casework.domain.disclosure.vocabulary import Action
from casework.domain.moments import legal_date
from casework.domain.roles import Actor
from casework.domain.workflow import Refused, Situation, Transition
from casework.letters import LetterFacts
from casework.letters.batches import batch
from casework.persistence.models import Case, Letter
from casework.persistence.queries import any_case, case_page, cases, papers
from casework.services import agencies, letterhead
from casework.services.acts import Order
from casework.services.attachments import supplied
from casework.services.disclosure import history, record
from casework.services.disclosure.opinion_codes import number_of
from casework.services.disclosure.particulars import Particulars, overridden, particulars
from casework.services.letters import LetterRefusal, keep, print_letter, sender_of
from casework.services.office import Office
from casework.services.refusals import NotThere

_DECIDING = frozenset({Action.SIGN, Action.REPLY_ON_THE_SPOT})
_ASKING = frozenset({LetterKind.D05, LetterKind.D07})
# Letters that announce their own act, and so do not look back on it.
_ANNOUNCING = frozenset(
    {
        LetterKind.D02,
        LetterKind.D03,
        LetterKind.D04,
        LetterKind.D06,
        LetterKind.D22,
        LetterKind.D30,
    }
)


def issue(  # noqa: PLR0913, PLR0917  # the act, its case before and after, its day, its code
    office: Office,
    case: Case,
    standing: Standing,
    row: Transition[Standing],
    now: datetime,
    answer_code: str = "",
) -> None:
    """Print, number and keep the letters that an act owes.

    `answer_code` is what those who are asked for an opinion answer with, "" where none was made.
    """
    today = legal_date(now)
    for letter in owed(case, standing, row, office, answer_code):

        def written(number: str, letter: Owed = letter) -> LetterFacts:
            return facts_of(office, case, standing, letter, number, today)

        keep(office, case, letter.kind, written, today, standing.events[-1].role)


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter to be written: its kind, to whom, and what it alone says."""

    kind: LetterKind
    addressee: str
    is_organisation: bool
    particulars: Particulars


def owed(
    case: Case,
    standing: Standing,
    row: Transition[Standing],
    office: Office,
    answer_code: str = "",
) -> Iterator[Owed]:
    """The letters that an act owes: its row's, and where it decides, that of the decision."""
    draft = standing.draft
    if row.action in _DECIDING and draft is not None:
        yield _to_applicant(case, draft.leaf.letter, standing, office)
    for kind in row.letters:
        match kind:
            case LetterKind() as asking if asking in _ASKING:
                yield _to_asked(case, asking, standing, office, answer_code)
            case LetterKind.D06 if not standing.consultations[-1].suspends:
                pass  # the time counts: there is nothing to tell
            case LetterKind.D08:
                yield from _to_overridden(standing)
            case LetterKind.D31:
                yield _to_misinformed(case, standing, office)
            case LetterKind():
                yield _to_applicant(case, kind, standing, office)


def _to_applicant(case: Case, kind: LetterKind, standing: Standing, office: Office) -> Owed:
    request = case.disclosure
    said = particulars(kind, standing, office.calendar)
    return Owed(kind, request.applicant.name, request.applicant_kind.is_organisation, said)


def _to_asked(
    case: Case, kind: LetterKind, standing: Standing, office: Office, answer_code: str
) -> Owed:
    """The letter that asks a third party or another agency; it bears the way to answer it."""
    one = standing.consultations[-1]
    asked = one.asked.facts
    assert isinstance(asked, acts.ThirdPartyConsultation | acts.AgencyConsultation)
    said = {
        **particulars(kind, standing, office.calendar),
        "opinion_number": number_of(case.reference, one.number),
        "answer_code": answer_code,
    }
    is_body = kind is LetterKind.D07 or asked.asked.is_organisation
    return Owed(kind, one.name, is_body, said)


def _to_overridden(standing: Standing) -> Iterator[Owed]:
    """A letter to each third party who objected to what is disclosed all the same (条例 32)."""
    if standing.draft is None or not standing.draft.public_interest.strip():
        return
    for one in standing.objectors:
        asked = one.asked.facts
        assert isinstance(asked, acts.ThirdPartyConsultation)
        is_body = asked.asked.is_organisation
        yield Owed(LetterKind.D08, one.name, is_body, overridden(one, standing))


def _to_misinformed(case: Case, standing: Standing, office: Office) -> Owed:
    """The correction goes to whomever the letter went that it corrects."""
    said = particulars(LetterKind.D31, standing, office.calendar)
    wrong = papers.letter_by_number(case.id, str(said["number"]))
    if wrong is None:
        raise Refused(LetterRefusal.NO_SUCH_LETTER, number=str(said["number"]))
    more = {"letter_title": PAPERS[wrong.kind].title, "letter_on": wrong.issued_on}
    addressee, is_body = wrong.facts["addressee"], wrong.facts["is_organisation"]
    return Owed(LetterKind.D31, addressee, is_body, {**said, **more})


def preview(office: Office, reference: str, actor: Actor) -> bytes:
    """The drafted decision's letter, stamped as a preview; raises NotThere and Refused."""
    case = case_of(reference, actor)
    standing = record.standing_of(case)
    if standing.draft is None:
        raise Refused(LetterRefusal.NO_DRAFT)
    letter = _to_applicant(case, standing.draft.leaf.letter, standing, office)
    return _previewed(office, case, standing, letter)


def writes(row: Transition[Standing]) -> bool:
    """Whether an act may owe letters."""
    return bool(row.letters) or row.action in _DECIDING


def preview_of_act(office: Office, reference: str, order: Order, actor: Actor) -> bytes:
    """The letters that an act would owe, stamped as previews, in one file; nothing is done.

    Raises NotThere, and Refused as the act itself would, or where it would owe none.
    """
    case, now = case_of(reference, actor), office.now()
    standing = record.standing_of(case)
    situation = Situation(standing, actor, legal_date(now), office.calendar)
    step = record.COURSE.procedure.fire(situation, order.action, order.facts)
    doing = record.Doing(case, standing, step, order.facts, actor, now)
    _event, then = record.COURSE.outcome(doing)
    pdfs = [_previewed(office, case, then, letter) for letter in owed(case, then, step.row, office)]
    if not pdfs:
        raise Refused(LetterRefusal.NO_LETTER)
    return batch(pdfs)


def _previewed(office: Office, case: Case, standing: Standing, letter: Owed) -> bytes:
    facts = facts_of(office, case, standing, letter, "", office.today())
    own_words = letterhead.words_of(case.agency_id, letter.kind)
    return print_letter(office, facts, preview=True, own_words=own_words).pdf


def receipt(office: Office, case: Case, code: str = "") -> bytes:
    """The receipt of an application filed online; with the query code where it is given."""
    own_words = letterhead.words_of(case.agency_id, LetterKind.RECEIPT)
    return print_letter(office, receipt_facts(office, case, code), own_words=own_words).pdf


def receipt_facts(office: Office, case: Case, code: str = "") -> LetterFacts:
    """The facts of a receipt."""
    standing = record.standing_of(case)
    on = legal_date(case.disclosure.submitted_at)
    request = case.disclosure
    letter = Owed(
        LetterKind.RECEIPT,
        request.applicant.name,
        request.applicant_kind.is_organisation,
        {"query_code": code},
    )
    return facts_of(office, case, standing, letter, "", on)


def letter_pdf(
    office: Office, reference: str, letter_id: int, actor: Actor
) -> tuple[Letter, bytes]:
    """An issued letter of a case, of any procedure, and its bytes as printed; raises NotThere."""
    case = any_case.by_reference(reference, actor)
    found = None if case is None else papers.letter(letter_id, case.id)
    if found is None:
        raise NotThere(reference)
    return found, found.pdf


def facts_of(  # noqa: PLR0913, PLR0917  # a letter's facts, each from somewhere else
    office: Office, case: Case, standing: Standing, letter: Owed, number: str, issued_on: date
) -> LetterFacts:
    """The facts of a letter to be written in a case as it stands."""
    request, agency = case.disclosure, agencies.by_id(case.agency_id)
    clock = reply_clock(standing, office.calendar)
    return LetterFacts(
        kind=letter.kind,
        sender=sender_of(agency),
        number=number,
        addressee=letter.addressee,
        is_organisation=letter.is_organisation,
        reference=case.reference,
        submitted_on=standing.submitted_on or legal_date(request.submitted_at),
        received_on=standing.received_on,
        due_on=clock.due_on,
        requested_information=" ".join(request.requested_information.split()),
        attachments=_enclosed(case, standing, letter.kind),
        history=_history(letter.kind, standing),
        issued_on=issued_on,
        particulars=dict(letter.particulars),
        site_url=office.site_url,
    )


def _enclosed(case: Case, standing: Standing, kind: LetterKind) -> tuple[str, ...]:
    """The names of the files that go with a decision that supplies information."""
    if kind not in {LetterKind.D09, LetterKind.D11}:
        return ()
    enclosed = supplied(standing, case_page.attachments(case.id))
    return tuple(PurePath(attachment.filename).stem for attachment in enclosed)


def _history(kind: LetterKind, standing: Standing) -> tuple[str, ...]:
    """What a letter looks back on: not the act that it announces itself.

    Whoever is told that a third party is asked was told so of those who were asked before.
    """
    if kind not in _ANNOUNCING:
        return history.told(standing.events)
    announced = standing.events[-1].facts
    another = kind is LetterKind.D06 and isinstance(announced, acts.ThirdPartyConsultation)
    return history.told(standing.events[:-1], third_parties=not another)


def case_of(reference: str, actor: Actor) -> Case:
    """The case of a reference; raises NotThere."""
    case = cases.by_reference(reference, actor)
    if case is None:
        raise NotThere(reference)
    return case
