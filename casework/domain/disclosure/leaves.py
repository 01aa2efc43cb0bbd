"""What each leaf of the outcome tree needs: its facts' type, so that none can be left out.

A decision without, say, its search record cannot be formed. 条例 14–16, 36–39.
"""

from dataclasses import dataclass
from datetime import date

from casework.domain.terms import Term, term


@dataclass(frozen=True, slots=True)
class Granted:
    """条例 36(二): what is supplied, and how."""

    information: str
    supplied_as: str


@dataclass(frozen=True, slots=True)
class AlreadyPublic:
    """条例 36(一): the way to what is public already."""

    information: str
    where: str


class Ground(Term):
    """Why information, or a part of it, is withheld (条例 14–16)."""

    STATE_SECRET = term("state_secret", "依法确定为国家秘密")
    PROHIBITED_BY_LAW = term("prohibited_by_law", "法律、行政法规禁止公开")
    SECURITY_AND_STABILITY = term(
        "security_and_stability", "公开后可能危及国家安全、公共安全、经济安全、社会稳定"
    )
    THIRD_PARTY_RIGHTS = term(
        "third_party_rights", "涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害"
    )
    INTERNAL_AFFAIRS = term("internal_affairs", "属于行政机关的内部事务信息")
    DELIBERATIVE = term("deliberative", "属于行政机关在履行行政管理职能过程中形成的过程性信息")
    ENFORCEMENT_FILE = term("enforcement_file", "属于行政执法案卷信息")

    @property
    def article(self) -> str:
        """The article of 条例 on which the ground rests."""
        return _GROUND_ARTICLES[self]


_GROUND_ARTICLES = {
    Ground.STATE_SECRET: "14",
    Ground.PROHIBITED_BY_LAW: "14",
    Ground.SECURITY_AND_STABILITY: "14",
    Ground.THIRD_PARTY_RIGHTS: "15",
    Ground.INTERNAL_AFFAIRS: "16 I",
    Ground.DELIBERATIVE: "16 II",
    Ground.ENFORCEMENT_FILE: "16 II",
}


@dataclass(frozen=True, slots=True)
class WithheldPart:
    """One part that is withheld: which, on what ground, and why it falls under it.

    `other_law` is cited where another law prohibits disclosure (R-14-1).
    """

    part: str
    ground: Ground
    reason: str
    other_law: str = ""


@dataclass(frozen=True, slots=True)
class PartlyGranted:
    """条例 37: what is supplied, and every part withheld with its own ground."""

    supplied: str
    supplied_as: str
    withheld: tuple[WithheldPart, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """条例 36(三): what is withheld and why; `other_law` is cited for 14's second ground."""

    information: str
    ground: Ground
    reason: str
    other_law: str = ""
    third_party_opinion: str = ""


@dataclass(frozen=True, slots=True)
class AdministrativeQuery:
    """条例 36(七): the law that rules this query, and where to make it."""

    information: str
    other_law: str
    where: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """条例 36(四): the search record that proves it: where, by whom, for which words, when."""

    information: str
    searched_in: str
    searched_by: str
    keywords: str
    searched_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class OtherAgency:
    """条例 36(五): why not this agency; the right one's name and contact where it can be told."""

    information: str
    reason: str
    agency: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Archived:
    """档案法 15: handed over to an archive, whose own rules now say who may read it."""

    information: str
    archive: str
    contact: str


@dataclass(frozen=True, slots=True)
class WouldNeedCreation:
    """条例 38: why supplying it would take processing or analysis."""

    information: str
    reason: str


@dataclass(frozen=True, slots=True)
class StillUnclear:
    """条例 30, 36: what stayed unclear after the clarification."""

    reason: str


@dataclass(frozen=True, slots=True)
class Petition:
    """条例 39 I: why this is a petition, complaint or report, and its proper channel."""

    reason: str
    channel: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """条例 36(六): the earlier reply to the same applicant on the same information."""

    information: str
    earlier_letter: str
    replied_on: date


@dataclass(frozen=True, slots=True)
class PublishedWork:
    """条例 39 II: the gazette, paper or book, and where to get it."""

    information: str
    where: str


@dataclass(frozen=True, slots=True)
class Excessive:
    """条例 35: that reasons were asked, what was said, and why it does not suffice."""

    asked_on: date
    given: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reconfirmation:
    """The form's own row (五)5: the information the applicant holds already."""

    information: str
    reason: str


LeafFacts = (
    Granted
    | AlreadyPublic
    | PartlyGranted
    | Withheld
    | AdministrativeQuery
    | NotFound
    | OtherAgency
    | Archived
    | WouldNeedCreation
    | StillUnclear
    | Petition
    | Repeated
    | PublishedWork
    | Excessive
    | Reconfirmation
)
