"""Letters: what each kind needs of its case, printed, numbered and kept for good."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import PurePath

from casework.domain.disclosure import facts as acts
from casework.domain.disclosure.clock import reply_clock
from casework.domain.disclosure.leaves import Withheld, WithheldPart
from casework.domain.disclosure.letters import LetterKind, series_of
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import Action
from casework.domain.moments import legal_date
from casework.domain.roles import Actor
from casework.domain.terms import Term, term
from casework.domain.workflow import Event, Refused, Transition
from casework.letters import LetterFacts, NoGlyph, Printed, Sender
from casework.persistence.database import db
from casework.persistence.facts import to_fields
from casework.persistence.models import Case, Letter
from casework.persistence.queries import cases, papers, register
from casework.services import agencies
from casework.services.attachments import supplied
from casework.services.disclosure import history, record
from casework.services.office import Office
from casework.services.refusals import NotThere


class LetterRefusal(Term):
    """Why a letter is not printed."""

    NO_GLYPH = term(
        "no_glyph", "没有字体能印出下列字：{characters}。请核对原文，或者联系系统管理员补充字体。"
    )
    NO_DRAFT = term("no_draft", "还没有拟写答复，没有可以预览的文书。")


def issue(
    office: Office, case: Case, standing: Standing, row: Transition[Standing], now: datetime
) -> None:
    """Print, number and keep the letter that an act owes, if it owes one."""
    kind = owed(row, standing)
    if kind is None:
        return
    today = legal_date(now)
    agency = agencies.by_id(case.agency_id)
    count = register.next_number(agency.id, series_of(kind), today.year)
    number = f"{agency.letter_prefix}{series_of(kind)}〔{today.year}〕{count}号"
    facts = _facts(office, case, standing, kind, number, today)
    printed = _print(office, facts)
    db.session.add(
        Letter(
            agency_id=agency.id,
            case_id=case.id,
            event_sequence=case.version,
            kind=kind,
            number=number,
            issued_on=today,
            facts=to_fields(facts),
            template_version=printed.template_version,
            pdf=printed.pdf,
            sha256=printed.sha256,
        )
    )


def owed(row: Transition[Standing], standing: Standing) -> LetterKind | None:
    """The letter that an act owes; a signature owes the one of the drafted decision's leaf."""
    if row.action is Action.SIGN and standing.draft is not None:
        return standing.draft.leaf.letter
    return row.letter if isinstance(row.letter, LetterKind) else None


def preview(office: Office, reference: str, actor: Actor) -> bytes:
    """The drafted decision's letter, stamped as a preview; raises NotThere and Refused."""
    case = _case(reference, actor.agency_id)
    standing = record.standing_of(case)
    if standing.draft is None:
        raise Refused(LetterRefusal.NO_DRAFT)
    kind = standing.draft.leaf.letter
    facts = _facts(office, case, standing, kind, "", office.today())
    return _print(office, facts, preview=True).pdf


def receipt(office: Office, case: Case, code: str = "") -> bytes:
    """The receipt of an application filed online; with the query code where it is given."""
    standing = record.standing_of(case)
    on = legal_date(case.disclosure.submitted_at)
    facts = _facts(office, case, standing, LetterKind.RECEIPT, "", on, {"query_code": code})
    return _print(office, facts).pdf


def letter_pdf(
    office: Office, reference: str, letter_id: int, agency_id: int
) -> tuple[Letter, bytes]:
    """An issued letter of a case and its bytes, as they were printed; raises NotThere."""
    found = papers.letter(letter_id, _case(reference, agency_id).id)
    if found is None:
        raise NotThere(reference)
    return found, found.pdf


def unprintable(office: Office, text: str) -> tuple[str, ...]:
    """The characters of a text that no letter could show; to be asked before they are taken."""
    try:
        office.press.check(text)
    except NoGlyph as lacking:
        return lacking.characters
    return ()


def _print(office: Office, facts: LetterFacts, *, preview: bool = False) -> Printed:
    try:
        return office.press.print(facts, preview=preview)
    except NoGlyph as lacking:
        characters = "、".join(lacking.characters)
        raise Refused(LetterRefusal.NO_GLYPH, characters=characters) from lacking


def _facts(  # noqa: PLR0913, PLR0917  # a letter's facts, each from somewhere else
    office: Office,
    case: Case,
    standing: Standing,
    kind: LetterKind,
    number: str,
    issued_on: date,
    particulars: Mapping[str, object] | None = None,
) -> LetterFacts:
    request, agency = case.disclosure, agencies.by_id(case.agency_id)
    clock = reply_clock(standing, office.calendar)
    return LetterFacts(
        kind=kind,
        sender=Sender(
            name=agency.name,
            government=agency.government,
            court=agency.court,
            disclosure_office=agency.disclosure_office,
            address=agency.address,
            postcode=agency.postcode,
            phone=agency.phone,
        ),
        number=number,
        addressee=request.applicant.name,
        is_organisation=request.applicant_kind.is_organisation,
        reference=case.reference,
        submitted_on=standing.submitted_on or legal_date(request.submitted_at),
        received_on=standing.received_on,
        due_on=clock.due_on,
        requested_information=" ".join(request.requested_information.split()),
        attachments=_enclosed(case, standing, kind),
        history=history.told(_earlier(kind, standing)),
        issued_on=issued_on,
        particulars=dict(particulars or _particulars(kind, standing, office)),
    )


def _enclosed(case: Case, standing: Standing, kind: LetterKind) -> tuple[str, ...]:
    """The names of the files that go with a decision that supplies information."""
    if kind not in {LetterKind.D09, LetterKind.D11}:
        return ()
    enclosed = supplied(standing, papers.attachments(case.id))
    return tuple(PurePath(attachment.filename).stem for attachment in enclosed)


def _earlier(kind: LetterKind, standing: Standing) -> Sequence[Event]:
    """The events that a letter looks back on: not the act that it announces itself."""
    announces = kind in {LetterKind.D02, LetterKind.D03}
    return standing.events[:-1] if announces else standing.events


def _particulars(kind: LetterKind, standing: Standing, office: Office) -> Mapping[str, object]:
    """The facts that only this kind needs: of the last act, or of the decision's leaf."""
    last = standing.events[-1]
    clock = reply_clock(standing, office.calendar)
    match kind:
        case LetterKind.D01:
            basis = "" if standing.channel is None else standing.channel.zh
            return {"receipt_basis": basis, "provisional": clock.provisional}
        case LetterKind.D03:
            return {
                **asdict(last.facts),
                "unextended_due_on": clock.unextended_due_on,
                "provisional": clock.provisional,
            }
        case LetterKind.D23:
            return {"respond_by": _unanswered(standing).respond_by}
        case LetterKind.D24:
            return {"withdrawn_on": last.on}
        case LetterKind.D02:
            return asdict(last.facts)
        case _:
            return _of_leaf(standing)


def _of_leaf(standing: Standing) -> Mapping[str, object]:
    """A leaf's facts by name; a ground becomes its words and its article."""
    if standing.draft is None:
        raise Refused(LetterRefusal.NO_DRAFT)
    given = standing.draft.facts
    words = asdict(given)
    if isinstance(given, Withheld):
        words |= {"ground": given.ground.zh, "article": given.ground.article}
    if "withheld" in words:
        words["withheld"] = tuple(_part(part) for part in getattr(given, "withheld", ()))
    return words


def _part(part: WithheldPart) -> Mapping[str, str]:
    return {
        "part": part.part,
        "ground": part.ground.zh,
        "article": part.ground.article,
        "reason": part.reason,
    }


def _unanswered(standing: Standing) -> acts.ClarificationNotice:
    """The clarification notice that a lapsed request was not answered to."""
    if standing.clarification is None:
        raise ValueError("a request lapses only while a clarification is awaited")
    return standing.clarification


def _case(reference: str, agency_id: int) -> Case:
    case = cases.by_reference(reference, agency_id)
    if case is None:
        raise NotThere(reference)
    return case
