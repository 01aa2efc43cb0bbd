"""What every writing form has: protection against forgery, and a key that is used once."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import uuid4

from babel.support import NullTranslations, Translations
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm
from wtforms.i18n import messages_path
from wtforms.validators import UUID, InputRequired, ValidationError
from wtforms.widgets import HiddenInput

from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.web.words import reader_language, sentence


class SpokenForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF publishes no types
    """A form whose own words are read once a language; Flask-WTF reads their file at every page."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # Flask-WTF publishes no types
        """Where the words of WTForms' own faults are."""

        def get_translations(self, form: BaseForm) -> NullTranslations:
            """The catalogue in the reader's language."""
            return _catalogue(reader_language())


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(messages_path(), [language], domain="wtforms")


class WritingForm(SpokenForm):
    """A form that writes. The key makes a second posting find the first one's result."""

    key = HiddenField(
        default=lambda: uuid4().hex,
        validators=[
            InputRequired(_("页面已过期，请刷新后重新提交")),
            UUID(_("页面已过期，请刷新后重新提交")),
        ],
    )


class VersionedForm(WritingForm):
    """A form that writes upon what its page showed; upon another version the act is refused."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired(_("页面已过期"))])

    def go_on(self, version: int, refused: Refused | None) -> list[tuple[str, None]]:
        """What stood in the way, to be said above; nothing where nothing did.

        Whoever has read what changed may go on: what they typed stands, on the new version.
        """
        if refused is None:
            return []
        self.version.raw_data, self.version.data = None, version
        return [(sentence(refused), None)]


class ChineseDate(DateField):
    """A date in three boxes of one name: year, month, day, as they are read in Chinese."""

    def __init__(self, label: str, validators: list[object] | None = None, **options: object):
        super().__init__(label, validators, format="%Y %m %d", **options)  # type: ignore[arg-type]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Join the boxes; three empty ones are no date."""
        parts = [value.strip() for value in valuelist]
        if not any(parts):
            self.data = None
            self.raw_data = []
            return
        try:
            super().process_formdata(parts)
        except ValueError:
            raise ValueError(_("请填写真实的日期，例如2026年3月24日")) from None


def choices(vocabulary: Iterable[Term]) -> list[SelectChoice]:
    """A vocabulary as the choices of a field: values, and words in the reader's language."""
    return [SelectChoice(member.value, _(member.zh)) for member in vocabulary]


_NOT_AN_ANSWER = _("请从列出的选项中选择一项")


class OneOf(RadioField):
    """One word of a vocabulary, or of a part of it, by radio buttons; its data is the member.

    `missing` is what to say when nothing is chosen; None: nothing need be chosen.
    """

    def __init__(
        self, label: str, words: Iterable[Term], missing: str | None = None, **options: Any
    ) -> None:
        self._words = tuple(words)
        super().__init__(
            label,
            [] if missing is None else [InputRequired(missing)],
            choices=choices(self._words),
            coerce=type(self._words[0]),
            validate_choice=False,  # the sentence is ours, below
            **options,
        )

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the member, or say that there is none of this name."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_NOT_AN_ANSWER) from None

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse a member that is not offered here."""
        if self.data is not None and self.data not in self._words:
            raise ValidationError(_NOT_AN_ANSWER)
