"""The letters of a record correction: its receipt, and the one that answers it (D26, 条例 41)."""

from dataclasses import asdict, replace
from datetime import date

from casework.domain.disclosure.letters import LetterKind
from casework.domain.moments import legal_date
from casework.domain.record_correction.standing import Standing, target_clock
from casework.domain.roles import Actor
from casework.domain.workflow import Refused
from casework.letters import LetterFacts
from casework.letters.zones import OwnWords
from casework.persistence.models import Case
from casework.services import agencies, letterhead
from casework.services.letters import LetterRefusal, keep, print_letter, sender_of
from casework.services.office import Office
from casework.services.record_correction import record
from casework.services.record_correction.viewing import case_of


def issue(office: Office, doing: record.Doing, standing: Standing) -> None:
    """Print, number and keep the letter that an act owes, if it owes one."""
    for kind in doing.step.row.letters:
        today = legal_date(doing.now)

        def written(number: str, today: date = today) -> LetterFacts:
            return _answer(office, doing.case, standing, number, today)

        keep(office, doing.case, LetterKind(kind), written, today, doing.step.role)


def preview(
    office: Office, reference: str, actor: Actor, own_words: OwnWords | None = None
) -> bytes:
    """The letter that the proposed result would become; raises NotThere and Refused.

    `own_words`: what the agency would say in it; None: what it says now.
    """
    case = case_of(reference, actor)
    standing = record.COURSE.standing_of(case)
    facts = _answer(office, case, standing, "", office.today())
    words = letterhead.words_of(case.agency_id, facts.kind) if own_words is None else own_words
    return print_letter(office, facts, preview=True, own_words=words).pdf


def receipt(office: Office, case: Case) -> bytes:
    """The receipt of an application filed online, without the query code."""
    standing = record.COURSE.standing_of(case)
    on, kind = legal_date(case.correction.submitted_at), LetterKind.CORRECTION_RECEIPT
    facts = _facts(office, case, standing, kind, on)
    own_words = letterhead.words_of(case.agency_id, kind)
    return print_letter(office, facts, own_words=own_words).pdf


def _answer(
    office: Office, case: Case, standing: Standing, number: str, issued_on: date
) -> LetterFacts:
    facts = _facts(office, case, standing, LetterKind.D26, issued_on)
    return replace(facts, number=number, particulars=_said(standing))


def _facts(
    office: Office, case: Case, standing: Standing, kind: LetterKind, issued_on: date
) -> LetterFacts:
    asked, agency = case.correction, agencies.by_id(case.agency_id)
    return LetterFacts(
        kind=kind,
        sender=sender_of(agency),
        number="",
        addressee=asked.applicant.name,
        is_organisation=asked.applicant.kind.is_organisation,
        reference=case.reference,
        submitted_on=standing.submitted_on or legal_date(asked.submitted_at),
        received_on=standing.received_on,
        due_on=target_clock(standing, office.calendar).due_on,
        requested_information=_asked(asked.record, asked.wrong, asked.right),
        history=(),
        issued_on=issued_on,
        particulars={"query_code": ""},
        site_url=office.site_url,
    )


def _said(standing: Standing) -> dict[str, object]:
    """What the proposed result says; the findings stay on file."""
    if standing.proposal is None:
        raise Refused(LetterRefusal.NO_DRAFT)
    return asdict(replace(standing.proposal, findings=""))


def _asked(record_: str, wrong: str, right: str) -> str:
    """What was asked, in one line of a letter."""
    record_, wrong, right = (" ".join(text.split()) for text in (record_, wrong, right))
    return f"{record_}中的‘{wrong}’应为‘{right}’"
