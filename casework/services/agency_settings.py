"""The agency's own settings: how it presents itself, and by how many a draft is reviewed.

Letters that were issued keep what they said; drafts under review keep the levels they began with.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import String

from casework.domain.disclosure.facts import ReviewLevel, ReviewRequest
from casework.domain.roles import Role
from casework.domain.terms import Term, term
from casework.domain.workflow import Facts, Refused
from casework.persistence.database import transaction
from casework.persistence.models import Agency
from casework.persistence.models.people import AdminAct
from casework.persistence.queries import people
from casework.services.administration import Deed, Mandate, changes
from casework.services.agencies import all_fields, required_fields
from casework.services.office import Office
from casework.services.refusals import NotThere

MOST_LEVELS = 5
MOST_PASSES = 3
# The code stands in every reference that was given; the levels have a page of their own.
_COLUMNS = tuple(
    column
    for column in Agency.__table__.columns
    if column.key in all_fields() - {"code", "review_levels"}
)
EDITABLE = tuple(column.key for column in _COLUMNS if isinstance(column.type, String))
# Limits in days, and whether something is done: numbers and yes or no.
RULES = tuple(column.key for column in _COLUMNS if not isinstance(column.type, String))
REQUIRED = frozenset(required_fields()) & frozenset(EDITABLE)


class SettingsRefusal(Term):
    """Why a setting stays as it is."""

    TOO_FEW_REVIEWERS = term(
        "too_few_reviewers",
        "审核一共需要{needed}人次，每人只能审核一次，而本机关能登录的审核人只有{count}位。请先增加审核人，或者减少环节。",
    )
    LEVELS_RANGE = term("levels_range", "审核环节是1至5个，每个环节1至3人，并写明名称。")


@dataclass(frozen=True, slots=True)
class Particulars(Facts):
    """How an agency presents itself, and its own rules: every editable column by its name."""

    values: tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class ReviewChain(Facts):
    """The levels of the review, in their order."""

    levels: tuple[ReviewLevel, ...]


def change(office: Office, given: Particulars, mandate: Mandate) -> None:
    """Change how the agency presents itself from now on; raises NotThere."""
    deed = Deed(AdminAct.CHANGE_AGENCY, mandate, office.now())
    with transaction():
        if deed.earlier(given) is not None:
            return
        agency = _locked(mandate)
        before = values_of(agency)
        wanted = {name: value for name, value in given.values if name in before}
        for name, value in wanted.items():
            setattr(agency, name, value)
        deed.enter(changes(_as_text(before), _as_text(wanted)))
    office.agencies.forget()


def review_levels(agency: Agency) -> tuple[ReviewLevel, ...]:
    """The levels that a draft has to pass now, in their order (条例 17, 45)."""
    chosen = (ReviewLevel(level["name"], level["passes"]) for level in agency.review_levels)
    return tuple(chosen) or ReviewRequest().levels


def change_review(office: Office, chain: ReviewChain, mandate: Mandate) -> None:
    """Change the levels for the drafts that are submitted from now on.

    Raises NotThere; Refused where there are too few reviewers, since nobody passes a draft twice.
    """
    deed = Deed(AdminAct.CHANGE_REVIEW, mandate, office.now())
    with transaction():
        if deed.earlier(chain) is not None:
            return
        agency = _locked(mandate)
        _check(chain, agency)
        before = {"review_levels": in_words(review_levels(agency))}
        agency.review_levels = [
            {"name": level.name, "passes": level.passes} for level in chain.levels
        ]
        deed.enter(changes(before, {"review_levels": in_words(chain.levels)}))
    office.agencies.forget()


def in_words(levels: tuple[ReviewLevel, ...]) -> str:
    """A chain of levels on one line, as the book keeps it: each with how many must pass it."""
    return " → ".join(f"{level.name}（{level.passes}）" for level in levels)


def reviewers(agency_id: int) -> int:
    """How many people may review at an agency."""
    return len(people.holders(agency_id, Role.REVIEWER))


def _check(chain: ReviewChain, agency: Agency) -> None:
    sound = all(level.name and 1 <= level.passes <= MOST_PASSES for level in chain.levels)
    if not (sound and 1 <= len(chain.levels) <= MOST_LEVELS):
        raise Refused(SettingsRefusal.LEVELS_RANGE)
    needed, count = sum(level.passes for level in chain.levels), reviewers(agency.id)
    if needed > count:
        raise Refused(SettingsRefusal.TOO_FEW_REVIEWERS, needed=needed, count=count)


def _locked(mandate: Mandate) -> Agency:
    agency = people.locked_agency(mandate.actor.agency_id)
    if agency is None:
        raise NotThere(str(mandate.actor.agency_id))
    return agency


def values_of(agency: Agency) -> Mapping[str, str | int]:
    """What the agency says of itself now, by the names of its columns."""
    return {name: getattr(agency, name) for name in EDITABLE + RULES}


def _as_text(values: Mapping[str, str | int]) -> dict[str, str]:
    """Values as the book keeps them."""
    return {name: str(value) for name, value in values.items()}
