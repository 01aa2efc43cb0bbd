"""Collation: comments that say the same are put into groups, which a unit considers (713号令 18).

What is alike is proposed; a person says what belongs together.
"""

from collections.abc import Collection
from dataclasses import dataclass

from casework.domain.consultation.comment.acts import Consideration
from casework.domain.consultation.comment.vocabulary import Action, Refusal
from casework.domain.roles import Actor
from casework.domain.workflow import Facts, Refused
from casework.persistence.database import db, transaction
from casework.persistence.models import Case, CommentGroup
from casework.persistence.queries import comments, consultations, register
from casework.services.consultation import bulk
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere


@dataclass(frozen=True, slots=True)
class NewGroup(Facts):
    """What the comments of a group say, in a line, and the unit that considers it."""

    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class _Chosen(Facts):
    group: NewGroup | None
    references: tuple[str, ...]
    with_same: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group with its comments: all, and those that wait for an answer."""

    id: int
    title: str
    unit: str
    count: int
    unanswered: int


def groups(reference: str, actor: Actor) -> list[GroupLine]:
    """The groups of a consultation, the oldest first; raises NotThere."""
    case = consultation_of(reference, actor)
    return [
        GroupLine(group.id, group.title, group.unit, count, unanswered)
        for group, count, unanswered in comments.groups(case.id)
    ]


def open_group(  # noqa: PLR0913, PLR0917  # what they say, which, of what, by whom, under which key
    office: Office,
    reference: str,
    group: NewGroup,
    references: Collection[str],
    key: str,
    actor: Actor,
    *,
    with_same: bool = False,
) -> int:
    """Begin a group with comments, and put them into it; its id.

    `with_same`: with all that say just what one of them says. Raises Refused and NotThere.
    """
    used = register.scoped(key, "group", reference, actor.user_id)
    said = _Chosen(group, tuple(references), with_same)
    with transaction():
        case = _locked(reference, actor)
        before = earlier(used, said, (), office.now())
        if before is not None:
            return int(before)
        entry = CommentGroup(consultation_id=case.id, title=group.title, unit=group.unit)
        db.session.add(entry)
        db.session.flush()  # its comments' events name it
        _put(office, case, entry.id, said, actor)
        register.settle(used, str(entry.id))
    return entry.id


def put_in(  # noqa: PLR0913, PLR0917  # where, which, of what, by whom, under which key
    office: Office,
    reference: str,
    group_id: int,
    references: Collection[str],
    key: str,
    actor: Actor,
    *,
    with_same: bool = False,
) -> int:
    """Put comments into a group that there is; how many. Raises Refused and NotThere."""
    used = register.scoped(key, "into group", reference, group_id, actor.user_id)
    said = _Chosen(None, tuple(references), with_same)
    with transaction():
        case = _locked(reference, actor)
        before = earlier(used, said, (), office.now())
        if before is not None:
            return int(before)
        count = _put(office, case, one(group_id, case).id, said, actor)
        register.settle(used, str(count))
    return count


def change_group(  # noqa: PLR0913, PLR0917  # what now, of which, of what, by whom, under which key
    office: Office, reference: str, group_id: int, group: NewGroup, key: str, actor: Actor
) -> None:
    """Say otherwise what a group's comments say, or give it to another unit; raises NotThere."""
    used = register.scoped(key, "change group", reference, group_id, actor.user_id)
    with transaction():
        case = _locked(reference, actor)
        if earlier(used, group, (), office.now(), "group") is None:
            entry = one(group_id, case)
            entry.title, entry.unit = group.title, group.unit


def consultation_of(reference: str, actor: Actor) -> Case:
    """The case of a consultation; raises NotThere."""
    case = consultations.by_reference(reference, actor)
    if case is None:
        raise NotThere(reference)
    return case


def one(group_id: int, case: Case) -> CommentGroup:
    """A group of a consultation; raises Refused."""
    group = comments.group(group_id, case.id)
    if group is None:
        raise Refused(Refusal.NO_SUCH_GROUP)
    return group


def _put(office: Office, case: Case, group_id: int, said: _Chosen, actor: Actor) -> int:
    chosen = comments.chosen(case.id, said.references, with_same=said.with_same)
    facts = Consideration(group_id)
    count = bulk.do(office, case, chosen, Action.CONSIDER, facts, actor)
    if not count:
        raise Refused(Refusal.NO_SUCH_GROUP)
    return count


def _locked(reference: str, actor: Actor) -> Case:
    case = consultations.locked(reference, actor)
    if case is None:
        raise NotThere(reference)
    return case
