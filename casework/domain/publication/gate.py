"""The gate: whatever is made public goes through it, masked or kept with a reason, twice looked at.

A text is named by its `place`; findings and what is kept are places in the text as it was said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from casework.domain.publication.detection import Finding, find
from casework.domain.publication.vocabulary import GateRefusal, PersonalDatum
from casework.domain.workflow import Refused

_STAR = "*"
_NEVER_AN_AGENCYS = frozenset({PersonalDatum.ID_NUMBER, PersonalDatum.MOBILE, PersonalDatum.PLATE})
TITLE = "title"


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it was said, its place, and the names of those whom it may name."""

    place: str
    text: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A personal datum that was found, and in which text."""

    place: str
    text: str
    finding: Finding

    @property
    def key(self) -> str:
        """What tells it from every other finding of the same texts."""
        return f"{self.place}-{self.finding.begins}-{self.finding.ends}"

    @property
    def words(self) -> str:
        """What was found."""
        return self.text[self.finding.begins : self.finding.ends]

    @property
    def before(self) -> str:
        """What stands before it, as far as one wants to read."""
        return self.text[max(0, self.finding.begins - 20) : self.finding.begins]

    @property
    def after(self) -> str:
        """What stands behind it."""
        return self.text[self.finding.ends : self.finding.ends + 20]


@dataclass(frozen=True, slots=True)
class Kept:
    """A personal datum that stays in what is published, and why: in which text, and where."""

    place: str
    begins: int
    ends: int
    reason: str


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """What is to be public: a title and texts by place, masked; and what was let stand, and why."""

    title: str
    texts: dict[str, str]
    kept: tuple[Kept, ...] = ()
    also: tuple[str, ...] = ()  # what was masked besides because somebody named it; never public


def found(said: Iterable[Said]) -> tuple[FoundIn, ...]:
    """Every personal datum in what would be published, in the order of the texts."""
    return tuple(
        FoundIn(one.place, one.text, finding)
        for one in said
        for finding in find(one.text, one.names)
    )


def masked(said: Said, kept: Iterable[Kept]) -> str:
    """A text as it is published: what was found is starred, but for what is kept."""
    stays = {(one.begins, one.ends) for one in kept if one.place == said.place}
    characters = list(said.text)
    for finding in find(said.text, said.names):
        if (finding.begins, finding.ends) not in stays:
            characters[finding.begins : finding.ends] = _STAR * (finding.ends - finding.begins)
    return "".join(characters)


def with_words(said: Iterable[Said], also: tuple[str, ...]) -> tuple[Said, ...]:
    """Texts in which further words are looked for, as names are."""
    return tuple(replace(one, names=(*one.names, *also)) for one in said)


def words_in(said: Iterable[Said], words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some words that stand anywhere in texts."""
    texts = [one.text for one in said]
    return tuple(word for word in words if any(_stands(word, text) for text in texts))


def _stands(word: str, text: str) -> bool:
    return any(one.kind is PersonalDatum.NAME for one in find(text, (word,)))


def copy_of(
    said: Iterable[Said], kept: tuple[Kept, ...] = (), also: tuple[str, ...] = ()
) -> PublicCopy:
    """The public copy of texts; the one at TITLE is the title.

    Raises Refused where something is kept without a reason, or was not found there; or where a
    word to be masked besides stands nowhere, for then it was mistyped and would mask nothing.
    """
    texts = {one.place: one for one in with_words(said, also)}
    _justified(texts, kept)
    stand = words_in(texts.values(), also)
    for word in also:
        if word not in stand:
            raise Refused(GateRefusal.WORD_NOT_THERE, word=word)
    public = {place: masked(one, kept) for place, one in texts.items()}
    return PublicCopy(public.pop(TITLE, ""), public, kept, also)


def check(copy: PublicCopy, names: tuple[str, ...] = ()) -> None:
    """Look through a copy once more, as whoever releases it does.

    Raises Refused where personal data stand in it that nobody decided to keep.
    """
    places: Mapping[str, str] = {TITLE: copy.title, **copy.texts}
    stays = {(one.place, one.begins, one.ends) for one in copy.kept if one.reason.strip()}
    for one in found(Said(place, text, names) for place, text in places.items()):
        if (one.place, one.finding.begins, one.finding.ends) not in stays:
            raise Refused(GateRefusal.STILL_THERE, kind=one.finding.kind)


def check_file(text: str, copy: PublicCopy, names: tuple[str, ...] = ()) -> None:
    """Look through the text of a file that was made of a copy. Raises Refused as `check` does.

    In a file places are lost: what is kept is known by its words.
    """
    places = {TITLE: copy.title, **copy.texts}
    stays = {places[one.place][one.begins : one.ends] for one in copy.kept if one.place in places}
    for finding in find(text, names):
        if text[finding.begins : finding.ends] not in stays:
            raise Refused(GateRefusal.IN_THE_FILE, kind=finding.kind)


def names_nobody(*texts: str) -> None:
    """Refuse words that are written for the public where a person's own number stands in them.

    What an agency may say of itself (an address, a telephone, an account) is its own. Raises
    Refused.
    """
    for text in texts:
        for finding in find(text):
            if finding.kind in _NEVER_AN_AGENCYS:
                raise Refused(GateRefusal.NAMES_SOMEBODY, kind=finding.kind)


def _justified(texts: Mapping[str, Said], kept: Iterable[Kept]) -> None:
    known = {(one.place, one.finding.begins, one.finding.ends) for one in found(texts.values())}
    for one in kept:
        if not one.reason.strip():
            raise Refused(GateRefusal.NO_REASON)
        if (one.place, one.begins, one.ends) not in known:
            raise Refused(GateRefusal.CHANGED)
