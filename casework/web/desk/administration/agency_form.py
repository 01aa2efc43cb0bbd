"""The agency's particulars as its guide and its letters present them (条例 12)."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import DataRequired, Length, NumberRange, Optional, Regexp

from casework.persistence.models import Agency
from casework.services import letters
from casework.services.agency_settings import EDITABLE, REQUIRED, RULES, Particulars
from casework.web.application_form import tidy
from casework.web.doors import office
from casework.web.forms import WritingForm

_EMAIL = Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+$", message=_("请填写真实的电子邮箱"))
_WEBSITE = Regexp(r"https?://\S+$", message=_("网址以 https:// 或者 http:// 开头"))
_POSTCODE = Regexp(r"[0-9]{6}$", message=_("邮政编码是6位数字"))
_CODE = Regexp(r"[0-9A-Za-z]+$", message=_("网站标识码只有数字和字母"))


def _column(name: str, label: str, *shapes: Regexp, description: str = "") -> StringField:
    """The field of one column: as long as the column takes, required where the column is."""
    longest = Agency.__table__.c[name].type.length  # type: ignore[attr-defined]  # they are all String
    needed: Any = DataRequired(_("这一项必须填写")) if name in REQUIRED else Optional()
    limit = Length(max=longest, message=_("不超过%(max)d个字"))
    return StringField(label, [needed, limit, *shapes], filters=[tidy], description=description)


def _days(label: str) -> IntegerField:
    """The field of a limit of the agency's own, in days; three months have about sixty."""
    limits = NumberRange(1, 60, _("请填写1至60的整数"))
    return IntegerField(label, [DataRequired(_("请填写1至60的整数")), limits])


class AgencyForm(WritingForm):
    """Every editable column of an agency, in the order in which a reader looks for them."""

    name = _column("name", _("机关名称"), description=_("全称，用于文书的标题和落款"))
    disclosure_office = _column("disclosure_office", _("政府信息公开工作机构"))
    address = _column("address", _("办公地址"))
    postcode = _column("postcode", _("邮政编码"), _POSTCODE)
    office_hours = _column("office_hours", _("办公时间"))
    phone = _column("phone", _("联系电话"))
    fax = _column("fax", _("传真号码"))
    email = _column("email", _("电子邮箱"), _EMAIL)
    website = _column("website", _("网站"), _WEBSITE)
    letter_prefix = _column(
        "letter_prefix",
        _("机关代字"),
        description=_("文号开头的几个字，例如示水公开；序号继续累计"),
    )
    government = _column(
        "government", _("行政复议机关"), description=_("通常是本级人民政府，写进文书的救济途径")
    )
    court = _column("court", _("有管辖权的人民法院"), description=_("写进文书的救济途径"))
    supervising_department = _column("supervising_department", _("监督举报的受理部门"))
    pay_at = _column("pay_at", _("信息处理费的缴纳方式"), description=_("写进收费通知"))
    site_code = _column("site_code", _("网站标识码"), _CODE)
    icp_record = _column("icp_record", _("ICP备案号"))
    police_record = _column("police_record", _("公安备案号"))
    message_enquiry_days = _days(_("咨询留言的答复期限（工作日）"))
    message_suggestion_days = _days(_("建议留言的答复期限（工作日）"))
    message_complaint_days = _days(_("求助投诉留言的答复期限（工作日）"))
    message_verifies_contact = BooleanField(_("留言留有电话或者邮箱的，核验联系方式以后才算收到"))
    consultation_normative_days = _days(_("行政规范性文件征求意见的最短期限（日）"))
    consultation_other_days = _days(_("其他事项征求意见的最短期限（日）"))
    consultation_feedback_days = _days(_("公布意见采纳情况的期限（工作日）"))
    comment_allows_anonymous = BooleanField(_("对征求意见稿提意见，可以不留姓名和联系方式"))
    comment_verifies_contact = BooleanField(
        _("对征求意见稿提意见留有电话或者邮箱的，核验联系方式以后才算收到")
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, and whether a letter can print it."""
        sound: bool = super().validate(extra_validators)
        for name in EDITABLE:
            lacking = letters.unprintable(office(), self[name].data or "")
            if lacking:
                fault = gettext("公文里印不出“%(characters)s”", characters="、".join(lacking))
                self[name].errors = [*self[name].errors, fault]
                sound = False
        return sound

    def particulars(self) -> Particulars:
        """What the validated fields say."""
        said = ((name, self[name].data or "") for name in EDITABLE)
        rules = ((name, self[name].data) for name in RULES)
        return Particulars((*said, *rules))
