"""The kinds of field that the desk's forms are made of."""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import TextArea

from casework.web.application_form import tidy
from casework.web.doors import office
from casework.web.forms import ChineseDate

_LONGEST = 2000  # characters of a reason
# A line's own number: 1. 1、 （1） （一） 一、 ①. The letter numbers the lines itself.
_NUMBER = re.compile(
    r"^(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})、|\d{1,2}[.．](?!\d)|[①-⑳])\s*"
)


class Lines(Field):
    """Several points, one a line, without numbers of their own; data: those that are not empty."""

    widget = TextArea()  # type: ignore[assignment]  # the stubs bind it to text fields

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take each line that says something."""
        lines = tidy(valuelist[0] if valuelist else "").split("\n")
        points = (_NUMBER.sub("", line.strip(), count=1) for line in lines)
        self.data = tuple(point for point in points if point)

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else "\n".join(self.data or ())


def sentences(label: str, missing: str | None, **options: Any) -> TextAreaField:
    """A field for some sentences; `missing` is said where none are given, None: they may be."""
    required = [] if missing is None else [InputRequired(missing), _says_something(missing)]
    limit = Length(max=_LONGEST, message=_("不超过2000个字"))
    return TextAreaField(label, [*required, limit], filters=[tidy], **options)


def one_line(label: str, missing: str | None, **options: Any) -> StringField:
    """A field for one line; `missing` as above."""
    required = [] if missing is None else [InputRequired(missing), _says_something(missing)]
    limit = Length(max=300, message=_("不超过300个字"))
    return StringField(label, [*required, limit], filters=[tidy], **options)


def legal_day(label: str, missing: str | None, **options: Any) -> ChineseDate:
    """A field for a legal date; `missing` as above."""
    required = [] if missing is None else [InputRequired(missing)]
    return ChineseDate(label, [*required, within_reach], **options)


def whole_number(label: str, missing: str | None, most: int, **options: Any) -> IntegerField:
    """A field for a number from 0 to `most`; `missing` as above."""

    def check(form: object, field: Field) -> None:
        typed = any(str(value).strip() for value in field.raw_data or ())
        if missing is None and not typed:
            field.errors = []  # nothing is no number to the library, and here it may be nothing
            return
        if field.data is None or not 0 <= field.data <= most:
            field.errors = []  # the library's own sentence says less
            raise ValidationError(_("请填写0至%(most)s之间的整数", most=most))

    required = [] if missing is None else [InputRequired(missing)]
    return IntegerField(label, [*required, check], **options)


class Which(SelectField):
    """One of those that a case has, by its number."""

    def __init__(self, label: str, missing: str, **options: Any) -> None:
        self._missing = missing
        asked = [InputRequired(missing)]
        super().__init__(label, asked, coerce=_number, validate_choice=False, **options)

    def offer(self, offered: Iterable[tuple[int, str]]) -> None:
        """Offer numbers by their names; where there is one only, propose it."""
        named = list(offered)
        if len(named) == 1 and self.data is None:
            self.data = named[0][0]
        self.choices = [
            SelectChoice(0, gettext("请选择")),
            *(SelectChoice(number, name) for number, name in named),
        ]

    def pre_validate(self, form: object) -> None:
        """A number. Whether it is open the guard says: a second click finds it answered."""
        if not self.data:
            raise ValidationError(self._missing)


def within_reach(form: object, field: Field) -> None:
    """Refuse a year that can only be a slip: before the calendar begins, or decades ahead."""
    calendar = office().calendar
    if field.data is None:
        return
    if not calendar.first_year <= field.data.year <= office().today().year + 2:
        raise ValidationError(_("请核对年份"))


def _number(value: object) -> int:
    """A number as typed; 0, which nothing has, for anything else."""
    return int(str(value)) if str(value).isdecimal() else 0


def _says_something(missing: str) -> Any:
    def check(form: object, field: Field) -> None:
        if not field.data:
            raise ValidationError(missing)

    return check
