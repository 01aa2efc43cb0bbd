"""The pages that anybody reads before applying: home, guide (条例 12), privacy, accessibility."""

from flask import render_template

from casework.domain.disclosure.fees import TARIFFS, FeeMethod
from casework.web.doors import public
from casework.web.portal.face import face


@face.get("/")
@public
def home() -> str:
    """Two doors, and what everybody asks first."""
    return render_template("portal/home.html")


@face.get("/guide")
@public
def guide() -> str:
    """公开指南: who we are, how to ask, what happens, what it costs, which rights there are."""
    by_item, by_page = TARIFFS[FeeMethod.BY_ITEM_MONTH], TARIFFS[FeeMethod.BY_PAGE]
    return render_template("portal/guide.html", by_item=by_item, by_page=by_page)


@face.get("/privacy")
@public
def privacy() -> str:
    """What is done with an applicant's personal data (个人信息保护法 17, 35)."""
    return render_template("portal/privacy.html")


@face.get("/accessibility")
@public
def accessibility() -> str:
    """How far the site can be used by everybody, and who helps (无障碍环境建设法 32)."""
    return render_template("portal/accessibility.html")
