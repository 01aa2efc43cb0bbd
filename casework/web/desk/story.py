"""What happened to a case, in words: the facts of each act under the labels of the act's form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from casework.domain.disclosure.acts.consulting import consultation
from casework.domain.disclosure.facts import (
    Asked,
    Assignment,
    CallingOff,
    DraftDecision,
    LetterReceived,
    OpinionGiven,
    Recusal,
    Restriction,
)
from casework.domain.disclosure.standing import OutsideConsultation
from casework.domain.terms import Term
from casework.domain.workflow import Event
from casework.services import colleagues
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms import labels
from casework.web.words import cn_date, plain_date, word

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on the timeline: what, when, who, with which facts and letters."""

    title: str
    on: date
    byline: str
    facts: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]


def names_in(file: CaseFile) -> Mapping[int, str]:
    """The names of those who acted on the case or to whom it was given, by their ids."""
    return colleagues.names(_concerned(file))


def story(file: CaseFile, names: Mapping[int, str]) -> list[Entry]:
    """The acts of a case, the latest first."""
    entries = [
        Entry(
            title=word(event.action),
            on=event.on,
            byline=_byline(event, names),
            facts=tuple(_told(file, event, names)),
            links=tuple(_letters_of(file, sequence)),
        )
        for sequence, event in enumerate(file.standing.events, start=1)
    ]
    return entries[::-1]


def opinion_in_words(one: OutsideConsultation) -> str:
    """Whose opinion was asked when, and what they said: for the handler, never for the public."""
    said = _("没有提出意见") if one.opinion is None else word(one.opinion)
    asked_on = plain_date(one.asked.on)
    told = _("%(on)s书面征求%(name)s的意见：%(said)s", on=asked_on, name=one.name, said=said)
    return f"{told}（{one.reasons}）" if one.reasons else str(told)


def opinion_without_name(one: OutsideConsultation) -> str:
    """When a third party was asked and what it said: fit for the reply, which names nobody."""
    on = plain_date(one.asked.on)
    if one.opinion is None:
        return str(_("%(on)s书面征求意见，第三方没有提出意见", on=on))
    said = _("第三方%(opinion)s", opinion=word(one.opinion))
    return str(_("%(on)s书面征求意见，%(said)s", on=on, said=said))


def _byline(event: Event, names: Mapping[int, str]) -> str:
    name = names.get(event.user_id or 0)
    return f"{name}（{word(event.role)}）" if name else word(event.role)


def _concerned(file: CaseFile) -> Iterator[int]:
    for event in file.standing.events:
        if event.user_id is not None:
            yield event.user_id
        yield from _ids(event)


def _letters_of(file: CaseFile, sequence: int) -> Iterator[Link]:
    for letter, _service in file.letters:
        if letter.event_sequence == sequence:
            address = url_for("desk.letter", reference=file.case.reference, letter_id=letter.id)
            yield f"{word(letter.kind)} {letter.number}", address


def _told(file: CaseFile, event: Event, names: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    if isinstance(event.facts, DraftDecision):
        yield "", word(event.facts.outcome)
        return
    if not is_dataclass(event.facts):
        return
    labelled = labels(event.action)
    for field in fields(event.facts):
        shown = _named(file, event, field.name, names)
        if shown is None:
            shown = _in_words(getattr(event.facts, field.name))
        if shown and field.name in labelled:
            yield str(labelled[field.name]), shown


def _named(file: CaseFile, event: Event, field: str, names: Mapping[int, str]) -> str | None:
    """Whom a number means: colleagues by their ids, who was asked by its place; None: none."""
    if field in {"handler_id", "user_id", "user_ids"}:
        return "、".join(filter(None, (names.get(one) for one in _ids(event))))
    asked = isinstance(event.facts, LetterReceived | OpinionGiven | CallingOff)
    if not asked or field != "number":
        return None
    one = consultation(file.standing, getattr(event.facts, field))
    return None if one is None else one.name


def _ids(event: Event) -> tuple[int, ...]:
    """The colleagues whom an act names."""
    match event.facts:
        case Assignment(handler_id=one) | Recusal(user_id=one):
            return (one,)
        case Restriction(user_ids=several):
            return several
        case _:
            return ()


def _in_words(value: object) -> str:
    match value:
        case Term():
            return word(value)
        case date():
            return cn_date(value)
        case Asked():
            return value.name
        case bool():
            return str(_("是") if value else _("否"))
        case tuple():
            return "；".join(str(part).rstrip("。；") for part in value)
        case _:
            return str(value)
