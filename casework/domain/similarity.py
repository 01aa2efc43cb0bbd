"""How alike two texts are, by the words that they share: a help to see a repeated request.

A proposal, never a finding: whether the information is the same (条例 36(六), 44), a person says.
"""

import hashlib
import re
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from casework.domain.terms import Term, term

# What every application says, whatever it asks for; the longer ones first.
_FORMULAS = re.compile(
    "请求公开|要求公开|依法公开|政府信息|我单位|你单位|贵单位|贵机关|贵局|贵委|你局|你委|本人"
    "|公开|申请|获取|提供|关于|有关|相关|以及|及其|希望|麻烦|谢谢|请|的|及|和|与|等"
)
_YEAR_IN_WORDS = re.compile("[〇零一二三四五六七八九]{4}(?=年)")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
# Signs and blanks between two characters of Chinese; between Latin words they part the words.
_BETWEEN = re.compile(r"(?<=[^\W\da-z_])[\W_]+(?=[^\W\da-z_])")
# A figure takes its unit with it: 2023年, 2023年度 and 2023 are one figure.
_PIECES = re.compile(r"(\d+)(?:年度|年|月|日|号)?|([a-z]+)|([^\W\da-z_]+)")

BANDS = 12  # numbers of a sketch
_ROWS = 3  # minima that make one of them
_SAMPLE = 128  # grams of a longer text that stand for all: it costs no more than a page
_NEARLY = 0.7
_WHOLLY = 0.9
_PARTLY = 0.3
_PARTLY_WITHIN = 0.6
_FEW = 4  # a text of fewer words is within many others, which says nothing


class Likeness(Term):
    """How alike two requests are; the most alike first."""

    SAME = term("same", "申请内容相同")
    NEARLY_SAME = term("nearly_same", "申请内容基本相同")
    WITHIN = term("within", "本件的内容包含在那一件中")
    BEYOND = term("beyond", "那一件的内容包含在本件中")
    OTHER_FIGURES = term("other_figures", "文字基本相同，但年份、文号等数字不同")
    PARTLY = term("partly", "部分内容相同")


SAME_INFORMATION = frozenset({Likeness.SAME, Likeness.NEARLY_SAME})
# What an earlier reply has answered already, if it is the same applicant who asks: 条例 36(六).
ANSWERED_BY = SAME_INFORMATION | {Likeness.WITHIN}
_RANK = {likeness: rank for rank, likeness in enumerate(Likeness)}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text: each two characters that stand together, Latin words; and its figures.

    Without signs, blanks, the width of characters and what every application says.
    """

    words: frozenset[str]
    figures: frozenset[str]

    @property
    def grams(self) -> frozenset[str]:
        """Words and figures together."""
        return self.words | self.figures


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two texts are, in words and as a figure, and the figures that only one has.

    `percent`: of the words and figures that either text has, how many both have.
    """

    likeness: Likeness
    percent: int
    only_ours: tuple[str, ...]
    only_theirs: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int]:
        """The place in a list: the most alike first."""
        return _RANK[self.likeness], -self.percent


def worded(text: str) -> Wording:
    """The words of a text."""
    whole = unicodedata.normalize("NFKC", text).casefold()
    whole = _YEAR_IN_WORDS.sub(lambda year: year.group().translate(_DIGITS), whole)
    # A text of nothing but formulas is compared by them.
    return _parted(_FORMULAS.sub("", whole)) or _parted(whole) or Wording(frozenset(), frozenset())


def compare(ours: Wording, theirs: Wording) -> Comparison | None:
    """How alike two texts are; None where that is not worth a look."""
    either, both = ours.grams | theirs.grams, ours.grams & theirs.grams
    likeness = _likeness(ours, theirs) if both else None
    if likeness is None:
        return None
    return Comparison(
        likeness,
        round(100 * len(both) / len(either)),
        _in_order(ours.figures - theirs.figures),
        _in_order(theirs.figures - ours.figures),
    )


def sketch(wording: Wording) -> tuple[int, ...]:
    """BANDS numbers of 32 bits, in order, by which a text like this one is found; of none, none.

    Of texts that share the part j of their grams, each number is the same with the probability
    j³, so at least one of twelve is for 99 % of those with j = 0.7, and hardly any for strangers.
    (Locality-sensitive hashing by minima: a word by itself finds half the archive.)
    """
    drawn = [_lots(number) for number in keys(wording)]
    minima = list(map(min, zip(*drawn, strict=True)))
    bands = (minima[_ROWS * band :][:_ROWS] for band in range(BANDS if minima else 0))
    packed = (struct.pack(f">{_ROWS + 1}I", at, *band) for at, band in enumerate(bands))
    return tuple(sorted({_number(each) for each in packed}))


def keys(wording: Wording) -> tuple[int, ...]:
    """A number of 32 bits for each gram, in order: any one that two texts share finds the other."""
    return tuple(sorted({_number(gram.encode()) for gram in wording.grams})[:_SAMPLE])


def _parted(text: str) -> Wording | None:
    """The words of a text whose characters are normal; None if there is not one."""
    words: set[str] = set()
    single: set[str] = set()
    figures: set[str] = set()
    for figure, latin, chinese in _PIECES.findall(_BETWEEN.sub("", text)):
        if figure:
            figures.add(figure.lstrip("0") or "0")
        elif latin:
            words.add(latin)
        elif len(chinese) > 1:
            words.update(one + other for one, other in pairwise(chinese))
        else:
            single.add(chinese)
    # A lone 第 or 至 beside a figure says nothing; a text that has nothing else has only that.
    words = words or (set() if figures else single)
    return Wording(frozenset(words), frozenset(figures)) if words or figures else None


def _likeness(ours: Wording, theirs: Wording) -> Likeness | None:
    same_figures = ours.figures == theirs.figures
    share = _share(ours.words & theirs.words, ours.words | theirs.words)
    if share == 1 and same_figures:
        return Likeness.SAME
    if share >= _NEARLY:
        return Likeness.NEARLY_SAME if same_figures else Likeness.OTHER_FIGURES
    if _is_within(ours, theirs):
        return Likeness.WITHIN
    if _is_within(theirs, ours):
        return Likeness.BEYOND
    both, either = ours.grams & theirs.grams, ours.grams | theirs.grams
    of_shorter = _share(both, min(ours.grams, theirs.grams, key=len))
    is_alike = _share(both, either) >= _PARTLY or of_shorter >= _PARTLY_WITHIN
    return Likeness.PARTLY if is_alike else None


def _is_within(one: Wording, other: Wording) -> bool:
    """Whether one asks for nothing that the other does not ask for."""
    wholly = _share(one.words & other.words, one.words) >= _WHOLLY
    return len(one.words) >= _FEW and wholly and one.figures <= other.figures


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part) / len(whole) if whole else 1.0


def _lots(number: int) -> tuple[int, ...]:
    """What a gram draws in each of the lots whose minima make the sketch."""
    lots = BANDS * _ROWS
    return struct.unpack(f">{lots}I", hashlib.shake_128(struct.pack(">i", number)).digest(4 * lots))


def _number(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=4).digest(), signed=True)


def _in_order(figures: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(figures, key=lambda figure: (len(figure), figure)))
