"""What happened to a consultation, comment or message: act, day, who, and what they said."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date

from casework.domain.terms import Term
from casework.domain.workflow import Event, History
from casework.services import colleagues
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.story import Entry
from casework.web.words import cn_date, word

Forms = Mapping[Term, type[ActForm]]


def story(standing: History, forms: Forms) -> list[Entry]:
    """The acts of a case, the latest first; `forms`: those of its acts, for their labels."""
    names = colleagues.names(_concerned(standing))
    entries = [
        Entry(
            title=word(event.action),
            on=event.on,
            byline=_byline(event, names),
            facts=tuple(_told(event, forms, names)),
            links=(),
        )
        for event in standing.events
    ]
    return entries[::-1]


def _concerned(standing: History) -> Iterator[int]:
    for event in standing.events:
        if event.user_id is not None:
            yield event.user_id
        given_to = getattr(event.facts, "handler_id", None)
        if given_to is not None:
            yield given_to


def _byline(event: Event, names: Mapping[int, str]) -> str:
    name = names.get(event.user_id or 0)
    return f"{name}（{word(event.role)}）" if name else word(event.role)


def _told(event: Event, forms: Forms, names: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """What an act says for itself: its words, days and choices, under the labels of its form."""
    form = forms.get(event.action)
    if form is None or not is_dataclass(event.facts):
        return
    for field in fields(event.facts):
        unbound = getattr(form, field.name, None)
        shown = _in_words(field.name, getattr(event.facts, field.name), names)
        if unbound is not None and shown:
            # A field that is not yet bound to a form keeps its label as its first argument.
            yield str(unbound.args[0]), shown


def _in_words(name: str, value: object, names: Mapping[int, str]) -> str:
    match value:
        case Term():
            return word(value)
        case str():
            return value
        case date():
            return cn_date(value)
        case int() if name == "handler_id":
            return names.get(value, "")
        case int() if name == "working_days":
            return str(value)
        case _:
            return ""
