"""Frequent questions: entered by staff, made public by a second person, offered to who types."""

from collections.abc import Sequence

from casework.domain.message.questions import Answered, Delisted, Released, may_be_released
from casework.domain.publication.gate import names_nobody
from casework.domain.roles import Actor
from casework.domain.similarity import keys, worded
from casework.domain.workflow import Facts
from casework.persistence.database import db, transaction
from casework.persistence.models import FrequentQuestion
from casework.persistence.queries import questions, register
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere


def enter(office: Office, given: Answered, key: str, actor: Actor) -> None:
    """Enter a question, or another wording of a public one; the same key does it once.

    Nobody sees it before somebody else releases it. Raises NotThere, and Refused where it names
    somebody.
    """
    with transaction():
        if _is_repeated(office, given, key, actor):
            return
        names_nobody(given.question, given.answer)
        if given.replaces is not None:
            _public(given.replaces, actor.agency_id)
        db.session.add(
            FrequentQuestion(
                agency_id=actor.agency_id,
                question=given.question,
                answer=given.answer,
                unit=given.unit,
                replaces=given.replaces,
                entered_by=actor.user_id,
                entered_at=office.now(),
            )
        )


def release(office: Office, given: Released, key: str, actor: Actor) -> None:
    """Make a question public, in place of the one that it replaces.

    Raises Refused (by whoever entered it, or where it names somebody) and NotThere.
    """
    with transaction():
        if _is_repeated(office, given, key, actor):
            return
        entry = _kept(given.question_id, actor.agency_id)
        names_nobody(entry.question, entry.answer)
        may_be_released(entry.entered_by, entry.released_by, actor.user_id)
        if entry.replaces is not None:
            before = questions.one(entry.replaces, actor.agency_id)
            if before is not None and before.is_listed:
                _take_off(before)
        entry.released_by, entry.published_on = actor.user_id, office.today()
        questions.enter_keys(entry, _keys(entry))


def delist(office: Office, given: Delisted, key: str, actor: Actor) -> None:
    """Take a question off the list, whether it was public or waited; raises NotThere."""
    with transaction():
        if not _is_repeated(office, given, key, actor):
            _take_off(_kept(given.question_id, actor.agency_id))


def one(question_id: int, agency_id: int) -> FrequentQuestion:
    """A question on the list, for the desk; raises NotThere."""
    return _kept(question_id, agency_id)


def listed(agency_id: int) -> Sequence[FrequentQuestion]:
    """The public questions, the latest first."""
    return questions.listed(agency_id, is_public=True)


def waiting(agency_id: int) -> Sequence[FrequentQuestion]:
    """The questions that wait for somebody else to make them public, the latest first."""
    return questions.listed(agency_id, is_public=False)


def _public(question_id: int, agency_id: int) -> FrequentQuestion:
    entry = _kept(question_id, agency_id)
    if entry.released_by is None:
        raise NotThere(str(question_id))
    return entry


def _kept(question_id: int, agency_id: int) -> FrequentQuestion:
    entry = questions.one(question_id, agency_id)
    if entry is None or not entry.is_listed:
        raise NotThere(str(question_id))
    return entry


def _take_off(entry: FrequentQuestion) -> None:
    entry.is_listed = False
    questions.drop_keys(entry, _keys(entry))


def _keys(entry: FrequentQuestion) -> tuple[int, ...]:
    return keys(worded(entry.question))


def _is_repeated(office: Office, given: Facts, key: str, actor: Actor) -> bool:
    used = register.scoped(key, type(given).__name__, actor.agency_id, actor.user_id)
    return earlier(used, given, (), office.now(), "question") is not None
