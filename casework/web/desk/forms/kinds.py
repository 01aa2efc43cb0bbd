"""The kinds of field that the desk's forms are made of."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import TextArea

from casework.web.application_form import tidy
from casework.web.doors import office
from casework.web.forms import ChineseDate

_LONGEST = 2000  # characters of a reason


class Lines(Field):
    """Several points, one a line; its data is the tuple of those that are not empty."""

    widget = TextArea()  # type: ignore[assignment]  # the stubs bind it to text fields

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take each line that says something."""
        lines = tidy(valuelist[0] if valuelist else "").split("\n")
        self.data = tuple(line.strip() for line in lines if line.strip())

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


def within_reach(form: object, field: Field) -> None:
    """Refuse a year that can only be a slip: before the calendar begins, or decades ahead."""
    calendar = office().calendar
    if field.data is None:
        return
    if not calendar.first_year <= field.data.year <= office().today().year + 2:
        raise ValidationError(_("请核对年份"))


def _says_something(missing: str) -> Any:
    def check(form: object, field: Field) -> None:
        if not field.data:
            raise ValidationError(missing)

    return check
