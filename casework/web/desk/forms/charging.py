"""The forms of the processing fee (条例 42; 国办函〔2020〕109号)."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import ValidationError

from casework.domain.clock import PAYMENT_PERIOD
from casework.domain.disclosure.facts import (
    FeeCharge,
    FeeLapse,
    FeeNoticeReceived,
    FeeWaiver,
    Payment,
    Refund,
)
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.standing import last_day_to_pay
from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.persistence.models import Agency
from casework.services.disclosure import volume
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import legal_day, one_line, sentences, whole_number
from casework.web.desk.forms.tariff import calculation, tariff
from casework.web.doors import office, own_agency
from casework.web.forms import OneOf
from casework.web.words import cn_date

_MOST = 99_999  # items of a month, or pages of one request
_MOST_YUAN = 99_999_999


class ChargeFeeForm(ActForm):
    """R-FEE-1 … 4. The amount is typed, so that nobody sends one that they have not seen."""

    makes = FeeCharge
    caution = _("将发出收费通知书。一件申请只能按一种标准收费，通知以后不能改按另一种。")

    method = OneOf(_("收费标准"), FeeMethod, _("请选择收费标准"))
    before = whole_number(
        _("本月在这一件之前的件数"),
        None,
        _MOST,
        description=_("按件计收的填写：同一申请人同一个自然月里、先于这一件收到的申请"),
    )
    quantity = whole_number(
        _("这一件的件数或者页数"),
        _("请填写件数或者页数"),
        _MOST,
        description=_("按件计收的填件数，一般是1件；按量计收的填页数，A4纸单面为1页"),
    )
    yuan = whole_number(
        _("应收金额（元）"),
        _("请填写应收金额"),
        _MOST_YUAN,
        description=_("按上面的数量计算后填写，与计算不符的会提示"),
    )
    reason = sentences(
        _("收费的理由"),
        _("请写明收费的理由"),
        description=_("为什么明显超过合理范围，写进收费通知书（条例第四十二条）"),
    )
    pay_at = sentences(
        _("怎样缴费"),
        _("请写明怎样缴费"),
        description=_("缴费的地点、账户或者网址，写进收费通知书；开具财政票据"),
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """By item, as the register counts the month; and where the agency is."""
        before = volume.earlier_in_month(file.case)
        proposed = _by_item(before or 0)
        return {
            "before": before,
            "quantity": proposed.quantity,
            "yuan": proposed.yuan or None,
            "pay_at": _where(own_agency()),
        }

    def validate_before(self, field: Field) -> None:
        """By item, the month's count is needed, be it 0."""
        if self.method.data is FeeMethod.BY_ITEM_MONTH and field.data is None:
            raise ValidationError(_("按件计收的，请填写本月在这一件之前的件数"))

    def validate_yuan(self, field: Field) -> None:
        """What the tariff gives, shown with its calculation where something else was typed."""
        if not self.method.data or self.quantity.errors or self.before.errors:
            return
        charge = self._charge()
        if charge.yuan != field.data:
            raise ValidationError(calculation(charge))

    def facts(self) -> Facts:
        """By page, the month does not matter."""
        return self._charge()

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """By when the notice goes out, what the register counts, and what each tariff gives."""
        told = []
        if file.clock.due_on is not None:
            told.append(
                gettext(
                    "收费通知应当在答复期限%(on)s以前发出。发出后停止计算，从完成缴费的次日起重新计算（国办函〔2020〕109号）。",
                    on=cn_date(file.clock.due_on),
                )
            )
        return [*told, _month(file), tariff()]

    def _charge(self) -> FeeCharge:
        method: FeeMethod = self.method.data
        before = self.before.data or 0 if method is FeeMethod.BY_ITEM_MONTH else 0
        said = (self.reason.data or "", self.pay_at.data or "")
        return FeeCharge(method, before, self.quantity.data or 0, *said)


class RecordFeeNoticeForm(ActForm):
    """R-FEE-5."""

    makes = FeeNoticeReceived

    received_on = legal_day(
        _("申请人收到之日"),
        _("请填写申请人收到之日"),
        description=_("从次日起数20个工作日，是缴费的期限"),
    )
    proof = one_line(
        _("送达凭证"), _("请写明送达凭证"), description=_("邮件编号、签收人或者送达记录")
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today."""
        return {"received_on": today}

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """The last day, if it arrived today."""
        last = office().calendar.reach(today, PAYMENT_PERIOD).on
        return [gettext("申请人今天收到的，缴费的最后一日是%(on)s。", on=cn_date(last))]


class RecordPaymentForm(ActForm):
    """R-FEE-6."""

    makes = Payment
    is_main = True

    paid_on = legal_day(
        _("完成缴费之日"),
        _("请填写完成缴费之日"),
        description=_("答复期限从次日起重新计算20个工作日"),
    )
    yuan = whole_number(_("缴纳的金额（元）"), _("请填写缴纳的金额"), _MOST_YUAN)
    voucher = one_line(
        _("财政票据号码"), _("请写明财政票据号码"), description=_("或者缴款书、转账的凭证号码")
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today, and the amount that was asked for."""
        fee = file.standing.fee
        return {"paid_on": today, "yuan": None if fee is None else fee.yuan}

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Remember what is due."""
        fee = file.standing.fee
        self._due = 0 if fee is None else fee.yuan

    def validate_yuan(self, field: Field) -> None:
        """The whole fee: a part of it does not start the period anew."""
        if field.data is not None and field.data != self._due:
            raise ValidationError(_("应缴%(due)s元，请核对缴费凭证", due=self._due))

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """Until when it was to be paid."""
        return _until(file)


class WaiveFeeForm(ActForm):
    """条例 42."""

    makes = FeeWaiver
    caution = _(
        "免收后不能再对这件申请收费。答复期限从明天起接着计算，等候缴费的日子不算，并通知申请人。"
    )

    reason = sentences(
        _("免收的理由"),
        _("请写明免收的理由"),
        description=_("例如：属于城乡最低生活保障对象；数量已经减少到不收费的范围"),
    )


class LapseFeeForm(ActForm):
    """R-FEE-5."""

    makes = FeeLapse
    caution = _("终止后不再处理这件申请，并向申请人发出终止告知书。申请人可以重新申请。")

    inquiry = sentences(
        _("核实情况"),
        _("请写明核实情况"),
        description=_("怎样核实申请人没有缴费，例如查询国库、电话联系的时间和答复"),
    )

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """Until when it was to be paid."""
        return _until(file)


class RefundFeeForm(ActForm):
    """条例 42."""

    makes = Refund

    yuan = whole_number(_("退还的金额（元）"), _("请填写退还的金额"), _MOST_YUAN)
    reason = sentences(
        _("退还的理由"), _("请写明退还的理由"), description=_("例如：计算有误；复议决定变更了收费")
    )
    voucher = one_line(_("退款凭证"), _("请写明退款凭证"))

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """All that was paid."""
        paid = file.standing.payment
        return {"yuan": None if paid is None else paid.yuan}

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Remember what was paid."""
        paid = file.standing.payment
        self._paid = 0 if paid is None else paid.yuan

    def validate_yuan(self, field: Field) -> None:
        """Something, and no more than was paid."""
        if field.data is not None and not 1 <= field.data <= self._paid:
            raise ValidationError(_("退还的金额在1元至已缴的%(paid)s元之间", paid=self._paid))


def _by_item(before: int) -> FeeCharge:
    """What one further item of a month costs; its words are not yet known."""
    return FeeCharge(FeeMethod.BY_ITEM_MONTH, before, 1, "", "")


def _where(agency: Agency) -> str:
    where: str = gettext(
        "持本通知书到%(office)s（%(address)s，电话%(phone)s）办理缴费，领取财政票据。",
        office=agency.disclosure_office,
        address=agency.address,
        phone=agency.phone,
    )
    return where


def _month(file: CaseFile) -> str:
    """What the register counts, and what this request would cost by item (R-FEE-2)."""
    before = volume.earlier_in_month(file.case)
    if before is None:
        return str(gettext("申请人没有登记证件号码，不能自动统计本月的件数。请查登记簿后填写。"))
    told: str = gettext(
        "登记簿上，%(year)s年%(month)s月在这一件之前收到这位申请人%(before)s件，这一件是第%(number)s件。%(sum)s",
        year=file.case.received_on.year if file.case.received_on else "",
        month=file.case.received_on.month if file.case.received_on else "",
        before=before,
        number=before + 1,
        sum=calculation(_by_item(before)),
    )
    return told


def _until(file: CaseFile) -> list[str]:
    """The amount, and until when it is to be paid."""
    fee = file.standing.fee
    if fee is None:
        return []
    last = last_day_to_pay(file.standing, file.clock.calendar)
    told = [calculation(fee)]
    if last is None:
        told.append(gettext("收费通知还没有送达的记录，缴费期限没有起算。"))
    else:
        told.append(gettext("缴费的最后一日是%(on)s。", on=cn_date(last.on)))
    return told
