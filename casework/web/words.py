"""Words and dates as a reader sees them, in Chinese or in English."""

from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.support import NullTranslations, Translations
from flask import Flask, session
from flask.sessions import SessionMixin
from flask_babel import Domain, gettext, lazy_gettext
from markupsafe import Markup

from casework.domain.articles import cited, law_of
from casework.domain.moments import SHANGHAI, legal_date
from casework.domain.terms import Term
from casework.domain.workflow import Blank, Refused

# Parsed once: to find a locale by its name costs more than to write the date.
_CHINESE, _BRITISH = Locale.parse("zh_Hans_CN"), Locale.parse("en_GB")
_CATALOGUES = Path(__file__).resolve().parent / "translations"
_DATES_KEPT = 4096
_FIGURES = str.maketrans("一二三四五六七八九", "123456789")
# What a citation names, for those who read English.
_LAWS = {
    "条例": lazy_gettext("《条例》"),
    "档案法": lazy_gettext("《档案法》"),
    "表三(五)5": lazy_gettext("表三（五）5"),
}


class _Catalogue(Domain):  # type: ignore[misc]  # flask_babel publishes no types
    """What flask_babel asks; by itself it finds locale and catalogue anew at every word."""

    def gettext(self, string: str, **blanks: object) -> str:
        """A text in the reader's language."""
        return said(string, **blanks)


def install(app: Flask) -> None:
    """Give templates the filters by which they show terms and dates."""
    app.extensions["babel"].instance.domain_instance = _Catalogue()
    app.jinja_env.install_gettext_callables(said, _said_of_many, newstyle=True)  # type: ignore[attr-defined]
    app.add_template_filter(word)
    app.add_template_filter(cn_date)
    app.add_template_filter(cn_moment)
    app.add_template_filter(plain_date)
    app.add_template_filter(time_tag)
    app.add_template_filter(reason)
    app.add_template_filter(citation)


def reader_language() -> str:
    """Chinese, unless the reader chose English."""
    return "en" if reads_english() else "zh_Hans_CN"


def reads_english() -> bool:
    """Whether the reader chose English."""
    try:
        # Asked a hundred times a page: through its proxy the session costs six times as much.
        ours: SessionMixin = session._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    except RuntimeError:  # nobody reads: a command, the worker
        return False
    return bool(ours.get("language") == "en")


def said(text: str, **blanks: object) -> str:
    """A text in the reader's language. Chinese is the source: it is said as it is written."""
    words = english_of(text) if reads_english() else text
    return words % blanks if blanks else words


def english_of(text: str) -> str:
    """A text in English."""
    return str(_english().ugettext(text))


@cache
def _english() -> NullTranslations:
    return Translations.load(_CATALOGUES, ["en"])


def _said_of_many(one: str, many: str, number: int) -> str:
    return said(one if number == 1 else many)


def word(member: Term) -> str:
    """A term in the reader's language."""
    return said(member.zh) if member.zh else ""


def cn_date(on: date | datetime | None) -> str:
    """A legal date with its weekday: 2026年3月24日（星期二）; a moment by its date in China."""
    if on is None:
        return ""
    day = legal_date(on) if isinstance(on, datetime) else on
    return _with_weekday(day, in_english=reads_english())


def plain_date(on: date) -> str:
    """A legal date without its weekday: 2026年3月24日."""
    return _without_weekday(on, in_english=reads_english())


def cn_moment(at: datetime) -> str:
    """A moment in China: 2026年3月24日（星期二）15:04."""
    clock = format_time(at.astimezone(SHANGHAI).time(), "HH:mm", locale=_CHINESE)
    return f"{cn_date(at)} {clock}" if reads_english() else f"{cn_date(at)}{clock}"


def reason(text: str) -> str:
    """Why a day of the ledger is what it is: the holiday, whose make-up day, whose opinion."""
    if text.endswith("调休"):
        return str(gettext("%(holiday)s调休", holiday=reason(text.removesuffix("调休"))))
    names, bracket, rest = text.partition("（")
    words = (said(part) for part in names.split("、") if part)
    return said("、").join(words) + bracket + rest


def citation(shorthand: str) -> str:
    """The place of a law on which something rests; in English as our tables write it."""
    if not reads_english():
        return cited(shorthand)
    law = law_of(shorthand)
    places = shorthand.removeprefix(law).strip().translate(_FIGURES)
    return f"{_LAWS[law]} {places}".strip()


def time_tag(on: date | datetime) -> Markup:
    """A date as an element that machines can read too."""
    if isinstance(on, datetime):
        return _element(on, cn_moment(on))
    return _dated(on, in_english=reads_english())


def sentence(refused: Refused) -> str:
    """A refusal in the reader's words: which rule stands in the way, and what to do."""
    blanks = {name: _blank(value) for name, value in refused.facts.items()}
    return said(refused.reason.zh).format(**blanks)


def _blank(value: Blank) -> str:
    match value:
        case Term():
            return word(value)
        case date():
            return plain_date(value)
        case tuple():
            return "、".join(word(member) for member in value)
        case _:
            return str(value)


# A page says the same few dates again and again, and the next page the same ones.


@lru_cache(_DATES_KEPT)
def _with_weekday(on: date, *, in_english: bool) -> str:
    if in_english:
        return format_date(on, "EEEE d MMMM y", locale=_BRITISH)
    weekday = format_date(on, "EEEE", locale=_CHINESE)
    return f"{_without_weekday(on, in_english=False)}（{weekday}）"


@lru_cache(_DATES_KEPT)
def _without_weekday(on: date, *, in_english: bool) -> str:
    if in_english:
        return format_date(on, "d MMMM y", locale=_BRITISH)
    return f"{on.year}年{on.month}月{on.day}日"


@lru_cache(_DATES_KEPT)
def _dated(on: date, *, in_english: bool) -> Markup:
    return _element(on, _with_weekday(on, in_english=in_english))


def _element(on: date, shown: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(on.isoformat(), shown)
