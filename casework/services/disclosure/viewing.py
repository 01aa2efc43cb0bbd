"""Looking at cases: the file that a page shows, the queue, and the reveal that is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from casework.domain.calendar import Deadline
from casework.domain.clock import Reckoning
from casework.domain.disclosure.facts import ServiceWay
from casework.domain.disclosure.late_notice import date_at_risk
from casework.domain.disclosure.leaves import Granted, PartlyGranted
from casework.domain.disclosure.letters import LetterKind, Remedy
from casework.domain.disclosure.standing import (
    Standing,
    remedies_until,
    remedy_of,
    reply_clock,
)
from casework.domain.disclosure.vocabulary import State
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.periods import RemedyWindow
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Refused, Situation, Transition
from casework.persistence.database import db, transaction
from casework.persistence.models import Attachment, AuditEntry, Case, Delivery, Letter, Look
from casework.persistence.queries import any_case, case_page, cases
from casework.services.attachments import supplied
from casework.services.disclosure import record
from casework.services.office import Office
from casework.services.refusals import NotThere

_STANDINGS_KEPT = 512


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that a page shows of one case."""

    case: Case
    standing: Standing
    clock: Reckoning
    letters: Sequence[tuple[Letter, Delivery | None]]
    attachments: Sequence[Attachment]
    permitted: tuple[Transition[Standing], ...]

    @property
    def supplied(self) -> list[Attachment]:
        """The files that the reply supplies."""
        return supplied(self.standing, self.attachments)

    @property
    def lacks_files(self) -> bool:
        """Whether the draft supplies information, and no file is there to go with it."""
        draft = self.standing.draft
        gives = draft is not None and isinstance(draft.facts, Granted | PartlyGranted)
        return gives and not self.supplied

    @property
    def remedy(self) -> Remedy:
        """Which remedy the letter gives that ended the request."""
        return remedy_of(self.standing)

    @property
    def remedy_from(self) -> date | None:
        """The day on which that letter was received; None while nobody knows."""
        if self.standing.state is not State.LAPSED:
            return self.standing.reply_received_on
        told = [service for letter, service in self.letters if letter.kind is LetterKind.D23]
        service = told[-1] if told else None
        if service is None:
            return None
        by_post = service.way is ServiceWay.POST
        return self.standing.signed_for_on if by_post else service.served_on

    @property
    def remedy_window(self) -> RemedyWindow | None:
        """Until when the applicant may seek a remedy; None while the period does not run."""
        return remedies_until(self.standing, self.remedy_from, self.clock.calendar)

    @property
    def date_at_risk(self) -> Deadline | None:
        """The last day of the period that a late clarification notice broke off (R-30-6)."""
        return date_at_risk(self.standing, self.clock.calendar)


def case_file(office: Office, reference: str, actor: Actor) -> CaseFile:
    """The file of a case as `actor` may act on it; raises NotThere."""
    case = cases.by_reference(reference, actor)
    if case is None:
        raise NotThere(reference)
    standing = _standing(case.id, case.head_hash)
    situation = Situation(standing, actor, office.today(), office.calendar)
    return CaseFile(
        case=case,
        standing=standing,
        clock=reply_clock(standing, office.calendar),
        letters=case_page.letters(case.id),
        attachments=case_page.attachments(case.id),
        permitted=DISCLOSURE.permitted(situation),
    )


def refusal(office: Office, file: CaseFile, actor: Actor, action: Term) -> Refused | None:
    """Why an act is not offered to `actor` now, by the rule in the way; None when it is."""
    situation = Situation(file.standing, actor, office.today(), office.calendar)
    return DISCLOSURE.refusal(situation, action)


def has_cases(agency_id: int) -> bool:
    """Whether an agency has any request yet."""
    return cases.first_reference(agency_id) is not None


def first_reference(agency_id: int) -> str:
    """The reference of an agency's first request; raises NotThere when it has none."""
    reference = cases.first_reference(agency_id)
    if reference is None:
        raise NotThere(str(agency_id))
    return reference


def reveal(
    office: Office, reference: str, actor: Actor, request_id: str, what: Look = Look.APPLICANT
) -> None:
    """Write down that somebody looked at what names an applicant; raises NotThere."""
    now = office.now()
    with transaction():
        case = any_case.by_reference(reference, actor)
        if case is None or actor.user_id is None:
            raise NotThere(reference)
        db.session.add(
            AuditEntry(
                at=now,
                user_id=actor.user_id,
                case_id=case.id,
                what=what,
                request_id=request_id,
            )
        )


@lru_cache(_STANDINGS_KEPT)
def _standing(case_id: int, head_hash: str) -> Standing:
    """A case's standing, kept: the hash at the head of its events says all of them.

    To read, open and replay them again was a sixth of a case page.
    """
    return record.standing_after(cases.history(case_id))
