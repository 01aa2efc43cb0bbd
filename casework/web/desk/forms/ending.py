"""The forms of the acts that end a request without a reply, and of the new query code."""

from flask_babel import lazy_gettext as _

from casework.domain.disclosure.facts import (
    ClosureReason,
    IdentityCheck,
    OtherClosure,
    Withdrawal,
)
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.services.disclosure import tracking
from casework.web.desk import shown_once
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import sentences
from casework.web.doors import office
from casework.web.forms import OneOf


class WithdrawForm(ActForm):
    """The applicant's own wish, written down."""

    makes = Withdrawal
    caution = _("办理终止后不能恢复。撤回应当是申请人自己的意思。")

    statement = sentences(
        _("申请人的撤回说明"),
        _("请写明申请人的撤回说明"),
        description=_("申请人在什么时间、以什么方式提出撤回"),
    )


class CloseForm(ActForm):
    """表三（六）3."""

    makes = OtherClosure
    caution = _("办理终止后不能恢复。只用于申请人死亡、单位终止等不能作出答复的情形。")

    kind = OneOf(_("情形"), ClosureReason, _("请选择情形"))
    reason = sentences(_("终止办理的理由"), _("请写明终止办理的理由"))


class ReissueCodeForm(ActForm):
    """条例 29 II (一): the service makes the code, the next page shows it once."""

    makes = IdentityCheck
    caution = _("原查询码立即失效。新查询码只显示一次，请当面交给申请人本人。")

    means = sentences(
        _("怎样核验身份"),
        _("请写明怎样核验身份"),
        description=_("查看了哪种证件、与登记的证件号码是否一致"),
    )

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Make the new code, and go to the page that shows it."""
        check = IdentityCheck(self.means.data or "")
        tracking.reissue_code(office(), reference, check, actor, self.key_used())
        return shown_once.address(reference, self.key_used())
