"""The parts that a partial disclosure withholds: as many rows as are needed, without JavaScript."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, FieldList, Form, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm
from wtforms.validators import Length

from casework.domain.disclosure.leaves import Ground, WithheldPart
from casework.web.application_form import tidy
from casework.web.words import citation

_GROUNDS = frozenset(ground.value for ground in Ground)


def _grounds() -> Iterator[SelectChoice]:
    """Each ground with its article, so that the right one is found by either."""
    for ground in Ground:
        label = _(
            "%(ground)s（%(on)s）", ground=_(ground.zh), on=LazyString(citation, ground.article)
        )
        yield SelectChoice(ground.value, label)


class PartForm(Form):
    """One part that is withheld; a row that is left empty says nothing."""

    part = TextAreaField(
        _("不予公开的部分"), [Length(max=500, message=_("不超过500个字"))], filters=[tidy]
    )
    ground = SelectField(
        _("依据"),
        description=_(
            "依据是第三方的商业秘密、个人隐私等的，先书面征求第三方意见（条例第三十二条）"
        ),
        choices=[SelectChoice("", _("请选择")), *_grounds()],
        validate_choice=False,  # below, with the rest of the row
    )
    reason = TextAreaField(
        _("理由"), [Length(max=2000, message=_("不超过2000个字"))], filters=[tidy]
    )

    other_law = StringField(
        _("禁止公开的法律、行政法规"),
        [Length(max=300, message=_("不超过300个字"))],
        filters=[tidy],
        description=_("依据是“法律、行政法规禁止公开”的必填，写明名称和条款"),
    )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said here."""
        return not (self.part.data or self.ground.data or self.reason.data)

    def withheld(self) -> WithheldPart:
        """The part that a whole row says."""
        return WithheldPart(
            self.part.data or "",
            Ground(self.ground.data),
            self.reason.data or "",
            self.other_law.data or "",
        )

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """All of it, or nothing."""
        sound = super().validate(extra_validators)
        if self.is_empty:
            return sound
        wanted: tuple[tuple[Field, object, str], ...] = (
            (self.part, self.part.data, _("请写明不予公开的部分")),
            (self.ground, self.ground.data in _GROUNDS, _("请选择依据")),
            (self.reason, self.reason.data, _("请写明理由")),
        )
        if self.ground.data == Ground.PROHIBITED_BY_LAW.value:
            law = (self.other_law, self.other_law.data, _("请写明法律、行政法规的名称和条款"))
            wanted = (*wanted, law)
        for field, said, missing in wanted:
            if not said:
                field.errors = [*field.errors, missing]
                sound = False
        return sound


class PartRows(FieldList):  # type: ignore[type-arg]  # generic in the stubs only
    """The parts withheld; its errors are sentences that name the row."""

    def validate(self, form: BaseForm, extra_validators: Sequence[Any] = ()) -> bool:
        """Every row that says something is whole, and one at least does."""
        rows = [entry.form for entry in self.entries]
        faults = [
            gettext("第%(row)s项没有填完整", row=number)
            for number, row in enumerate(rows, start=1)
            if not row.validate()
        ]
        if all(row.is_empty for row in rows):
            faults.append(gettext("请逐项写明不予公开的内容、依据和理由"))
        self.errors = faults
        return not faults
