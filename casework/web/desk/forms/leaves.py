"""The forms of the decision's leaves: one small class for each dataclass of a leaf's facts."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, FormField, SelectMultipleField, TextAreaField, ValidationError

from casework.domain.clock import SuspensionReason
from casework.domain.disclosure import decisions, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import WithheldPart
from casework.domain.disclosure.standing import OutsideConsultation
from casework.persistence.models import Purpose
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.kinds import legal_day, one_line, sentences
from casework.web.desk.forms.leaf_form import LeafForm
from casework.web.desk.forms.leaf_form import information as information_field
from casework.web.desk.forms.leaf_form import reason as reason_field
from casework.web.desk.forms.parts import PartForm, PartRows
from casework.web.desk.papers import Papers
from casework.web.desk.story import opinion_without_name

_FIRST_ROWS = 3
MORE_ROWS = 3
_MOST_ROWS = 60


def _supplied() -> Papers:
    return Papers(
        _("随答复提供的文件"),
        Purpose.SUPPLIED,
        description=_(
            "PDF、JPG、PNG、DOCX、XLSX 或 OFD。不予公开的内容应当先行遮盖。"
            "只有最后一次拟写时上传的文件随答复提供，修改后请重新上传"
        ),
    )


def _covered_copies() -> SelectMultipleField:
    return SelectMultipleField(
        _("已经遮盖的副本"),
        coerce=int,
        description=_("在案件页面的附件旁边遮盖，存下的副本可以在这里选，随答复提供"),
    )


def _public_interest() -> TextAreaField:
    return sentences(
        _("不公开会对公共利益造成的重大影响"),
        _("第三方不同意公开。仍然决定公开的，请写明理由"),
        description=_("另发告知书，把决定公开的内容和理由书面告知第三方（条例第三十二条）"),
    )


class GrantedForm(LeafForm):
    """条例 36(二)."""

    public_interest = _public_interest()
    information = information_field()
    supplied_as = one_line(
        _("提供的方式"), _("请写明提供的方式"), description=_("例如：随本答复书提供电子文档1份")
    )
    covered_copies = _covered_copies()
    supplied_files = _supplied()


class AlreadyPublicForm(LeafForm):
    """条例 36(一)."""

    information = information_field()
    where = sentences(
        _("获取的方式、途径"),
        _("请写明获取的方式、途径"),
        description=_("具体到网址、公报期号或者查阅场所，让申请人能够直接找到"),
    )


class PartlyGrantedForm(LeafForm):
    """条例 37."""

    public_interest = _public_interest()
    supplied = sentences(_("予以公开的内容"), _("请写明予以公开的内容"))
    supplied_as = one_line(
        _("提供的方式"), _("请写明提供的方式"), description=_("例如：随本答复书提供电子文档1份")
    )
    covered_copies = _covered_copies()
    supplied_files = _supplied()
    withheld = PartRows(
        FormField(PartForm),
        _("不予公开的内容"),
        min_entries=_FIRST_ROWS,
        max_entries=_MOST_ROWS,
        description=_("逐项填写；空着的行不算。每一部分都要写明依据和理由"),
    )

    def add_rows(self) -> None:
        """Offer a few rows more."""
        for _row in range(min(MORE_ROWS, _MOST_ROWS - len(self.withheld.entries))):
            self.withheld.append_entry()

    def _given(self) -> Iterator[tuple[str, Any]]:
        for name, value in super()._given():
            yield name, self._parts() if name == "withheld" else value

    def _parts(self) -> tuple[WithheldPart, ...]:
        rows = [entry.form for entry in self.withheld.entries]
        return tuple(row.withheld() for row in rows if not row.is_empty)


class WithheldForm(LeafForm):
    """条例 36(三)."""

    information = information_field()
    other_law = one_line(
        _("禁止公开的法律、行政法规"),
        _("请写明法律、行政法规的名称和条款"),
        description=_("写明名称和条款，例如《中华人民共和国某某法》第某条"),
    )
    third_party_opinion = sentences(
        _("征求第三方意见的情况"),
        _("请写明征求第三方意见的情况"),
        description=_(
            "何时书面征求、第三方怎样答复；写进答复书，申请人会看到，不要写第三方的名称和它的理由"
        ),
    )
    reason = reason_field(_("写明为什么属于这一情形；写进答复书"))

    def prepare_leaf(self) -> None:
        """Ask for the law, or for the third party's opinion, only where the ground needs it."""
        if self.outcome is not Outcome.PROHIBITED_BY_LAW:
            del self.other_law
        if self.outcome is not Outcome.THIRD_PARTY_RIGHTS:
            del self.third_party_opinion


class AdministrativeQueryForm(LeafForm):
    """条例 36(七)."""

    information = information_field()
    other_law = one_line(_("有特别规定的法律、行政法规"), _("请写明法律、行政法规的名称和条款"))
    where = one_line(_("办理查询的机构"), _("请写明到哪里办理查询"))


class NotFoundForm(LeafForm):
    """条例 36(四)."""

    information = information_field()
    searched_in = sentences(
        _("检索范围"),
        _("请写明检索范围"),
        description=_("检索了哪些科室、档案、系统和年份"),
    )
    keywords = one_line(_("检索关键词"), _("请写明检索关键词"))
    searched_by = one_line(_("检索人"), _("请写明检索人"))
    searched_on = legal_day(_("检索日期"), _("请填写检索日期"))
    reason = reason_field(_("例如：本机关未制作，也未获取该信息；写进答复书"))


class OtherAgencyForm(LeafForm):
    """条例 36(五)."""

    information = information_field()
    reason = reason_field(_("为什么不属于本机关负责公开；写进答复书"))
    agency = one_line(
        _("负责公开的行政机关"), None, description=_("能够确定的，应当告知名称和联系方式")
    )
    contact = one_line(_("该机关的联系方式"), None)

    def validate_contact(self, field: Field) -> None:
        """条例 36(五): an agency that can be told is told with its contact."""
        if (self["agency"].data or "").strip() and not (field.data or "").strip():
            raise ValidationError(_("请写明该机关的联系方式"))


class ArchivedForm(LeafForm):
    """档案法 15."""

    information = information_field()
    archive = one_line(_("接收档案的国家档案馆"), _("请写明接收档案的国家档案馆"))
    contact = one_line(_("档案馆的联系方式"), _("请写明档案馆的联系方式"))


class WouldNeedCreationForm(LeafForm):
    """条例 38."""

    information = information_field()
    reason = reason_field(_("为什么需要加工、分析才能提供；写进答复书"))


class StillUnclearForm(LeafForm):
    """条例 30, 36."""

    reason = reason_field(_("补正以后哪些内容仍然不明确；写进答复书"))


class PetitionForm(LeafForm):
    """条例 39 I."""

    reason = reason_field(_("为什么属于信访、投诉、举报；写进答复书"))
    channel = one_line(_("提出的渠道"), _("请写明应当通过什么渠道提出"))


class RepeatedForm(LeafForm):
    """条例 36(六)."""

    information = information_field()
    earlier_letter = one_line(
        _("前次答复的文号"), _("请写明前次答复的文号"), description=_("例如：示水公开告〔2026〕3号")
    )
    replied_on = legal_day(_("前次答复日期"), _("请填写前次答复日期"))


class PublishedWorkForm(LeafForm):
    """条例 39 II."""

    information = information_field()
    where = one_line(_("获取的途径"), _("请写明获取的途径"))


class ExcessiveForm(LeafForm):
    """条例 35."""

    asked_on = legal_day(_("要求说明理由的日期"), _("请填写要求说明理由的日期"))
    given = sentences(_("申请人说明的理由"), None, description=_("逾期未说明理由的，不填"))
    reason = reason_field(_("为什么理由不合理；写进答复书"))


class ReconfirmationForm(LeafForm):
    """表三（五）5."""

    information = information_field()
    reason = reason_field(_("申请人已经怎样获取了该信息；写进答复书"))


LEAF_FORMS: Mapping[type, type[LeafForm]] = {
    leaves.Granted: GrantedForm,
    leaves.AlreadyPublic: AlreadyPublicForm,
    leaves.PartlyGranted: PartlyGrantedForm,
    leaves.Withheld: WithheldForm,
    leaves.AdministrativeQuery: AdministrativeQueryForm,
    leaves.NotFound: NotFoundForm,
    leaves.OtherAgency: OtherAgencyForm,
    leaves.Archived: ArchivedForm,
    leaves.WouldNeedCreation: WouldNeedCreationForm,
    leaves.StillUnclear: StillUnclearForm,
    leaves.Petition: PetitionForm,
    leaves.Repeated: RepeatedForm,
    leaves.PublishedWork: PublishedWorkForm,
    leaves.Excessive: ExcessiveForm,
    leaves.Reconfirmation: ReconfirmationForm,
}


def leaf_form(outcome: Outcome, file: CaseFile) -> LeafForm:
    """The form of a leaf, with what an earlier draft said where it fits."""
    kind = LEAF_FORMS[decisions.LEAVES[outcome].facts]
    form = kind(data={"version": file.case.version, **_proposed(file)})
    form.outcome = outcome
    form.unknown_to_applicant = _unknown_to_applicant(file)
    if isinstance(form, WithheldForm):
        form.prepare_leaf()
    form.offer_copies(file)
    if "public_interest" in form and not file.standing.objectors:
        del form.public_interest
    return form


def _proposed(file: CaseFile) -> dict[str, Any]:
    """What the draft says already; of a first draft, the information that was asked for."""
    asked = file.standing.clarified_text or file.case.disclosure.requested_information
    wanted = {"information": asked, **_known(file)}
    draft = file.standing.draft
    if draft is None:
        return wanted
    return {**wanted, **asdict(draft.facts), "public_interest": draft.public_interest}


def _known(file: CaseFile) -> dict[str, Any]:
    """What the case itself says: the opinions that were asked, the reasons that were given."""
    standing = file.standing
    told = [opinion_without_name(one) for one in _third_parties(file)]
    return {
        "third_party_opinion": "；".join(told),
        "asked_on": standing.reasons_asked_on,
        "given": "" if standing.reasons is None else standing.reasons.text,
    }


def _third_parties(file: CaseFile) -> Iterator[OutsideConsultation]:
    asked = file.standing.consultations
    return (one for one in asked if one.why is SuspensionReason.THIRD_PARTY)


def _unknown_to_applicant(file: CaseFile) -> frozenset[str]:
    """The third parties whom the application does not name, so that the reply must not either."""
    known = f"{file.case.disclosure.requested_information}{file.standing.clarified_text}"
    return frozenset(one.name for one in _third_parties(file) if one.name not in known)
