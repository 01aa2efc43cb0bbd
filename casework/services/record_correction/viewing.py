"""Looking at record corrections: the file that a page shows, and the desk's list (条例 41)."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.domain.clock import Reckoning
from casework.domain.record_correction.standing import Standing, target_clock
from casework.domain.record_correction.workflow import RECORD_CORRECTION
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Refused, Situation, Transition
from casework.persistence.models import Attachment, Case, Delivery, Letter
from casework.persistence.queries import case_page, record_corrections
from casework.services.lines import PAGE, QueueRow, row_of
from casework.services.office import Office
from casework.services.record_correction import record
from casework.services.refusals import NotThere


@dataclass(frozen=True, slots=True)
class CorrectionFile:
    """All that a page shows of one record correction."""

    case: Case
    standing: Standing
    clock: Reckoning
    letters: Sequence[tuple[Letter, Delivery | None]]
    attachments: Sequence[Attachment]
    permitted: tuple[Transition[Standing], ...]


def case_of(reference: str, actor: Actor) -> Case:
    """The case of a record correction; raises NotThere."""
    case = record_corrections.by_reference(reference, actor)
    if case is None:
        raise NotThere(reference)
    return case


def correction_file(office: Office, reference: str, actor: Actor) -> CorrectionFile:
    """The file of a record correction as `actor` may act on it; raises NotThere."""
    case = case_of(reference, actor)
    standing = record.COURSE.standing_of(case)
    situation = Situation(standing, actor, office.today(), office.calendar)
    return CorrectionFile(
        case=case,
        standing=standing,
        clock=target_clock(standing, office.calendar),
        letters=case_page.letters(case.id),
        attachments=case_page.attachments(case.id),
        permitted=RECORD_CORRECTION.permitted(situation),
    )


def refusal(office: Office, file: CorrectionFile, actor: Actor, action: Term) -> Refused | None:
    """Why an act is not offered to `actor` now, by the rule in the way; None when it is."""
    situation = Situation(file.standing, actor, office.today(), office.calendar)
    return RECORD_CORRECTION.refusal(situation, action)


def listed(office: Office, actor: Actor, page: int, *, is_open: bool) -> Sequence[QueueRow]:
    """The agency's record corrections, open or ended, one page (from 0) and one row more."""
    rows = record_corrections.lines(actor, is_open=is_open, skip=page * PAGE, limit=PAGE + 1)
    return [row_of(office, row) for row in rows]
