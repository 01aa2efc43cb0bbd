"""What the desk's pages share: the answer's type, the case at hand, how pressing it is in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from flask import request, url_for
from werkzeug.wrappers import Response

from casework.domain.disclosure.vocabulary import State
from casework.domain.references import Mark, mark_of
from casework.domain.roles import Role
from casework.domain.terms import Term
from casework.services.disclosure import viewing
from casework.services.disclosure.viewing import CaseFile
from casework.services.lines import QueueRow, days_left
from casework.services.record_correction import viewing as corrections
from casework.services.record_correction.viewing import CorrectionFile
from casework.services.refusals import NotThere
from casework.web.doors import office, staff
from casework.web.words import said as _

Answer = str | tuple[str, int] | Response

LARGEST_ID = 2**31 - 1  # beyond it a database answers with a fault
# Reviewers judge the draft, not the person: an identity document is not theirs to open.
SEES_IDENTITY = (Role.CLERK, Role.HANDLER, Role.APPROVER)
SEES_APPLICANT = (*SEES_IDENTITY, Role.REVIEWER)
_FIGURES = 11  # more than the largest has
_SOON = 3  # working days
_ADDRESSES_KEPT = 4096
_PAGES = MappingProxyType(
    {
        Mark.DISCLOSURE: "desk.case",
        Mark.RECORD_CORRECTION: "desk.correction",
        Mark.CONSULTATION: "desk.consultation",
        Mark.COMMENT: "desk.comment",
        Mark.MESSAGE: "desk.message",
        Mark.ANNUAL_REPORT: "desk.report",
    }
)
_TONES: Mapping[Term, str] = MappingProxyType(
    {
        State.SUBMITTED: "neutral",
        State.RECEIVED: "neutral",
        State.AWAITING_CLARIFICATION: "waiting",
        State.AWAITING_REASONS: "waiting",
        State.AWAITING_PAYMENT: "waiting",
        State.REPLIED: "good",
        State.LAPSED: "closed",
        State.WITHDRAWN: "closed",
    }
)


@dataclass(frozen=True, slots=True)
class Urgency:
    """How pressing a case is: in words, with the tone of the tag that repeats it."""

    text: str
    tone: str


def sees_applicant() -> bool:
    """Whether whoever is signed in may see whom a case names."""
    return bool(staff().roles & set(SEES_APPLICANT))


def case_at_hand(reference: str) -> CaseFile:
    """The file of the case that a page is about; raises NotThere."""
    return viewing.case_file(office(), reference, staff())


def correction_at_hand(reference: str) -> CorrectionFile:
    """The file of the record correction that a page is about; raises NotThere."""
    return corrections.correction_file(office(), reference, staff())


def address_of(reference: str) -> str:
    """The address of a case's page."""
    return _address_below(request.root_path, reference)


@lru_cache(_ADDRESSES_KEPT)
def _address_below(root: str, reference: str) -> str:
    # A list has many, and to build an address costs as much as to write its line.
    return url_for(_PAGES[mark_of(reference)], reference=reference)


def within(number: int) -> int:
    """An id from an address, if a database can have one so large; raises NotThere."""
    if number > LARGEST_ID:
        raise NotThere(str(number))
    return number


def number_asked(name: str) -> int | None:
    """A number in the address, as an id; None for anything that no page of ours says."""
    typed = request.args.get(name, "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < _FIGURES):
        return None
    return number if 0 < (number := int(typed)) <= LARGEST_ID else None


def state_tone(state: Term) -> str:
    """The tone of a state's tag."""
    return _TONES.get(state, "active")


def urgency_of_row(row: QueueRow, today: date) -> Urgency:
    """How pressing a line of the queue is."""
    return _urgency(row.state, row.due_on, row.days_left, today, provisional=row.is_provisional)


def urgency_of(file: CaseFile | CorrectionFile, today: date) -> Urgency:
    """How pressing a case is; of a closed one, whether its reply was in time."""
    case = file.case
    if file.standing.is_open:
        left = days_left(office(), case.due_on)
        return _urgency(
            file.standing.state, case.due_on, left, today, provisional=case.due_is_provisional
        )
    if case.is_in_time is None:
        return Urgency(_("已办结"), "closed")
    return Urgency(_("按期答复"), "good") if case.is_in_time else Urgency(_("逾期答复"), "late")


def _urgency(
    state: Term, due_on: date | None, left: int | None, today: date, *, provisional: bool
) -> Urgency:
    if due_on is None or left is None:
        return _no_clock(state)
    if today > due_on:
        return _overdue(-left)
    if today == due_on:
        return Urgency(_("今天到期"), "late")
    template = _("还有%(count)s个工作日（暂定）") if provisional else _("还有%(count)s个工作日")
    return Urgency(template % {"count": left}, "soon" if left <= _SOON else "active")


def _overdue(days: int) -> Urgency:
    # On the rest days that follow the last day no working day has passed yet.
    text = _("已逾期%(count)s个工作日", count=days) if days else _("已逾期不足1个工作日")
    return Urgency(text, "late")


def _no_clock(state: Term) -> Urgency:
    match state:
        case State.SUBMITTED:
            return Urgency(_("期限未起算，待双方确认"), "neutral")
        case State.AWAITING_CLARIFICATION:
            return Urgency(_("停止计算，待申请人补正"), "waiting")
        case State.AWAITING_PAYMENT:
            return Urgency(_("停止计算，待申请人缴费"), "waiting")
        case State.IN_PROGRESS | State.AWAITING_REASONS | State.IN_REVIEW | State.TO_SIGN:
            return Urgency(_("征求意见，暂不计算"), "waiting")
        case _other:
            return Urgency(_("没有期限"), "neutral")
