"""Refusals that no table knows: of whoever asks, of what is not there, of what has moved on."""

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from casework.domain.terms import Term, term
from casework.domain.workflow import Refused


class ServiceRefusal(Term):
    """The sentences of refusal of the services."""

    CHANGED_MEANWHILE = term(
        "changed_meanwhile",
        "您打开页面以后，这件申请已经有了新的办理（现为“{state}”）。请核对后再办理；您填写的内容仍保留在下面。",
    )
    SENT_ALREADY = term(
        "sent_already", "这一页已经提交过，后来改动的内容没有提交。请从头打开这一页，再填写提交。"
    )
    CODE_WRONG = term("code_wrong", "登记编号或者查询码不对。请对照回执核对；还可以尝试{left}次。")
    CODE_LOCKED = term(
        "code_locked",
        "尝试次数过多，已暂停查询。请于{minutes}分钟后再试，或者携带身份证明联系我们重发查询码。",
    )
    SIGN_IN_WRONG = term("sign_in_wrong", "用户名或者密码不对。")
    SIGN_IN_LOCKED = term(
        "sign_in_locked", "登录失败次数过多，请于{minutes}分钟后再试，或者联系系统管理员。"
    )


class NotThere(Exception):
    """Nothing of that name that this asker may know of; the page says 404, never why."""


# The database does not answer, has no room, or has no connection left: it may in a minute.
Unavailable = (OperationalError, InterfaceError, NoConnection)

__all__ = ["NotThere", "Refused", "ServiceRefusal", "Unavailable"]
