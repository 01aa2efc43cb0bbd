"""Words and dates as a reader sees them, in Chinese or in English."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_time
from flask import Flask, g
from flask_babel import get_locale, get_translations, gettext
from markupsafe import Markup

from casework.domain.moments import SHANGHAI, legal_date
from casework.domain.terms import Term
from casework.domain.workflow import Blank, Refused

# Parsed once: to find a locale by its name costs more than to write the date.
_CHINESE, _BRITISH = Locale.parse("zh_Hans_CN"), Locale.parse("en_GB")


def install(app: Flask) -> None:
    """Give templates the filters by which they show terms and dates."""
    app.add_template_global(get_locale)
    # Flask-Babel looks the catalogue up at every word, which was a quarter of a case page.
    app.jinja_env.install_gettext_callables(said, _said_of_many, newstyle=True)  # type: ignore[attr-defined]
    app.add_template_filter(word)
    app.add_template_filter(cn_date)
    app.add_template_filter(cn_moment)
    app.add_template_filter(plain_date)
    app.add_template_filter(time_tag)
    app.add_template_filter(reason)


def said(text: str) -> str:
    """A text in the reader's language. Chinese is the source: it is said as it is written."""
    if "catalogue" not in g:
        g.catalogue = get_translations() if _english() else None
    return text if g.catalogue is None else str(g.catalogue.ugettext(text))


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
    if _english():
        return format_date(day, "EEEE d MMMM y", locale=_BRITISH)
    return f"{plain_date(day)}（{format_date(day, 'EEEE', locale=_CHINESE)}）"


def plain_date(on: date) -> str:
    """A legal date without its weekday: 2026年3月24日."""
    if _english():
        return format_date(on, "d MMMM y", locale=_BRITISH)
    return f"{on.year}年{on.month}月{on.day}日"


def cn_moment(at: datetime) -> str:
    """A moment in China: 2026年3月24日（星期二）15:04."""
    clock = format_time(at.astimezone(SHANGHAI).time(), "HH:mm", locale=_CHINESE)
    return f"{cn_date(at)} {clock}" if _english() else f"{cn_date(at)}{clock}"


def reason(text: str) -> str:
    """Why a day of the ledger is what it is: the holiday, whose make-up day, whose opinion."""
    if text.endswith("调休"):
        return str(gettext("%(holiday)s调休", holiday=reason(text.removesuffix("调休"))))
    names, bracket, rest = text.partition("（")
    words = (said(part) for part in names.split("、") if part)
    return said("、").join(words) + bracket + rest


def time_tag(on: date | datetime) -> Markup:
    """A date as an element that machines can read too."""
    shown = cn_moment(on) if isinstance(on, datetime) else cn_date(on)
    return Markup('<time datetime="{}">{}</time>').format(on.isoformat(), shown)


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


def _english() -> bool:
    locale = get_locale()
    return locale is not None and locale.language == "en"
