"""Making information public before anybody asks: the register's entries, and what art. 44 nudges.

条例 44: where several applicants ask for the same information and it may be disclosed, the agency
may make it proactively public. Whether it does, a person decides and says why.
"""

from dataclasses import dataclass
from datetime import date

from casework.domain.terms import Term, term
from casework.domain.workflow import Facts

# 条例 44 says 多个; two is the fewest that are several [D].
SEVERAL_APPLICANTS = 2


class Verdict(Term):
    """What became of the suggestion to make information proactively public."""

    TAKEN_UP = term("taken_up", "纳入主动公开")
    NOT_TAKEN_UP = term("not_taken_up", "不纳入主动公开")


@dataclass(frozen=True, slots=True)
class Publication(Facts):
    """What is public: its title, its address or the place to read it, and since when."""

    title: str
    published_on: date
    url: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Delisting(Facts):
    """An entry is taken off the register, because it was entered by mistake or is gone."""

    published_id: int


@dataclass(frozen=True, slots=True)
class Consideration(Facts):
    """条例 44: whether what several asked for is made proactively public, and why."""

    group_id: int
    verdict: Verdict
    reason: str
