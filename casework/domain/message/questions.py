"""What is asked often, with its answer: entered by one person, made public by another (R-YG-3)."""

from dataclasses import dataclass

from casework.domain.terms import Term, term
from casework.domain.workflow import Facts, Refused

QUESTION_LIMIT = 300  # characters


@dataclass(frozen=True, slots=True)
class Answered(Facts):
    """A question, its answer, and the unit that answers for it.

    `replaces`: the public question that it is to take the place of; None: it is a new one.
    """

    question: str
    answer: str
    unit: str
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Released(Facts):
    """Which question is made public."""

    question_id: int


@dataclass(frozen=True, slots=True)
class Delisted(Facts):
    """Which question is taken off the list, and why."""

    question_id: int
    reason: str = ""


class QuestionRefusal(Term):
    """Why a question is not made public."""

    SAME_PERSON = term("same_person", "录入问答的人不能自己发布。请由另一位同事核对后发布。")
    RELEASED_ALREADY = term("released_already", "这条问答已经发布。")


def may_be_released(entered_by: int, released_by: int | None, by: int | None) -> None:
    """Refuse to make public what one entered oneself, or what is public already."""
    if released_by is not None:
        raise Refused(QuestionRefusal.RELEASED_ALREADY)
    if by is None or by == entered_by:
        raise Refused(QuestionRefusal.SAME_PERSON)
