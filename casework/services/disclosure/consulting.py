"""Those who are asked for an opinion (条例 32–34): what they may see of a case, and their answer.

They prove the code of their letter, not an account, and never learn who applies.
"""

from dataclasses import dataclass
from datetime import date

from casework.domain.calendar import Calendar, Deadline
from casework.domain.clock import OPINION_PERIOD
from casework.domain.disclosure.acts.consulting import consultation
from casework.domain.disclosure.facts import (
    AgencyConsultation,
    OpinionGiven,
    ThirdPartyConsultation,
)
from casework.domain.disclosure.standing import OutsideConsultation, Standing
from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import consulted
from casework.domain.terms import Term, term
from casework.domain.workflow import Refused
from casework.persistence.database import transaction
from casework.persistence.queries import outside
from casework.services import lockout
from casework.services.attachments import Paper
from casework.services.codes import matches
from casework.services.disclosure import record
from casework.services.disclosure.acts import Order, act
from casework.services.disclosure.opinion_codes import number_of
from casework.services.office import Office
from casework.services.refusals import NotThere


class ConsultingRefusal(Term):
    """Why somebody who was asked is not let in, or can no longer answer."""

    CODE_WRONG = term(
        "opinion_code_wrong",
        "征求意见编号或者查询码不对。请对照征求意见书核对；还可以尝试{left}次。",
    )
    CODE_LOCKED = term(
        "opinion_code_locked",
        "尝试次数过多，已暂停查询。请于{minutes}分钟后再试，或者按征求意见书上的电话与我们联系。",
    )
    ANSWERED = term("opinion_answered", "您的意见已经收到，不需要再次提交。")
    CALLED_OFF = term("opinion_called_off", "我们已经停止征求您的意见，不需要您再答复。")
    DECIDED = term(
        "opinion_decided", "我们已经就这些信息作出处理，不能再提交意见。如有疑问，请与我们联系。"
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody who was asked may see. Nothing here says who applies, or who else was asked.

    `closed` says why it can no longer be answered; None: it can. `code_hash` is of their letter.
    """

    reference: str
    one: OutsideConsultation
    facts: ThirdPartyConsultation | AgencyConsultation
    closed: ConsultingRefusal | None
    calendar: Calendar
    code_hash: str

    @property
    def name(self) -> str:
        """What it is called in its letter."""
        return number_of(self.reference, self.one.number)

    @property
    def respond_by(self) -> Deadline | None:
        """The last of the 15 working days; None while nobody knows when the letter arrived."""
        return self.one.respond_by(self.calendar)

    @property
    def working_days(self) -> tuple[date, ...]:
        """The 15 working days one by one; empty while nobody knows when the letter arrived."""
        begun = self.one.letter_received_on
        if begun is None:
            return ()
        zero = self.calendar.position(begun)
        return tuple(self.calendar.at(zero + n).on for n in range(1, OPINION_PERIOD + 1))

    def is_late(self, on: date) -> bool:
        """Whether an opinion of that day comes after the limit: it is kept all the same."""
        limit = self.respond_by
        return limit is not None and on > limit.on


def open_by_code(office: Office, name: str, code: str, agency_id: int, address: str) -> Question:
    """The question that a letter's number and code open.

    Raises Refused, alike for a wrong code and an unknown number; whoever fails too often waits.
    """
    now = office.now()
    reference, number = _parted(name.strip().upper())
    subject = lockout.subject_of("opinion code", number_of(reference, number))
    guesser = lockout.subject_of("address", lockout.network_of(address))
    locked = ConsultingRefusal.CODE_LOCKED
    with transaction():
        before = lockout.check(guesser, now, locked, lockout.FROM_ONE_ADDRESS)
        found = outside.asked(reference, number, agency_id)
        if found is not None and matches(code, found[0].code_hash):
            lockout.forget(subject, now)
            return question(office, reference, number, agency_id)
        left = lockout.guessed_wrong(subject, guesser, before, now, locked)
    raise Refused(ConsultingRefusal.CODE_WRONG, left=left)


def question(office: Office, reference: str, number: int, agency_id: int) -> Question:
    """What is asked, and until when; raises NotThere."""
    found = outside.asked(reference, number, agency_id)
    if found is None:
        raise NotThere(number_of(reference, number))
    row, case = found
    standing = record.standing_of(case)
    one = consultation(standing, number)
    if one is None or not isinstance(one.asked.facts, ThirdPartyConsultation | AgencyConsultation):
        raise NotThere(number_of(reference, number))
    closed = _closed(standing, one)
    return Question(case.reference, one, one.asked.facts, closed, office.calendar, row.code_hash)


def answer(  # noqa: PLR0913, PLR0917  # which question, and what is said to it
    office: Office,
    reference: str,
    opinion: OpinionGiven,
    key: str,
    papers: tuple[Paper, ...],
    agency_id: int,
) -> None:
    """Take an opinion in, with its files; the same key gives it once.

    Raises Refused in words for those who were asked, and NotThere.
    """
    order = Order(Action.RECORD_OPINION, opinion, key, papers=papers)
    try:
        act(office, reference, order, consulted(agency_id))
    except Refused as refused:
        closed = question(office, reference, opinion.number, agency_id).closed
        if closed is None:
            raise
        raise Refused(closed) from refused


def _closed(standing: Standing, one: OutsideConsultation) -> ConsultingRefusal | None:
    if one.opinion is not None:
        return ConsultingRefusal.ANSWERED
    if one.ended_on is not None:
        return ConsultingRefusal.CALLED_OFF
    row = DISCLOSURE.by_action[Action.RECORD_OPINION]
    return None if standing.state in row.sources else ConsultingRefusal.DECIDED


def _parted(name: str) -> tuple[str, int]:
    """The reference and the number of a consultation's name; number 0, which none has, if odd."""
    reference, _, number = name.rpartition("-")
    return reference, int(number) if number.isdecimal() and len(number) < _DIGITS else 0


_DIGITS = 4  # a case has no thousand consultations
