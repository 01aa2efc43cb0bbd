"""How many comments there are, by which way they came, and what became of them (R-YG-2).

Every comment that was received counts: those that came late, and those that are not shown to the
public, which are stated by their number. One whose author did not verify their contact was not
received.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.domain.consultation.vocabulary import Adoption, CommentSource


@dataclass(frozen=True, slots=True)
class Counted:
    """So many comments of which all of this is true. `adoption` None: not answered yet."""

    count: int
    source: CommentSource
    adoption: Adoption | None
    is_hidden: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The figures of a feedback. `by_source`: those ways only by which one came, in their order."""

    by_source: tuple[tuple[CommentSource, int], ...] = ()
    adopted: int = 0
    partly_adopted: int = 0
    not_adopted: int = 0
    unanswered: int = 0
    hidden: int = 0
    late: int = 0

    @property
    def received(self) -> int:
        """How many were received."""
        return sum(count for _source, count in self.by_source)

    @property
    def answered(self) -> int:
        """How many were answered, whatever became of them."""
        return self.adopted + self.partly_adopted + self.not_adopted

    @property
    def reconciles(self) -> bool:
        """Adopted + partly adopted + not adopted = received, and nobody is left unanswered."""
        parts = max(self.hidden, self.late) <= self.received
        return self.answered == self.received and not self.unanswered and parts

    @property
    def percent_adopted(self) -> int | None:
        """Of a hundred comments, how many were adopted, wholly or partly; None where none came."""
        taken = self.adopted + self.partly_adopted
        return round(100 * taken / self.received) if self.received else None


def tally_of(counted: Iterable[Counted]) -> Tally:
    """The tally of comments, given in any parts."""
    parts = tuple(counted)

    def of(adoption: Adoption | None) -> int:
        return sum(part.count for part in parts if part.adoption is adoption)

    by_source = (
        (source, sum(part.count for part in parts if part.source is source))
        for source in CommentSource
    )
    return Tally(
        by_source=tuple((source, count) for source, count in by_source if count),
        adopted=of(Adoption.ADOPTED),
        partly_adopted=of(Adoption.PARTLY_ADOPTED),
        not_adopted=of(Adoption.NOT_ADOPTED),
        unanswered=of(None),
        hidden=sum(part.count for part in parts if part.is_hidden),
        late=sum(part.count for part in parts if part.is_late),
    )
