"""The gate on a page: each personal datum in its sentence, and a box for why it stays.

What is found is masked; only a reason keeps it. What was typed comes back with the form.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from casework.domain.publication.gate import FoundIn, Kept
from casework.domain.publication.vocabulary import GateRefusal, PersonalDatum
from casework.domain.workflow import Refused
from casework.web.desk.forms.kinds import Lines
from casework.web.words import sentence

_LONGEST = 300  # characters of a reason
_MOST, _SHORTEST_WORD, _LONGEST_WORD = 20, 2, 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A datum in its sentence, where it stands in words, and why it stays, if it does."""

    name: str
    where: str
    kind: PersonalDatum
    before: str
    datum: str
    after: str
    reason: str


def further_words() -> Lines:
    """A field for what the search did not find and is to be masked all the same."""
    return Lines(
        _("还要遮盖的字词"),
        [_fit],
        description=_("自动没有找到的姓名、住址等，照原文一行写一个；文字里每一处都会遮盖"),
    )


def blamed(field: Field, refused: Refused) -> bool:
    """Whether a refusal is about one of the further words; it then stands beside their field."""
    if refused.reason is not GateRefusal.WORD_NOT_THERE:
        return False
    field.errors = [*field.errors, sentence(refused)]
    return True


def _fit(form: BaseForm, field: Field) -> None:
    words = field.data or ()
    fit = all(_SHORTEST_WORD <= len(word) <= _LONGEST_WORD for word in words)
    if not fit or len(words) > _MOST:
        raise ValidationError(_("每行一个，2至50个字；最多20行"))


def typed(found: Iterable[FoundIn]) -> tuple[Kept, ...]:
    """What stays, by the reasons that were typed."""
    reasons = ((one, _typed(one)) for one in found)
    return tuple(
        Kept(one.place, one.finding.begins, one.finding.ends, reason)
        for one, reason in reasons
        if reason
    )


def shown(
    found: Iterable[FoundIn], kept: Iterable[Kept], where: Callable[[str], str]
) -> list[Shown]:
    """Every datum with the reason that was typed now, else the one that was given before.

    `where` says in words what a place is.
    """
    before = {(one.place, one.begins, one.ends): one.reason for one in kept}
    return [
        Shown(
            name=_name(one),
            where=where(one.place),
            kind=one.finding.kind,
            before=one.before,
            datum=one.words,
            after=one.after,
            reason=_typed(one)
            if request.method == "POST"
            else before.get((one.place, one.finding.begins, one.finding.ends), ""),
        )
        for one in found
    ]


def _name(one: FoundIn) -> str:
    return f"keep {one.key}"


def _typed(one: FoundIn) -> str:
    return request.form.get(_name(one), "").strip()[:_LONGEST]
