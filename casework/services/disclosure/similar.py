"""Requests that are like one: kept findable as they are filed, shown with how each was replied to.

It proposes; whether the same applicant asked for the same information, a person decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.domain.disclosure.decisions import LEAVES
from casework.domain.disclosure.facts import Clarification
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import OPEN, State
from casework.domain.roles import Actor
from casework.domain.similarity import (
    ANSWERED_BY,
    SAME_INFORMATION,
    Comparison,
    compare,
    sketch,
    worded,
)
from casework.domain.terms import Term, term
from casework.persistence.database import db, transaction
from casework.persistence.models import Case
from casework.persistence.queries import similarity
from casework.persistence.queries.similarity import Found, Reply, Sought
from casework.services.disclosure import record

_SHOWN = 10  # of the applicant's own, and of others' requests
_AT_A_TIME = 200
_REPLIES = frozenset(leaf.letter for leaf in LEAVES.values())
# After these the applicant has no answer on the information itself that could be referred to.
_NO_ANSWER = frozenset({LetterKind.D17, LetterKind.D18, LetterKind.D21})


class Tie(Term):
    """Whose request a similar one is."""

    SAME_APPLICANT = term("same_applicant", "同一申请人")
    SAME_PHONE = term("same_phone", "联系电话相同，请核对是否同一申请人")
    OTHER = term("other", "其他申请人")


@dataclass(frozen=True, slots=True)
class SimilarRequest:
    """A request that is like another, without its applicant; its reply once there is one.

    `answers`: it was the same applicant's, and its reply may have answered the other one already.
    """

    reference: str
    state: State
    received_on: date | None
    text: str
    tie: Tie
    comparison: Comparison
    reply_kind: LetterKind | None = None
    reply_number: str = ""
    replied_on: date | None = None
    answers: bool = False

    @property
    def is_pending_twin(self) -> bool:
        """Whether the same applicant waits there for the same: one of the two may be merged."""
        same = self.tie is Tie.SAME_APPLICANT and self.comparison.likeness in SAME_INFORMATION
        return same and self.state in OPEN


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index is to hold of a request. `nearest`: one that asks for the same already."""

    text: str
    sketch: tuple[int, ...]
    nearest: Found | None


def drawn_up(case: Case, clarified: str = "") -> Entry:
    """The entry of a request as filed, or as clarified since; to be asked before a lock is held."""
    text = subject_of(case, clarified)
    said = worded(text)
    ours = sketch(said)
    same = [
        (found.rank, row.id, row)
        for row in similarity.alike(_sought(case, ours))
        if (found := compare(said, worded(row.text))) and found.likeness in SAME_INFORMATION
    ]
    return Entry(text, ours, min(same)[-1] if same else None)


def index(case: Case, entry: Entry) -> None:
    """Keep a new request findable, within the transaction that files it."""
    similarity.enter(case, entry.text, entry.sketch, _joined(entry.nearest))


def index_anew(case: Case, entry: Entry) -> None:
    """Keep a request findable by what it asks for now, within the transaction that changed it."""
    kept = similarity.subject(case.id)
    if kept is None:
        index(case, entry)
        return
    similarity.drop_bands(kept, sketch(worded(kept.text)))
    # Whom others repeat stays the first of them.
    group_id = case.id if kept.group_id == case.id else _joined(entry.nearest)
    similarity.enter(case, entry.text, entry.sketch, group_id)


def rebuild() -> int:
    """Make the index anew, of all cases in the order of filing; how many there are.

    In several transactions: what is filed meanwhile is indexed as ever.
    """
    with transaction():
        similarity.clear()
    count = last = 0
    while batch := _rebuilt_after(last):
        count, last = count + len(batch), batch[-1]
        db.session.expunge_all()
    return count


def subject_of(case: Case, clarified: str = "") -> str:
    """What a request asks for, in the words that are compared."""
    request = case.disclosure
    wanted = clarified or request.requested_information
    return f"{wanted}\n{request.document_number}".strip()


def like(case: Case, standing: Standing, actor: Actor) -> list[SimilarRequest]:
    """The requests that are like one and that `actor` may see: the applicant's own, then others'.

    Of each the most alike first, ten at most.
    """
    text = subject_of(case, standing.clarified_text)
    ours = worded(text)
    rows = similarity.alike(_sought(case, sketch(ours), actor.user_id))
    compared = [(row, compare(ours, worded(row.text))) for row in rows]
    ranked = sorted(
        ((row, found) for row, found in compared if found is not None),
        key=lambda pair: (*pair[1].rank, -pair[0].id),
    )
    shown = [pair for tie in Tie for pair in [p for p in ranked if _tie(p[0]) is tie][:_SHOWN]]
    replies = similarity.replies([row.id for row, _found in shown], _REPLIES)
    return [_shown(row, found, replies.get(row.id)) for row, found in shown]


def _rebuilt_after(case_id: int) -> Sequence[int]:
    """Index the next cases after one; their ids."""
    with transaction():
        batch = similarity.to_index(case_id, _AT_A_TIME)
        clarified = similarity.clarifications([case.id for case in batch])
        for case in batch:
            said = clarified.get(case.id)
            facts = None if said is None else record.read(said).facts
            text = facts.requested_information if isinstance(facts, Clarification) else ""
            index(case, drawn_up(case, text))
    return [case.id for case in batch]


def _joined(nearest: Found | None) -> int | None:
    """The group of a request that asks for the same, which begins one if it was alone."""
    if nearest is None:
        return None
    if nearest.group_id is None:
        similarity.found_group(nearest.id)
    group_id: int = nearest.group_id or nearest.id
    return group_id


def _sought(case: Case, ours: tuple[int, ...], user_id: int | None = None) -> Sought:
    applicant = case.disclosure.applicant
    return Sought(
        case.agency_id, case.id or 0, ours, applicant.identity_index, applicant.phone_index, user_id
    )


def _tie(row: Found) -> Tie:
    if row.same_applicant:
        return Tie.SAME_APPLICANT
    return Tie.SAME_PHONE if row.same_phone else Tie.OTHER


def _shown(row: Found, comparison: Comparison, reply: Reply | None) -> SimilarRequest:
    state, tie = State(row.state), _tie(row)
    similar = SimilarRequest(row.reference, state, row.received_on, row.text, tie, comparison)
    if reply is None or state is not State.REPLIED:
        return similar
    is_answer = reply.kind not in _NO_ANSWER and comparison.likeness in ANSWERED_BY
    return replace(
        similar,
        reply_kind=reply.kind,
        reply_number=reply.number,
        replied_on=reply.issued_on,
        answers=is_answer and tie is Tie.SAME_APPLICANT,
    )
