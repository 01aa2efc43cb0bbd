"""The forms of administration: people and passwords, substitutes, hand-overs, settings."""

import re
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    IntegerField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    widgets,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm
from wtforms.validators import (
    DataRequired,
    EqualTo,
    InputRequired,
    Length,
    NumberRange,
    ValidationError,
)

from casework.domain.disclosure.facts import ReviewLevel
from casework.domain.roles import Role
from casework.persistence.models import User
from casework.services.agency_settings import MOST_LEVELS, MOST_PASSES, ReviewChain
from casework.services.colleagues import Substitute
from casework.services.handing_over import HandOver, OpenCase
from casework.services.staff import SHORTEST_PASSWORD, STAFF_ROLES, Closing, Entrant, Person
from casework.web.application_form import tidy
from casework.web.desk.forms.kinds import legal_day
from casework.web.desk.sheet import LARGEST_ID
from casework.web.forms import WritingForm, choices
from casework.web.words import word

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
_LONGEST_PASSWORD = 200
_LONGEST_REFERENCE = 40


def line(label: str, longest: int, missing: str | None = None, **options: Any) -> StringField:
    """A field for one line that a column of `longest` characters takes; `missing`: as in kinds."""
    required = [] if missing is None else [DataRequired(missing)]
    limit = Length(max=longest, message=_("不超过%(max)d个字"))
    return StringField(label, [*required, limit], filters=[tidy], **options)


def _several(label: str, missing: str | None, **options: Any) -> SelectMultipleField:
    """Any of several, by boxes to tick; `missing`: as in kinds."""
    return SelectMultipleField(
        label,
        [] if missing is None else [DataRequired(missing)],
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
        **options,
    )


class PersonForm(WritingForm):
    """Who somebody is, and in which capacities they act."""

    name = line(_("姓名"), 60, _("请填写姓名"))
    unit = line(_("科室"), 60, _("请填写科室"), description=_("与公文上的写法一致，例如水资源科"))
    roles = _several(
        _("身份"),
        _("请至少选择一种身份"),
        coerce=Role,
        choices=choices(STAFF_ROLES),
        description=_("一个人可以有几种身份；同一件申请的拟稿、审核、签发仍须由不同的人办理"),
    )

    def person(self) -> Person:
        """The person that the validated fields say."""
        return Person(self.name.data or "", self.unit.data or "", tuple(self.roles.data or ()))


class EntrantForm(PersonForm):
    """Somebody new."""

    username = line(
        _("用户名"),
        60,
        _("请填写用户名"),
        description=_("用来登录，以后不能更改。小写字母、数字，可以有点和横线，例如姓名的拼音"),
    )

    def validate_username(self, field: Field) -> None:
        """What can be typed on any keyboard, and told apart."""
        if not _USERNAME.fullmatch(field.data or ""):
            raise ValidationError(_("用户名用小写字母、数字、点和横线，2至60个字符，不以符号开头"))

    def entrant(self) -> Entrant:
        """The entrant that the validated fields say."""
        person = self.person()
        return Entrant(person.name, person.unit, person.roles, self.username.data or "")


class ConfirmForm(WritingForm):
    """Nothing but yes."""


class ClosingForm(WritingForm):
    """An account is shut; `prepare` drops the question about open cases where there are none."""

    leaves_cases = BooleanField(_("暂不移交，先停用账号"))

    def prepare(self, open_count: int) -> None:
        """Ask about the open cases only of whom has any."""
        if not open_count:
            del self.leaves_cases

    def closing(self) -> Closing:
        """What the fields say."""
        return Closing(leaves_cases=bool(self.data.get("leaves_cases")))


class OwnPasswordForm(WritingForm):
    """One's own password: known to nobody else, the administrator included."""

    current = PasswordField(
        _("现在的密码"),
        [InputRequired(_("请填写现在的密码")), Length(max=_LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _("新密码"),
        [
            InputRequired(_("请填写新密码")),
            Length(
                min=SHORTEST_PASSWORD,
                max=_LONGEST_PASSWORD,
                message=_("新密码是%(min)d至%(max)d个字符"),
            ),
        ],
        description=_("至少12个字符，可以用几个不相干的词；不要与其他系统的密码相同"),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _("再输入一次新密码"),
        [
            InputRequired(_("请再输入一次新密码")),
            EqualTo("new", _("两次输入的新密码不一致，请重新输入")),
        ],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_new(self, field: Field) -> None:
        """Another than before: the first one was shown to an administrator."""
        if field.data == self.current.data:
            raise ValidationError(_("新密码不能与现在的密码相同"))


class SubstituteForm(WritingForm):
    """Who stands in, and from when to when."""

    substitute_id = SelectField(_("代理人"), coerce=int, validate_choice=False)
    begins_on = legal_day(_("开始之日"), _("请填写开始之日"))
    ends_on = legal_day(_("结束之日"), _("请填写结束之日"), description=_("包括这一天"))

    def prepare(self, users: Sequence[User], absent_id: int) -> None:
        """Offer the colleagues by their unit."""
        self.substitute_id.choices = _by_unit(users, absent_id)

    def validate_substitute_id(self, field: Field) -> None:
        """Somebody."""
        if not field.data:
            raise ValidationError(_("请选择代理人"))

    def substitute(self) -> Substitute:
        """What the validated fields say."""
        begins_on: Any = self.begins_on.data
        ends_on: Any = self.ends_on.data
        return Substitute(self.substitute_id.data, begins_on, ends_on)


class EndForm(WritingForm):
    """Which substitution ends: each line of the list has a button that says so."""

    substitution_id = IntegerField(validators=[NumberRange(1, LARGEST_ID)])


class HandOverForm(WritingForm):
    """Which cases go to whom."""

    references = _several(
        _("移交哪些申请"),
        _("请至少选择一件申请"),
        description=_("默认全部；要分给几位同事的，先选一部分，办完后再选其余的"),
        validate_choice=False,  # sent twice, the form names what has gone already
    )
    to_id = SelectField(_("移交给"), coerce=int, validate_choice=False)

    def prepare(self, cases: Sequence[OpenCase], users: Sequence[User], giver_id: int) -> None:
        """Offer the cases that may go, all of them ticked at first, and the other handlers."""
        self.references.choices = [
            SelectChoice(case.reference, f"{case.reference}　{word(case.state)}") for case in cases
        ]
        self.to_id.choices = _by_unit(users, giver_id)
        if not self.is_submitted():
            self.references.data = [case.reference for case in cases]

    def validate_references(self, field: Field) -> None:
        """Nothing that no reference can be."""
        if not all(text.isprintable() and len(text) <= _LONGEST_REFERENCE for text in field.data):
            raise ValidationError(_("请至少选择一件申请"))

    def validate_to_id(self, field: Field) -> None:
        """Somebody."""
        if not field.data:
            raise ValidationError(_("请选择移交给谁"))

    def hand_over(self) -> HandOver:
        """What the validated fields say."""
        return HandOver(self.to_id.data, tuple(self.references.data or ()))


class LevelForm(Form):
    """One level of the review; a row without a name says nothing."""

    name = line(_("环节名称"), 40)
    passes = SelectField(
        _("需要几人通过"),
        coerce=int,
        choices=[SelectChoice(number, str(number)) for number in range(1, MOST_PASSES + 1)],
    )


class LevelRows(FieldList):  # type: ignore[type-arg]  # generic in the stubs only
    """The levels in their order; its errors are sentences."""

    def validate(self, form: BaseForm, extra_validators: Sequence[Any] = ()) -> bool:
        """One level at least, each of them sound."""
        rows = [entry.form for entry in self.entries]
        faults = [
            gettext("第%(row)s个环节填写有误", row=number)
            for number, row in enumerate(rows, start=1)
            if not row.validate()
        ]
        if not any(row.name.data for row in rows):
            faults.append(gettext("请至少写明一个审核环节"))
        self.errors = faults
        return not faults


class ReviewForm(WritingForm):
    """The levels of the review."""

    levels = LevelRows(
        FormField(LevelForm), _("审核环节"), min_entries=MOST_LEVELS, max_entries=MOST_LEVELS
    )

    def chain(self) -> ReviewChain:
        """The levels that are named, in their order."""
        rows = [entry.form for entry in self.levels.entries]
        named = (ReviewLevel(row.name.data, row.passes.data) for row in rows if row.name.data)
        return ReviewChain(tuple(named))


def _by_unit(users: Sequence[User], without: int) -> list[SelectChoice]:
    """Colleagues as choices under their units, one of them left out."""
    others = (user for user in users if user.id != without)
    listed = [SelectChoice(user.id, user.name, optgroup=user.unit) for user in others]
    return [SelectChoice(0, gettext("请选择")), *listed]
