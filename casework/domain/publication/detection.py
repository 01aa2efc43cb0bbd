"""Finding personal data in a text: numbers that check, shapes that tell (个人信息保护法 28).

What is found is proposed to a person; what is not found is looked for by a second person.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from casework.domain.publication.vocabulary import PersonalDatum


@dataclass(frozen=True, slots=True)
class Finding:
    """A personal datum: what it is, its first character, the first one behind it."""

    kind: PersonalDatum
    begins: int
    ends: int


def find(text: str, names: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The personal data in a text, from left to right; none lies over another.

    `names` are the parties' of the case. Full-width figures count as figures, and a number may be
    parted by spaces or hyphens.
    """
    plain = _plain(text)
    found = sorted(_all(plain, names), key=lambda one: (one.begins, -one.ends))
    kept: list[Finding] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is None or one.begins > last.ends or _is_apart(last, one):
            kept.append(one)
        elif one.ends > last.ends:  # two that overlap, or an address that goes on, hide together
            kept[-1] = Finding(last.kind, last.begins, one.ends)
    return tuple(kept)


def _is_apart(last: Finding, following: Finding) -> bool:
    is_address = last.kind is following.kind is PersonalDatum.ADDRESS
    return following.begins == last.ends and not is_address


def _plain(text: str) -> str:
    """The text with the figures and signs of normal width, character for character."""
    return "".join(map(_narrow, text))


@cache
def _narrow(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


_GAP = r"[ \u00a0\-]?"
# Where figures check by themselves, whatever is put between them hides nothing.
_ANY_GAP = r"[\s.·•/—–_\-\u00ad\u200b-\u200f\u2060\ufeff]{0,3}"
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"


def _digits(count: str, gap: str = _GAP) -> str:
    return rf"(?:\d{gap}){count}"


# fmt: off
_PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SHAPES: tuple[tuple[PersonalDatum, re.Pattern[str]], ...] = (
    (PersonalDatum.ID_NUMBER, re.compile(rf"{_START}{_digits('{17}', _ANY_GAP)}[\dXx]{_END}")),
    (PersonalDatum.ID_NUMBER, re.compile(rf"{_START}{_digits('{14}')}\d{_END}")),
    (PersonalDatum.BANK_CARD, re.compile(rf"{_START}{_digits('{15,18}')}\d{_END}")),
    (PersonalDatum.MOBILE, re.compile(
        rf"(?<!\d)(?:\+?86{_ANY_GAP})?1{_ANY_GAP}{_digits('{9}', _ANY_GAP)}\d(?!\d)"
    )),
    (PersonalDatum.LANDLINE, re.compile(r"(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3}[- ])\d{7,8}(?!\d)")),
    (PersonalDatum.EMAIL, re.compile(
        r"[A-Za-z0-9._%+\-]+ ?@ ?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
    )),
    (PersonalDatum.PLATE, re.compile(
        rf"[{_PLATES}使][A-HJ-NP-Z][·. ]?[A-HJ-NP-Z0-9]{{4,5}}"
        r"[A-HJ-NP-Z0-9挂学警港澳使领](?![A-Za-z0-9])"
    )),
)
# A number of a house, a room or a group; and the words that lead there.
_HOUSE = re.compile(
    r"[0-9一二三四五六七八九十百零\u3007甲乙丙丁]{1,6}(?:[-—之][0-9]{1,5})?"
    r"(?:号楼|号院|号|栋|幢|座|单元|门|层|楼|室|户|组|弄)"
)
_LEADING = re.compile(
    r"省|自治区|自治州|市|区|县|旗|镇|乡|街道|村|社区|路|街|大道|道|巷|弄|里|胡同|小区|花园|新村|公寓|苑|屯|庄"
)
_RUN = re.compile(r"[\u4e00-\u9fff0-9\-—]*$")
# What leads in to an address and is none of it. Whole phrases only: 家, 和, 从, 由 are in the names
# of places, too, and to mask too much is better than to leave 石家 of 石家庄 public.
_LEAD_IN = re.compile(
    r".*(?:家住在|住在|家住|现住|家在|位于|坐落[于在]|地址[是为在]?|住址[是为在]?|搬到|来自)"
)
# fmt: on


def _all(text: str, names: Iterable[str]) -> Iterator[Finding]:
    for kind, shape in _SHAPES:
        for match in shape.finditer(text):
            if _CHECKS.get(kind, _any)(match.group()):
                yield Finding(kind, *_trimmed(text, match))
    yield from _addresses(text)
    for name in names:
        for shape in _names(name.strip()):
            for match in shape.finditer(text):
                yield Finding(PersonalDatum.NAME, *match.span())


_FARTHEST = 40  # characters before a house's number


def _addresses(text: str) -> Iterator[Finding]:
    """What leads to a house, a room or a group; looked for backwards, so that it takes no time."""
    last = 0
    for match in _HOUSE.finditer(text):
        window = text[max(last, match.start() - _FARTHEST) : match.start()]
        run = _RUN.search(window)
        lead = run.group() if run else ""
        if match.start() == last and last:  # goes on from the number before
            yield Finding(PersonalDatum.ADDRESS, match.start(), match.end())
            last = match.end()
        elif way := _LEADING.search(lead):
            before = _LEAD_IN.match(lead, 0, way.start())
            begins = match.start() - len(lead) + (before.end() if before else 0)
            yield Finding(PersonalDatum.ADDRESS, begins, match.end())
            last = match.end()


def _trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    """A finding without the gap at its end."""
    begins, ends = match.span()
    while ends > begins and text[ends - 1] in " \u00a0-":
        ends -= 1
    return begins, ends


def _figures(number: str) -> str:
    return re.sub(r"[^0-9Xx]", "", number).upper()


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_ID_LENGTH, _OLD_ID_LENGTH, _LONGEST_CARD = 18, 15, 19


def _is_id_number(number: str) -> bool:
    """18 characters whose last one checks (GB 11643), or the 15 of the old form, by their date."""
    figures = _figures(number)
    if len(figures) == _OLD_ID_LENGTH:
        return figures[0] in "12345689" and _is_day(figures[8:10], figures[10:12])
    if len(figures) != _ID_LENGTH or not figures[:-1].isdecimal():
        return False
    checked = sum(int(one) * weight for one, weight in zip(figures, _WEIGHTS, strict=False)) % 11
    # One that was mistyped is a person's all the same, if there is a birthday in it.
    is_dated = figures[6:8] in {"19", "20"} and _is_day(figures[10:12], figures[12:14])
    return figures[-1] == _CHECK_DIGITS[checked] or is_dated


def _is_day(month: str, day: str) -> bool:
    return "01" <= month <= "12" and "01" <= day <= "31"


def _is_bank_card(number: str) -> bool:
    """16 to 19 figures whose last one checks (Luhn), and that no single figure makes up."""
    figures = _figures(number)
    if not figures.isdecimal() or len(set(figures)) == 1 or len(figures) > _LONGEST_CARD:
        return False
    doubled = (
        sum(divmod(int(one) * 2, 10)) if at % 2 else int(one)
        for at, one in enumerate(reversed(figures))
    )
    return sum(doubled) % 10 == 0


def _is_mobile(number: str) -> bool:
    """Eleven figures from 13 to 19, perhaps behind the country's 86."""
    figures = _figures(number).removeprefix("86") if "86" in number[:3] else _figures(number)
    return len(figures) == 11 and "3" <= figures[1] <= "9"  # noqa: PLR2004  # a mobile's length


def _any(found: str) -> bool:
    return True


_CHECKS: dict[PersonalDatum, Callable[[str], bool]] = {
    PersonalDatum.ID_NUMBER: _is_id_number,
    PersonalDatum.BANK_CARD: _is_bank_card,
    PersonalDatum.MOBILE: _is_mobile,
}
_LEGAL_FORMS = (
    "股份有限公司", "有限责任公司", "有限公司", "律师事务所", "合作社", "工作室", "经营部",
)  # fmt: skip
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,7}?(?:省|市|县|区)")
_SHORTEST_NAME, _SHORTEST_FIRM = 2, 3
_LONG_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "夏侯",
        "司徒",
        "宇文",
        "长孙",
        "端木",
        "独孤",
        "南宫",
        "第五",
        "百里",
        "呼延",
    ]
)
_ADDRESSED = "先生|女士|同志|老师|某某|某"


@cache
def _names(name: str) -> tuple[re.Pattern[str], ...]:
    """How a name may stand in a text: spaced out, by surname and title, a firm's without form."""
    if len(name) < _SHORTEST_NAME:
        return ()
    spaced = r"\s{0,3}".join(map(re.escape, _plain(name)))
    forms = [spaced]
    legal = next((form for form in _LEGAL_FORMS if name.endswith(form)), "")
    if legal:
        short = _PLACE.sub("", name.removesuffix(legal))
        forms += [re.escape(short)] if len(short) >= _SHORTEST_FIRM else []
    elif len(name) <= 4:  # noqa: PLR2004  # a person's name
        surname = name[:2] if name[:2] in _LONG_SURNAMES else name[0]
        forms.append(rf"{re.escape(surname)}(?:{_ADDRESSED})")
    return tuple(re.compile(form) for form in forms)
