"""The forms of asking why so much is asked for, and of what follows from the answer (条例 35)."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from casework.domain.disclosure.facts import (
    Deferral,
    ReasonsGiven,
    ReasonsMissing,
    ReasonsRequest,
)
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.services.disclosure import volume
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import legal_day, sentences, whole_number
from casework.web.forms import OneOf
from casework.web.words import cn_date

_MOST_REQUESTS = 99_999


class AskReasonsForm(ActForm):
    """条例 35."""

    makes = ReasonsRequest
    caution = _(
        "只在申请的数量、频次明显超过合理范围时使用。发出后等候申请人说明理由，答复期限继续计算。"
    )

    request_count = whole_number(
        _("申请的件数"),
        _("请填写申请的件数"),
        _MOST_REQUESTS,
        description=_("申请人在下面这段时间里提出的申请，写进说明理由告知书；可以按登记簿更正"),
    )
    counted_from = legal_day(_("统计的第一天"), _("请填写统计的第一天"))
    counted_to = legal_day(_("统计的最后一天"), _("请填写统计的最后一天"))
    respond_by = legal_day(
        _("说明理由的期限"),
        _("请填写说明理由的期限"),
        description=_("给申请人合理的时间，并在答复期限以内留出办理的时间（条例第三十五条）"),
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """What the register counts in the last twelve months."""
        begins_on, ends_on = volume.year_until(today)
        count = volume.requests_between(file.case, begins_on, ends_on)
        return {"request_count": count, "counted_from": begins_on, "counted_to": ends_on}

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """The volume, in this month and longer; and that the period runs on."""
        return [_volume(file, today), *_still_runs(file)]


class ReceiveReasonsForm(ActForm):
    """条例 35: reasons that came on paper are written down."""

    makes = ReasonsGiven
    is_main = True

    text = sentences(
        _("申请人说明的理由"), _("请写明申请人说明的理由"), description=_("照申请人的原文填写")
    )
    channel = OneOf(_("说明理由的方式"), ReceiptChannel, _("请选择说明理由的方式"))
    received_on = legal_day(_("收到之日"), _("请填写收到之日"))

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today."""
        return {"received_on": today}

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """By when they were asked for, and the two ways on from here."""
        asked = file.standing.reasons_request
        told = []
        if asked is not None:
            told.append(
                gettext(
                    "告知申请人的期限是%(on)s；晚到的也如实记录。", on=cn_date(asked.respond_by)
                )
            )
        told.append(
            gettext(
                "理由不合理的，拟写“大量反复申请，不予处理”；理由合理但不能按期答复的，由公开工作机构负责人确定延迟答复的期限（条例第三十五条）。"
            )
        )
        return told


class ProceedWithoutReasonsForm(ActForm):
    """条例 35."""

    makes = ReasonsMissing
    is_main = True

    inquiry = sentences(
        _("核实情况"),
        _("请写明核实情况"),
        description=_("怎样联系过申请人，例如电话的时间和答复"),
    )

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """Silence alone does not end the request."""
        return [
            gettext("没有说明理由不等于放弃申请，继续办理；申请人以后说明的，仍应当考虑。"),
            *_still_runs(file),
        ]


class DeferForm(ActForm):
    """条例 35."""

    makes = Deferral
    caution = _("确定以后，答复期限就是这一天，不能再延期。将发出延迟答复告知书，并通知申请人。")

    due_on = legal_day(
        _("延迟答复的期限"),
        _("请填写延迟答复的期限"),
        description=_("晚于现在的答复期限，并且合理：与申请的数量相称（条例第三十五条）"),
    )
    reason = sentences(
        _("延迟的理由"), _("请写明延迟的理由"), description=_("写进延迟答复告知书，申请人会看到")
    )

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """What the applicant says, and what date stands now."""
        told = []
        if file.standing.reasons is not None:
            reasons = file.standing.reasons.text
            told.append(gettext("申请人说明的理由：%(reasons)s", reasons=reasons))
        if file.clock.due_on is not None:
            told.append(gettext("现在的答复期限是%(on)s。", on=cn_date(file.clock.due_on)))
        return told


def _volume(file: CaseFile, today: date) -> str:
    begins_on, _today = volume.year_until(today)
    spans = (today.replace(day=1), today.replace(month=1, day=1), begins_on)
    month, year, twelve = (volume.requests_between(file.case, on, today) for on in spans)
    if month is None:
        return str(gettext("申请人没有登记证件号码，不能自动统计件数。请查登记簿后填写。"))
    return str(
        gettext(
            "登记簿上，这位申请人本月%(month)s件，本年%(year)s件，近十二个月%(twelve)s件，都含本件。法律没有规定件数的标准，请结合内容判断（条例第三十五条）。",
            month=month,
            year=year,
            twelve=twelve,
        )
    )


def _still_runs(file: CaseFile) -> list[str]:
    if file.clock.due_on is None:
        return []
    on = cn_date(file.clock.due_on)
    return [gettext("答复期限仍是%(on)s，等候期间继续计算。", on=on)]
