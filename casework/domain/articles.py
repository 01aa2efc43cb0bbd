"""Articles: the shorthand of our tables, and how a paper or a page cites it (GB/T 15834: 《》)."""

import re

_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_PARAGRAPHS = {"I": 1, "II": 2, "III": 3}
_REGULATION = "条例"
# The law (the Regulation where none is named), the article, its paragraph, its item.
_PLACE = re.compile(r"(?:([^\d()]+?) ?)?(\d+)(?:–(\d+))?(?: (I{1,3}))?(?:\((\w)\))?")


def chinese_numeral(number: int) -> str:
    """A number from 1 to 99 as headings write it: 三, 十二, 二十."""
    tens, ones = divmod(number, 10)
    lead = _DIGITS[tens] if tens > 1 else ""
    return f"{lead}{'十' if tens else ''}{_DIGITS[ones]}"


def cited(shorthand: str) -> str:
    """A place in full: `16 II, 36(三)` is 《条例》第十六条第二款、第三十六条第（三）项.

    What is no article of a law, such as a cell of a form, is said as it stands.
    """
    words = in_words(shorthand)
    return f"《{law_of(shorthand)}》{words}" if words else shorthand


def in_words(shorthand: str) -> str:
    """The places without their law; nothing for what is no article."""
    places = [_PLACE.fullmatch(place) for place in shorthand.split(", ")]
    return "、".join(_said(place) for place in places if place is not None)


def law_of(shorthand: str) -> str:
    """The law in which a place is: the Regulation where none is named."""
    place = _PLACE.match(shorthand)
    return place.group(1) or _REGULATION if place else shorthand


def _said(place: re.Match[str]) -> str:
    _, article, last, paragraph, item = place.groups()
    words = f"第{chinese_numeral(int(article))}条"
    if last:
        words += f"至第{chinese_numeral(int(last))}条"
    if paragraph:
        words += f"第{chinese_numeral(_PARAGRAPHS[paragraph])}款"
    return words + (f"第（{item}）项" if item else "")
