"""What a reader is told when something is not right, in words and without details.

A refusal is 409 with its rule; what is not there is 404, never why; a fault is logged once. What
does not answer now, but may in a minute, is 503.
"""

import structlog
from flask import Flask, Response, current_app, g, render_template
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from gunicorn.http.errors import ParseException  # type: ignore[import-untyped]
from werkzeug.exceptions import BadRequest, HTTPException, SecurityError

from casework.domain.workflow import Refused
from casework.services.refusals import NotThere, Unavailable
from casework.web import problems
from casework.web.words import reads_english, sentence

_log = structlog.get_logger()
_Answer = Response | tuple[str, int] | tuple[str, int, dict[str, str]]
_RETRY_AFTER = 120  # seconds


def install(app: Flask) -> None:
    """Answer refusals, missing things and faults."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(NotThere, _not_there)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(SecurityError, _not_our_name)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)
    app.register_error_handler(ParseException, _unreadable)
    for outage in Unavailable:
        app.register_error_handler(outage, _unavailable)


def _page(status: int, title: str, text: str) -> _Answer:
    if problems.is_wanted():
        return problems.problem(status, text)
    try:
        return render_template("fault.html", title=title, text=text, status=status), status
    except Unavailable as outage:  # the page around it asks for the agency and the reader
        return _unavailable(outage)


def _bare_page(title: str, text: str) -> str:
    """A page that asks nobody for anything; render_template would ask who is signed in."""
    template = current_app.jinja_env.get_template("broken.html")
    language = "en" if reads_english() else "zh-CN"
    return template.render(language=language, title=title, text=text, homeward=_("返回首页"))


def _refused(refused: Refused) -> _Answer:
    return _page(409, _("现在不能办理"), sentence(refused))


def _not_there(missing: NotThere) -> _Answer:
    return _page(404, _("没有找到"), _("没有这个页面，或者您不能查看它。请核对地址。"))


def _expired(error: CSRFError) -> _Answer:
    return _page(400, _("页面已过期"), _("请返回上一页，刷新后重新提交。您填写的内容没有保存。"))


def _not_our_name(error: SecurityError) -> tuple[str, int, dict[str, str]]:
    """Somebody asked for another site; a page would need addresses, and there are none."""
    return _("这不是本站的域名。"), 400, {"Content-Type": "text/plain; charset=utf-8"}


def _http(error: HTTPException) -> _Answer:
    told = {
        403: (_("不能进入"), _("您的账号没有办理这一事项的权限。请联系系统管理员。")),
        404: (_("没有找到"), _("没有这个页面，或者您不能查看它。请核对地址。")),
        405: (_("不能这样打开"), _("请从页面上的按钮或者链接进入。")),
        413: (_("文件太大"), _("上传的内容超过上限。请缩小后重新上传。")),
        429: (_("操作太频繁"), _("请稍等几分钟再试。")),
    }
    status = error.code or 500
    title, text = told.get(status, (_("请求有误"), _("这个请求无法理解。请从首页重新进入。")))
    return _page(status, title, text)


def _unreadable(garbled: Exception) -> _Answer:
    """A body that is no HTTP: the server finds out only while the body is read."""
    return _http(BadRequest())


def _unavailable(outage: Exception) -> _Answer:
    _log.error("unavailable", exc_info=outage)
    if problems.is_wanted():
        return problems.problem(503, _("请稍后再试。"))
    page = _bare_page(_("系统正忙"), _("请稍后再试。您尚未提交的内容没有保存。"))
    return page, 503, {"Retry-After": str(_RETRY_AFTER)}


def _fault(error: Exception) -> _Answer:
    _log.error("fault", exc_info=error)
    text = _(
        "系统出现故障，已经记录（编号%(id)s）。请稍后再试；您已经收到回执的事项不受影响。",
        id=g.request_id,
    )
    if problems.is_wanted():
        return problems.problem(500, text)
    return _bare_page(_("系统故障"), text), 500
