"""What the calculator asks: how and when the application came, and what happened afterwards."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from flask_babel import lazy_gettext as _
from wtforms import Field, Form, FormField, IntegerField, RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import InputRequired, ValidationError

from casework.domain.calendar import Calendar
from casework.domain.clock import EXTENSION_LIMIT
from casework.domain.disclosure.receipt import (
    ReceiptChannel,
    ReceiptEvidence,
    ReceiptFlag,
    receipt,
)
from casework.domain.happenings import Happening
from casework.domain.occurrences import Occurrence, in_order
from casework.web.forms import ChineseDate
from casework.web.words import reader_language, said

_H = Happening
_HAND = {ReceiptChannel.IN_PERSON, ReceiptChannel.ORAL}
_HAPPENINGS = (
    (
        _("补正"),
        (_H.CORRECTION_NOTICE_ISSUED, _H.CORRECTED_RECEIVED, _H.CORRECTION_DEADLINE_PASSED),
    ),
    (
        _("征求第三方意见"),
        (_H.THIRD_PARTY_ASKED, _H.THIRD_PARTY_LETTER_RECEIVED, _H.THIRD_PARTY_ANSWERED),
    ),
    (_("征求其他机关意见"), (_H.AGENCY_ASKED, _H.AGENCY_LETTER_RECEIVED, _H.AGENCY_ANSWERED)),
    (_("收费"), (_H.FEE_NOTICE_ISSUED, _H.FEE_NOTICE_RECEIVED, _H.FEE_PAID)),
    (_("结束"), (_H.REPLIED, _H.REPLY_POSTED, _H.REPLY_SIGNED, _H.WITHDRAWN)),
)
_OFFERED = {known.value: known for _group, members in _HAPPENINGS for known in members}
EVENTS = 8


def _choices() -> Sequence[SelectChoice]:
    return _choices_in(reader_language())


@cache
def _choices_in(language: str) -> Sequence[SelectChoice]:
    """The list in a language: eight rows offer it, and each would translate it anew."""
    first = SelectChoice("", str(_("请选择")))
    return (
        first,
        *(
            SelectChoice(known.value, said(known.zh), optgroup=str(group))
            for group, members in _HAPPENINGS
            for known in members
        ),
    )


class _Days(IntegerField):
    """A whole number of days; an empty box is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, if one is written."""
        if not any(value.strip() for value in valuelist):
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("请用数字填写延长几个工作日")) from None


class EventForm(Form):
    """One thing that happened, and when."""

    happening = SelectField(_("发生了什么"), choices=_choices, validate_choice=False)
    on = ChineseDate(_("哪一天"))

    def validate_happening(self, field: Field) -> None:
        """Something on the list, where a date is given."""
        if field.data and field.data not in _OFFERED:
            raise ValidationError(_("请从列表中选择"))
        if self.on.raw_data and not field.data:
            raise ValidationError(_("请选择这一天发生了什么"))

    def validate_on(self, field: Field) -> None:
        """A date, where something happened."""
        if self.happening.data and not field.data and not field.errors:
            raise ValidationError(_("请填写这件事的日期"))

    def occurrence(self) -> Occurrence | None:
        """What happened, None where the row is empty."""
        known = _OFFERED.get(self.happening.data)
        if known is None or self.on.data is None:
            return None
        return Occurrence(happening=known, on=self.on.data, name=known.zh)


class CalculatorForm(Form):
    """The whole question; it writes nothing and asks for nobody's name."""

    channel = RadioField(
        _("申请是怎样提交的"),
        [InputRequired(_("请选择申请是怎样提交的"))],
        choices=[SelectChoice(channel.value, _(channel.zh)) for channel in ReceiptChannel],
        default=ReceiptChannel.IN_PERSON.value,
        validate_choice=False,
    )
    submitted_on = ChineseDate(_("提交或者寄出的日期"))
    settled_on = ChineseDate(
        _("机关签收或者双方确认的日期"), description=_("当面提交、口头提出的不用填")
    )
    extended_on = ChineseDate(_("告知申请人延期的日期"), description=_("没有延期的不用填"))
    extended_by = _Days(_("延长几个工作日"), description=_("1至20"))
    event_1 = FormField(EventForm)
    event_2 = FormField(EventForm)
    event_3 = FormField(EventForm)
    event_4 = FormField(EventForm)
    event_5 = FormField(EventForm)
    event_6 = FormField(EventForm)
    event_7 = FormField(EventForm)
    event_8 = FormField(EventForm)

    def rows(self) -> list[EventForm]:
        """The rows for what happened."""
        return [getattr(self, f"event_{number}").form for number in range(1, EVENTS + 1)]

    def validate_channel(self, field: Field) -> None:
        """One that the law knows."""
        if field.data not in set(ReceiptChannel):
            raise ValidationError(_("请选择申请是怎样提交的"))

    def validate_submitted_on(self, field: Field) -> None:
        """Given, where it decides; or at least the other date."""
        by_hand = self.channel.data in _HAND
        missing = not field.data and not field.errors
        if missing and (by_hand or not self.settled_on.raw_data):
            raise ValidationError(_("请填写提交的日期"))

    def validate_extended_on(self, field: Field) -> None:
        """Given with the length of the extension."""
        if self.extended_by.data is not None and not field.data and not field.errors:
            raise ValidationError(_("请填写告知申请人延期的日期"))

    def validate_extended_by(self, field: Field) -> None:
        """1 to 20, where there is an extension."""
        told = bool(self.extended_on.raw_data) or field.data is not None
        lawful = field.data is not None and 1 <= field.data <= EXTENSION_LIMIT
        if told and not lawful and not field.errors:
            raise ValidationError(_("请填写延长几个工作日，1至20"))

    def evidence(self) -> ReceiptEvidence:
        """The dates as evidence of receipt, by channel (条例 31)."""
        channel = ReceiptChannel(self.channel.data)
        known: dict[str, date | None] = {"submitted_on": self.submitted_on.data}
        if channel is ReceiptChannel.REGISTERED_MAIL:
            known["signed_on"] = self.settled_on.data
        elif channel not in _HAND:
            known["confirmed_on"] = self.settled_on.data
        return ReceiptEvidence(channel=channel, **known)

    def occurrences(self) -> tuple[Occurrence, ...]:
        """What happened after the receipt, by date."""
        told = [occurrence for row in self.rows() if (occurrence := row.occurrence())]
        if self.extended_on.data:
            extended = _H.EXTENSION_NOTIFIED
            told.append(
                Occurrence(
                    happening=extended,
                    on=self.extended_on.data,
                    name=extended.zh,
                    working_days=self.extended_by.data,
                )
            )
        return in_order(told)

    def is_sound(self, calendar: Calendar) -> bool:
        """Whether every field is right, and the dates agree and can be counted by `calendar`."""
        well_filled, within = self.validate(), self._is_within(calendar)
        return well_filled and within and self._is_in_order(calendar)

    def _later_dates(self) -> list[ChineseDate]:
        return [self.extended_on, *(row.on for row in self.rows())]

    def _is_within(self, calendar: Calendar) -> bool:
        first, last = calendar.first_day, date(calendar.last_year + 1, 12, 31)
        fault = _("请填写%(first)s年至%(last)s年的日期", first=first.year, last=last.year)
        dates = [self.submitted_on, self.settled_on, *self._later_dates()]
        return _blamed([on for on in dates if on.data and not first <= on.data <= last], fault)

    def _is_in_order(self, calendar: Calendar) -> bool:
        received = receipt(self.evidence(), calendar)
        if ReceiptFlag.CONFLICT in received.flags:
            return _blamed([self.settled_on], _("早于提交的日期，请核对"))
        zero = received.received_on or calendar.first_day
        early = [on for on in self._later_dates() if on.data and on.data < zero]
        return _blamed(early, _("早于收到申请之日，请核对"))

    @property
    def tells_later(self) -> bool:
        """Whether it says that anything happened after the receipt, or was asked for more rows."""
        typed = (*(self.extended_on.raw_data or ()), *(self.extended_by.raw_data or ()))
        return any(typed) or bool(self.last_filled())

    def last_filled(self) -> int:
        """The number of the last row in which something is written; 0 without any."""
        return max(
            (
                number
                for number, row in enumerate(self.rows(), start=1)
                if row.happening.data or row.on.raw_data
            ),
            default=0,
        )


def _blamed(fields: list[ChineseDate], fault: str) -> bool:
    """Say the fault beside each of these fields; whether there was none to blame."""
    for field in fields:
        field.errors = [*field.errors, fault]
    return not fields
