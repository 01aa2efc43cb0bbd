"""The form of what the public is asked about: the draft, why, on which basis, how and how long."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields import EmailField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from casework.domain.consultation.content import (
    PASSAGE_LIMIT,
    PASSAGES_LIMIT,
    Content,
    Passage,
    Ways,
    passages_of,
)
from casework.domain.consultation.vocabulary import Kind, Participation
from casework.domain.periods import COMMENT_PERIOD
from casework.persistence.models import Agency, Attachment, Purpose
from casework.services.attachments import Paper
from casework.web.application_form import tidy
from casework.web.desk.forms.kinds import legal_day, one_line
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import OneOf, VersionedForm, choices

_LONGEST = 20_000  # characters of the explanation
_LONGEST_DRAFT = 300_000
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SHOWN = (Purpose.DRAFT_TEXT, Purpose.EXPLANATORY_NOTE, Purpose.CONSULTATION_MATERIAL)


def _number(typed: object) -> int:
    return int(str(typed)) if str(typed).isdecimal() else 0


def _long(label: str, limit: int, hint: str = "") -> TextAreaField:
    most = Length(max=limit, message=_("不超过%(limit)s个字", limit=limit))
    return TextAreaField(label, [most], filters=[tidy], description=hint)


class ContentForm(VersionedForm):
    """A draft may be saved unfinished; what is missing is said when it is sent to the review."""

    version = IntegerField(widget=HiddenInput())  # a new one has none
    kind = OneOf(_("类别"), Kind, _("请选择类别"))
    title = one_line(
        _("标题"), _("请填写标题"), description=_("例如：示范市农村供水管理办法（征求意见稿）")
    )
    unit = one_line(_("征集单位"), _("请填写征集单位"))
    text = _long(
        _("征求意见稿"),
        _LONGEST_DRAFT,
        _("整篇粘贴。有“第一条”等条文的按条分段，没有的按空行分段；公众可以对每一段提意见"),
    )
    draft_file = Papers(_("征求意见稿文件"), Purpose.DRAFT_TEXT, most=2)
    explanation = _long(_("起草说明"), _LONGEST)
    note_file = Papers(_("起草说明文件"), Purpose.EXPLANATORY_NOTE, most=2)
    basis = _long(_("依据"), _LONGEST, _("法律、法规、规章和上级文件"))
    materials = Papers(_("其他附件"), Purpose.CONSULTATION_MATERIAL)
    dropped = SelectMultipleField(_("不再公布的附件"), coerce=_number, validate_choice=False)
    opens_on = legal_day(_("开始日"), _("请填写开始日"))
    closes_on = legal_day(
        _("截止日"), _("请填写截止日"), description=_("当天24时截止；公布当日不计算在内")
    )
    shortening_reason = _long(
        _("缩短期限的理由"), 2000, _("期限短于规定天数的必填，与征求意见稿一并公布")
    )
    online = BooleanField(_("可以在网上提意见"))
    address = one_line(_("信函地址"), None)
    postcode = one_line(_("邮政编码"), None)
    email = EmailField(_("电子邮件"), [Length(max=120, message=_("不超过120个字符"))])
    phone = one_line(_("电话"), None)
    fax = one_line(_("传真"), None)
    participation = SelectMultipleField(
        _("公众参与方式"),
        choices=choices(Participation),
        coerce=Participation,
        validate_choice=False,
    )
    decision_id = SelectField(_("重大行政决策事项目录"), coerce=_number, validate_choice=False)

    def prepare(self, decisions: Sequence[tuple[int, str]], shown: Sequence[Attachment]) -> None:
        """Offer the lines of the catalogue, and the papers that may be taken back."""
        nothing = SelectChoice(0, gettext("不在目录中"))
        lines = [SelectChoice(number, title) for number, title in decisions]
        self.decision_id.choices = [nothing, *lines]
        self.dropped.choices = [
            SelectChoice(paper.id, paper.filename) for paper in shown if paper.purpose in _SHOWN
        ]

    def validate_text(self, field: Field) -> None:
        """Passages that a reader can take in, and a page can show."""
        passages = passages_of(field.data or "")
        if len(passages) > PASSAGES_LIMIT:
            raise ValidationError(_("不超过%(limit)s段", limit=PASSAGES_LIMIT))
        long = next((n for n, one in enumerate(passages, 1) if len(one.text) > PASSAGE_LIMIT), None)
        if long:
            raise ValidationError(
                _("第%(number)s段超过%(limit)s个字，请分段", number=long, limit=PASSAGE_LIMIT)
            )

    def validate_closes_on(self, field: Field) -> None:
        """Not before it opens."""
        opens_on = self.opens_on.data
        if field.data and opens_on and field.data < opens_on:
            raise ValidationError(_("截止日早于开始日，请核对"))

    def validate_email(self, field: Field) -> None:
        """An address to which mail can go, where one is given."""
        if field.data and not _EMAIL.fullmatch(field.data):
            raise ValidationError(_("请填写真实的电子邮箱"))

    def content(self) -> Content:
        """What the validated fields say."""
        return Content(
            kind=self.kind.data,
            title=self.title.data or "",
            unit=self.unit.data or "",
            passages=passages_of(self.text.data or ""),
            explanation=self.explanation.data or "",
            basis=self.basis.data or "",
            ways=self._ways(),
            participation=tuple(self.participation.data or ()),
            opens_on=self.opens_on.data or date.min,
            closes_on=self.closes_on.data or date.min,
            shortening_reason=self.shortening_reason.data or "",
            decision_id=self.decision_id.data or None,
            dropped=tuple(number for number in self.dropped.data or () if number),
        )

    def papers(self) -> tuple[Paper, ...]:
        """The files that come with it."""
        fields = (self.draft_file, self.note_file, self.materials)
        return tuple(paper for field in fields for paper in field.kept())

    def _ways(self) -> Ways:
        return Ways(
            address=self.address.data or "",
            postcode=self.postcode.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
            fax=self.fax.data or "",
            online=bool(self.online.data),
        )


def proposed(agency: Agency) -> dict[str, object]:
    """What a new draft begins with: thirty days from tomorrow, the agency's own addresses."""
    begins = office().today() + timedelta(days=1)
    return {
        "version": 0,
        "unit": agency.name,
        "opens_on": begins,
        "closes_on": begins + timedelta(days=COMMENT_PERIOD),
        "online": True,
        "address": agency.address,
        "postcode": agency.postcode,
        "phone": agency.phone,
        "participation": [Participation.PUBLIC_COMMENTS],
    }


def as_typed(content: Content) -> dict[str, object]:
    """What was drafted, as the form shows it again."""
    names = ("kind", "title", "unit", "explanation", "basis", "opens_on", "closes_on")
    ways = ("address", "postcode", "email", "phone", "fax", "online")
    return {
        **{name: getattr(content, name) for name in names},
        **{name: getattr(content.ways, name) for name in ways},
        "text": "\n\n".join(_typed(passage) for passage in content.passages),
        "shortening_reason": content.shortening_reason,
        "participation": list(content.participation),
        "decision_id": content.decision_id or 0,
    }


def _typed(passage: Passage) -> str:
    return f"{passage.heading}　{passage.text}".strip("　") if passage.heading else passage.text
