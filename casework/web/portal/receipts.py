"""What the applicant takes away: the receipt, on the page with the code, as PDF without it."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.services.disclosure import correspondence
from casework.web.doors import holder, office, public
from casework.web.portal import keys
from casework.web.portal.face import face
from casework.web.portal.papers import download


@face.get("/requests/<reference>/receipt")
@holder
def receipt(reference: str) -> str:
    """The receipt; with the query code for whoever has just filed, for an hour."""
    file = keys.opened(reference)
    keys.drop_filed_draft()
    code = keys.code_to_show(reference)
    return render_template("portal/receipt.html", file=file, code=code)


@face.get("/requests/<reference>/receipt.pdf")
@holder
def receipt_pdf(reference: str) -> Response:
    """The receipt as PDF: without the query code, which is not to lie about in a folder."""
    file = keys.opened(reference)
    content = correspondence.receipt(office(), file.case)
    return download(content, "application/pdf", _("提交回执%(reference)s.pdf", reference=reference))


@face.post("/leave")
@public
def leave() -> Response:
    """End what this session may open, and go home."""
    keys.leave()
    flash(_("已退出。这台设备上不再保留您的登记编号和查询码。"))
    return redirect(url_for("portal.home"), 303)
