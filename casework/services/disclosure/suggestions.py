"""What several applicants asked for, and what the agency decides about publishing it (条例 44)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.proactive import SEVERAL_APPLICANTS, Consideration, Verdict
from casework.domain.disclosure.vocabulary import State
from casework.domain.roles import Actor
from casework.persistence.database import db, transaction
from casework.persistence.models import ProactiveConsideration
from casework.persistence.queries import proactive, register
from casework.persistence.queries.proactive import Member
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere

PAGE = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """A request among those for the same information, and how it ended, if it has."""

    reference: str
    state: State
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The same information, asked for by several: by how many, in which requests."""

    group_id: int
    text: str
    applicants: int
    requests: tuple[Asked, ...]
    latest_id: int


@dataclass(frozen=True, slots=True)
class Considered:
    """What was decided about a suggestion, when and by whom."""

    id: int
    text: str
    verdict: Verdict
    reason: str
    on: date
    by: str
    requests: tuple[Asked, ...]


def open_suggestions(actor: Actor, before: int | None = None) -> list[Suggestion]:
    """What nobody has considered yet, the latest first: one page and one more.

    Those of restricted cases count only for whoever may see them. `before` is the `latest_id` of
    the last one on the page before.
    """
    whose = actor.agency_id, actor.user_id
    groups = proactive.groups(*whose, several=SEVERAL_APPLICANTS, before=before, limit=PAGE + 1)
    members = _members(actor, [group_id for group_id, _count, _latest in groups])
    return [
        Suggestion(group_id, members[group_id][0].text, count, _requests(members[group_id]), latest)
        for group_id, count, latest in groups
    ]


def suggestion(group_id: int, actor: Actor) -> Suggestion:
    """One, though it was considered before; raises NotThere."""
    count = proactive.applicants_of(group_id, actor.agency_id, actor.user_id)
    members = _members(actor, [group_id])[group_id]
    if count < SEVERAL_APPLICANTS:
        raise NotThere(str(group_id))
    return Suggestion(group_id, members[0].text, count, _requests(members), 0)


def considered(actor: Actor, before: int | None = None) -> list[Considered]:
    """What was decided, the latest first: one page and one more.

    `before` is the id of the last one on the page before.
    """
    rows = proactive.considered(actor.agency_id, before=before, limit=PAGE + 1)
    members = _members(actor, [row.group_id for row in rows])
    return [
        Considered(
            id=row.id,
            text=members[row.group_id][0].text if members[row.group_id] else "",
            verdict=row.verdict,
            reason=row.reason,
            on=row.considered_on,
            by=row.name,
            requests=_requests(members[row.group_id]),
        )
        for row in rows
    ]


def consider(office: Office, given: Consideration, key: str, actor: Actor) -> None:
    """Write down what was decided; the same key does it once. Raises Refused and NotThere."""
    now = office.now()
    used = register.scoped(key, "consideration", given.group_id, actor.user_id)
    with transaction():
        if earlier(used, given, (), now, str(given.group_id)) is not None:
            return
        count = suggestion(given.group_id, actor).applicants
        db.session.add(
            ProactiveConsideration(
                agency_id=actor.agency_id,
                group_id=given.group_id,
                verdict=given.verdict,
                reason=given.reason,
                applicants=count,
                on=office.today(),
                user_id=actor.user_id,
            )
        )


def _members(actor: Actor, group_ids: Sequence[int]) -> Mapping[int, list[Member]]:
    found: dict[int, list[Member]] = defaultdict(list)
    for member in proactive.members(actor.agency_id, actor.user_id, group_ids):
        found[member.group_id].append(member)
    return found


def _requests(members: Sequence[Member]) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            one.reference, State(one.state), None if one.outcome is None else Outcome(one.outcome)
        )
        for one in members
    )
