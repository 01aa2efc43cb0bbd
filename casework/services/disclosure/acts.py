"""Doing a lawful act on a disclosure request, with the letters and codes that it owes."""

from casework.domain.disclosure.facts import LetterCorrection
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import Action
from casework.domain.notices import Notice
from casework.persistence.queries import case_page, cases, register
from casework.services.acts import Order, Road, Series
from casework.services.disclosure import opinion_codes, reached, record, service_of_letters, similar
from casework.services.disclosure.correspondence import issue
from casework.services.office import Office

__all__ = ["ROAD", "Order", "act", "carry_out", "do"]

# From these on a request can be found by what it asks for. Not from its submission: what is
# not yet received is nobody's work, and a citizen does not wait for an index.
_SAYS_WHAT_IS_WANTED = frozenset(
    {
        Action.REGISTER,
        Action.CONFIRM_RECEIPT,
        Action.TAKE_PART,
        Action.CLARIFY,
        Action.ACCEPT_LATE_ANSWER,
    }
)


def _owed(office: Office, doing: record.Doing, standing: Standing, order: Order) -> None:
    answer_code = opinion_codes.code_of(order.facts, order.key)
    issue(office, doing.case, standing, doing.step.row, doing.now, answer_code)
    service_of_letters.enter(order.facts, doing, standing)
    _tell_of_a_correction(doing, order)
    opinion_codes.give_out(doing, standing, order.key)
    if doing.step.row.action in _SAYS_WHAT_IS_WANTED:
        entry = similar.drawn_up(doing.case, standing.clarified_text)
        similar.index_anew(doing.case, entry)


def _tell_of_a_correction(doing: record.Doing, order: Order) -> None:
    """Owe the applicant a message where a letter was corrected that they know."""
    case, facts = doing.case, order.facts
    if not isinstance(facts, LetterCorrection):
        return
    known = reached.by_applicant(case_page.letters(case.id))
    if facts.number in {paper.letter.number for paper in known}:
        key = f"{case.reference}-{case.version}"
        register.owe(case.id, Notice.LETTER_CORRECTED, key, doing.now)


ROAD = Road(record.COURSE, Series(register.REFERENCES), cases.locked, _owed)
act, do, carry_out = ROAD.act, ROAD.do, ROAD.carry_out
