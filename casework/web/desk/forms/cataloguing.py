"""The form of a line of the year's catalogue of major decisions (R-713-3)."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from casework.services.consultation.catalogue import DecisionLine
from casework.web.application_form import tidy
from casework.web.desk.forms.kinds import whole_number
from casework.web.forms import WritingForm

_LAST_YEAR = 2100


def _words(label: str, longest: int, missing: str = "", **options: Any) -> StringField:
    limit = Length(max=longest, message=_("不超过%(limit)s个字", limit=longest))
    asked = [InputRequired(missing)] if missing else []
    return StringField(label, [*asked, limit], filters=[tidy], **options)


class DecisionForm(WritingForm):
    """事项、程序、听证、公众参与方式、承办部门、决策时间."""

    year = whole_number(_("年度"), _("请填写年度"), _LAST_YEAR)
    number = whole_number(_("序号"), _("请填写序号"), 999)
    title = _words(_("决策事项名称"), 200, _("请填写决策事项名称"))
    procedures = _words(
        _("决策事项程序"),
        300,
        description=_("例如：公众参与、专家论证、风险评估、合法性审查、集体讨论"),
    )
    hearing = _words(_("是否需要听证"), 60, description=_("例如：是；否"))
    participation = _words(
        _("公众参与方式"), 300, description=_("例如：向社会公开征求意见、座谈会")
    )
    unit = _words(_("承办部门"), 120, _("请填写承办部门"))
    decided = _words(_("决策时间"), 60, description=_("例如：2026年第三季度"))

    def line(self) -> DecisionLine:
        """The line that the validated fields say."""
        return DecisionLine(
            year=self.year.data or 0,
            number=self.number.data or 0,
            title=self.title.data or "",
            procedures=self.procedures.data or "",
            hearing=self.hearing.data or "",
            unit=self.unit.data or "",
            decided=self.decided.data or "",
            participation=self.participation.data or "",
        )


class DelistForm(WritingForm):
    """Take it off."""
