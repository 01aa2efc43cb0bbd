"""The forms of the acts of an annual report (条例 49, 50)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DecimalField, Field, IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from casework.domain.annual_report import cells
from casework.domain.annual_report.acts import (
    Approval,
    Beginning,
    Contents,
    Release,
    Restatement,
    Return,
)
from casework.domain.annual_report.standing import Standing
from casework.domain.annual_report.vocabulary import Action, Section
from casework.domain.workflow import Facts
from casework.web.application_form import tidy
from casework.web.desk.forms.kinds import one_line, sentences
from casework.web.doors import office
from casework.web.forms import VersionedForm, WritingForm

_LONGEST = 20_000  # characters of a section
_WHOLE = Decimal(1)
_FIRST_YEAR, _LAST_YEAR = 2019, 2100  # the form's first year, and one beyond reach
_WHICH_YEAR = _("请填写年度，例如2026")
_AMOUNT = "t2.10"  # the only cell that need not be a whole number
_MOST = 10**10


class ReportActForm(VersionedForm):
    """The form of an act: the version that was seen, and the facts that it says."""

    @classmethod
    def prefilled(cls, standing: Standing) -> Mapping[str, object]:
        """What the form proposes."""
        return {}

    def facts(self) -> Facts:
        """The facts that the validated fields say."""
        raise NotImplementedError


class BeginForm(WritingForm):
    """Of which year a report is begun."""

    year = IntegerField(
        _("年度"),
        [
            InputRequired(_("请填写年度，例如2026")),
            NumberRange(2019, 2100, _("请填写年度，例如2026")),
        ],
    )

    def validate_year(self, field: Field) -> None:
        """A year that has begun."""
        if field.data is not None and field.data > office().today().year:
            raise ValidationError(_("这一年还没有开始"))

    def facts(self, *, is_government: bool) -> Beginning:
        """The validated beginning."""
        return Beginning(self.year.data or 0, is_government)


def _section(section: Section, hint: str = "") -> TextAreaField:
    return TextAreaField(
        _(section.zh),
        [Length(max=_LONGEST, message=_("不超过20000个字"))],
        filters=[tidy],
        description=hint,
    )


class _ContentsForm(ReportActForm):
    overview = _section(
        Section.OVERVIEW,
        _(
            "主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。件数应当和表三一致。"
        ),
    )
    problems = _section(Section.PROBLEMS)
    other = _section(
        Section.OTHER,
        _(
            "收取信息处理费的情况必须写明；建议提案办理结果公开情况、政务公开要点落实情况也写在这里。"
        ),
    )
    carried_in_note = sentences(
        _("关于上年结转的说明"),
        None,
        description=_("本年的“上年结转”和上一年度报告的“结转下年度”不一致时填写，随报告公布。"),
    )

    @classmethod
    def prefilled(cls, standing: Standing) -> Mapping[str, object]:
        contents = standing.contents or Contents()
        prose = ("overview", "problems", "other", "carried_in_note")
        figures = {_name(cell): value for cell, value in contents.table2.items()}
        return {**{name: getattr(contents, name) for name in prose}, **figures}

    def facts(self) -> Contents:
        given = {cell: self[_name(cell)].data for cell in cells.TABLE2}
        return Contents(
            table2={cell: value for cell, value in given.items() if value is not None},
            overview=self.overview.data or "",
            problems=self.problems.data or "",
            other=self.other.data or "",
            carried_in_note=self.carried_in_note.data or "",
        )

    def table2_fields(self) -> dict[str, Field]:
        """The fields of table 二 by their cells' names."""
        return {cell: self[_name(cell)] for cell in cells.TABLE2}


def _name(cell: str) -> str:
    return cell.replace(".", "_")


def _whole_number(form: object, field: Field) -> None:
    """Every cell but the amount is a number of things."""
    if field.data is not None and field.name != _name(_AMOUNT) and field.data % _WHOLE:
        raise ValidationError(_("“%(cell)s”请填写整数", cell=field.label.text))


def _figure(cell: str) -> DecimalField:
    def check(form: object, field: Field) -> None:
        typed = any(str(value).strip() for value in field.raw_data or ())
        if not typed:
            field.errors = []  # a draft may be saved unfinished: the check asks for it
            return
        if field.data is None or not 0 <= field.data < _MOST:
            field.errors = []
            raise ValidationError(_("“%(cell)s”请填写0或者正数", cell=field.label.text))

    named = cells.TABLE2[cell]
    label = _("%(row)s，%(column)s", row=_(named.row.zh), column=_(named.column.zh))
    return DecimalField(label, [check, _whole_number], places=None)


# One field a cell, which no class body says as plainly.
ContentsForm: Any = type(
    "ContentsForm", (_ContentsForm,), {_name(cell): _figure(cell) for cell in cells.TABLE2}
)


class ReturnForm(ReportActForm):
    """Why the report goes back."""

    reason = sentences(_("退回的理由"), _("请写明退回的理由"))

    def facts(self) -> Return:
        """The reason."""
        return Return(self.reason.data or "")


class ApproveForm(ReportActForm):
    """The consent, with a remark if there is one."""

    remark = one_line(_("审批意见"), None)

    def facts(self) -> Approval:
        """The consent."""
        return Approval(self.remark.data or "")


class PublishForm(ReportActForm):
    """Nothing is asked but to confirm."""

    def facts(self) -> Release:
        """The release."""
        return Release()


class RestateForm(ReportActForm):
    """The public note of a restated report."""

    note = sentences(
        _("更正说明"),
        _("请写明更正什么、为什么更正"),
        description=_("随更正后的报告公布。原来的版本仍可查阅。"),
    )

    def facts(self) -> Restatement:
        """The note."""
        return Restatement(self.note.data or "")


FORMS: Mapping[Action, Any] = {
    Action.ENTER: ContentsForm,
    Action.RETURN: ReturnForm,
    Action.APPROVE: ApproveForm,
    Action.PUBLISH: PublishForm,
    Action.RESTATE: RestateForm,
}
