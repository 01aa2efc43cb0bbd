"""The forms of the register of published information, and of what art. 44 suggests."""

import re

from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import InputRequired, ValidationError

from casework.domain.disclosure.proactive import Consideration, Publication, Verdict
from casework.web.desk.forms.kinds import one_line, sentences
from casework.web.doors import office
from casework.web.forms import ChineseDate, OneOf, WritingForm

_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.ASCII)
_FIRST_YEAR = 1949


class PublicationForm(WritingForm):
    """条例 19, 23: what is public, and the way to it."""

    title = one_line(
        _("信息名称"),
        _("请填写信息名称"),
        description=_("照公开时的标题写，有年份、文号的一并写上；查找时按名称比对"),
    )
    url = one_line(_("网址"), None, description=_("以 http:// 或者 https:// 开头"))
    place = one_line(
        _("其他获取途径"), None, description=_("例如：《示范市人民政府公报》2026年第3期；市档案馆")
    )
    published_on = ChineseDate(_("公开之日"), [InputRequired(_("请填写公开之日"))])

    def validate_url(self, field: Field) -> None:
        """An address that a browser opens."""
        if field.data and not _ADDRESS.fullmatch(field.data):
            raise ValidationError(_("请填写完整的网址，例如 https://www.example.cn/a.html"))

    def validate_place(self, field: Field) -> None:
        """One way to it at least."""
        if not field.data and not self.url.data:
            raise ValidationError(_("网址和其他获取途径至少填写一项"))

    def validate_published_on(self, field: Field) -> None:
        """A day that has come."""
        if field.data and not _FIRST_YEAR <= field.data.year <= office().today().year:
            raise ValidationError(_("请核对年份"))
        if field.data and field.data > office().today():
            raise ValidationError(_("公开之日不能晚于今天"))

    def publication(self) -> Publication:
        """The entry that the validated fields say."""
        return Publication(
            self.title.data or "",
            self.published_on.data or office().today(),
            self.url.data or "",
            self.place.data or "",
        )


class DelistForm(WritingForm):
    """Yes, it goes off the register."""


class ConsiderationForm(WritingForm):
    """条例 44."""

    verdict = OneOf(_("研究结果"), Verdict, _("请选择研究结果"))
    reason = sentences(
        _("理由"),
        _("请写明理由"),
        description=_("例如：属于可以公开的政府信息，拟于何时在何处公开；或者为什么不宜主动公开"),
    )

    def consideration(self, group_id: int) -> Consideration:
        """What the validated fields say of a suggestion."""
        return Consideration(group_id, self.verdict.data, self.reason.data or "")
