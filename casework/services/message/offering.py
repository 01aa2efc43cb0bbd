"""What is offered while somebody types a message: public answers to questions like theirs."""

from dataclasses import dataclass

from casework.domain.similarity import Comparison, compare, keys, worded
from casework.domain.terms import Term, term
from casework.persistence.queries import published_messages, questions
from casework.persistence.queries.published_messages import Wanted


class OfferKind(Term):
    """What an offered answer is."""

    QUESTION = term("question", "常见问题")
    MESSAGE = term("message", "已公开的答复")


@dataclass(frozen=True, slots=True)
class Offered:
    """A public answer that may help: of what kind, which one, the question and the answer."""

    kind: OfferKind
    id: int
    title: str
    answer: str


def offered(agency_id: int, text: str, limit: int = 3) -> list[Offered]:
    """Public answers to questions like a text, the most alike first, frequent questions first."""
    ours = worded(text)
    numbers = keys(ours)
    candidates = [
        *(
            Offered(OfferKind.QUESTION, row.id, row.question, row.answer)
            for row in questions.found(agency_id, numbers)
        ),
        *(
            Offered(OfferKind.MESSAGE, row.id, row.title, row.texts.get("reply", ""))
            for row in published_messages.found(agency_id, Wanted(), numbers)
        ),
    ]
    compared = ((each, compare(ours, worded(each.title))) for each in candidates)
    alike = [(each, found) for each, found in compared if found is not None]
    return [each for each, _found in sorted(alike, key=_rank)[:limit]]


def _rank(pair: tuple[Offered, Comparison]) -> tuple[int, int, bool, int]:
    each, found = pair
    return (*found.rank, each.kind is OfferKind.MESSAGE, -each.id)
