"""Comments are answered: a group once, some at a time, or one by one (713号令 18)."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from casework.domain.consultation.comment.acts import Answer
from casework.domain.consultation.comment.vocabulary import Action, Refusal
from casework.domain.roles import Actor
from casework.domain.workflow import Facts, Refused
from casework.persistence.database import transaction
from casework.persistence.models import Case
from casework.persistence.queries import comments, consultations, register
from casework.services.consultation import bulk, grouping
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere


@dataclass(frozen=True, slots=True)
class _AnswerTo(Facts):
    answer: Answer
    references: tuple[str, ...] = ()


def answer_group(  # noqa: PLR0913, PLR0917  # what, to which, of what, by whom, under which key
    office: Office, reference: str, group_id: int, answer: Answer, key: str, actor: Actor
) -> int:
    """Answer all comments of a group at once, those hidden too; how many.

    Raises Refused, then none is answered, and NotThere.
    """

    def members(case: Case) -> Iterable[int]:
        return comments.members(case.id, grouping.one(group_id, case).id)

    used = register.scoped(key, "answer group", reference, group_id, actor.user_id)
    return _answer(office, reference, _AnswerTo(answer), used, members, actor)


def answer_all(  # noqa: PLR0913, PLR0917  # what, to which, of what, by whom, under which key
    office: Office,
    reference: str,
    references: Collection[str],
    answer: Answer,
    key: str,
    actor: Actor,
) -> int:
    """Give the same answer to some comments; how many. Raises Refused and NotThere."""

    def those(case: Case) -> Iterable[int]:
        return comments.chosen(case.id, references)

    used = register.scoped(key, "answer", reference, actor.user_id)
    said = _AnswerTo(answer, tuple(sorted(references)))
    return _answer(office, reference, said, used, those, actor)


def _answer(  # noqa: PLR0913, PLR0917  # what, to which, of what, by whom, under which key
    office: Office,
    reference: str,
    said: _AnswerTo,
    key: str,
    those: Callable[[Case], Iterable[int]],
    actor: Actor,
) -> int:
    with transaction():
        case = consultations.locked(reference, actor)
        if case is None:
            raise NotThere(reference)
        before = earlier(key, said, (), office.now())
        if before is not None:
            return int(before)
        count = bulk.do(office, case, those(case), Action.ANSWER, said.answer, actor)
        if not count:
            raise Refused(Refusal.NO_SUCH_GROUP)
        register.settle(key, str(count))
    return count
