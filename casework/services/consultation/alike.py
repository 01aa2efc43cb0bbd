"""What is alike among the comments on a draft: proposed for a group, ten thousand or ten.

A proposal, never a finding: that two comments say the same, a person says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casework.domain.roles import Actor
from casework.domain.similarity import Likeness, Wording, compare, sketch, worded
from casework.persistence.queries import comment_words, comments
from casework.services.consultation.grouping import consultation_of
from casework.services.lines import PAGE

_COMPARED = 20  # wordings that share the most numbers with one, to be compared word by word
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Alike:
    """A wording that is like another; it may be in a group already, which is proposed then."""

    reference: str
    text: str
    likeness: Likeness
    percent: int
    group_id: int | None
    group_title: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording that is in no group: its first comment, how many say just that, what is like it.

    `place` is where the next page goes on.
    """

    reference: str
    text: str
    count: int
    alike: tuple[Alike, ...]
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Said:
    """A wording: its comment, the words as they were said, and as they are compared."""

    case_id: int
    reference: str
    text: str
    words_index: str
    group_id: int | None
    wording: Wording


def proposals(reference: str, actor: Actor, after: tuple[int, int] | None = None) -> list[Proposal]:
    """What is in no group yet, one page and one more; the wordings of the most comments first.

    `after` is the `place` of the last one of the page before. Raises NotThere.
    """
    case = consultation_of(reference, actor)
    heads = comment_words.heads(case.id, before=after, limit=PAGE + 1)
    ours = _said(head.case_id for head in heads)
    near = _near(case.id, ours)
    theirs = _said({other for others in near.values() for other in others} - ours.keys()) | ours
    titles = {group.id: group.title for group, _all, _left in comments.groups(case.id)}
    return [
        Proposal(
            ours[head.case_id].reference,
            ours[head.case_id].text,
            head.those,
            _alike(ours[head.case_id], near[head.case_id], theirs, titles),
            (head.those, head.case_id),
        )
        for head in heads
        if head.case_id in ours
    ]


def _said(case_ids: Iterable[int]) -> dict[int, _Said]:
    found = comment_words.texts(sorted(set(case_ids)))
    return {case_id: _Said(*row, worded(row.text)) for case_id, row in found.items()}


def _near(consultation_id: int, ours: Mapping[int, _Said]) -> dict[int, list[int]]:
    """For each of our wordings those that share the most of its sketch, the most first."""
    sketches = {case_id: sketch(said.wording) for case_id, said in ours.items()}
    having: dict[int, list[int]] = defaultdict(list)
    bands = {band for bands in sketches.values() for band in bands}
    for band, comment_id in comment_words.sharing(consultation_id, bands):
        having[band].append(comment_id)
    return {
        case_id: _most(case_id, (having[band] for band in bands))
        for case_id, bands in sketches.items()
    }


def _most(case_id: int, found: Iterable[list[int]]) -> list[int]:
    shared = Counter(other for others in found for other in others if other != case_id)
    return [other for other, _count in shared.most_common(_COMPARED)]


def _alike(
    ours: _Said, others: Sequence[int], theirs: Mapping[int, _Said], titles: Mapping[int, str]
) -> tuple[Alike, ...]:
    known = (theirs[other] for other in others if other in theirs)
    compared = [
        (found, said)
        for said in known
        if said.words_index != ours.words_index and (found := compare(ours.wording, said.wording))
    ]
    compared.sort(key=lambda pair: (*pair[0].rank, pair[1].case_id))
    return tuple(
        Alike(
            said.reference,
            said.text,
            found.likeness,
            found.percent,
            said.group_id,
            titles.get(said.group_id or 0, ""),
        )
        for found, said in compared[:_SHOWN]
    )
