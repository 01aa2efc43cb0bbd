"""What the page around every page says: the agency, the navigation, the footer, the switches."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, g, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import current_user
from werkzeug.local import LocalProxy

from casework.persistence.models import Agency
from casework.web.doors import may_enter, office

Link = tuple[str, str]

# The endpoints of each face's navigation; the faces do not import one another.
_PUBLIC_NAV = (
    (lazy_gettext("首页"), "portal.home"),
    (lazy_gettext("公开指南"), "portal.guide"),
    (lazy_gettext("提交申请"), "portal.apply"),
    (lazy_gettext("进度查询"), "portal.track"),
    (lazy_gettext("统计数据"), "open.statistics"),
    (lazy_gettext("期限计算器"), "open.calculator"),
)
_DESK_NAV = (
    (lazy_gettext("我的待办"), "desk.queue"),
    (lazy_gettext("全部在办"), "desk.all_cases"),
    (lazy_gettext("登记申请"), "desk.register"),  # left out for those who may not enter
)
_FOOTER_LINKS = (
    (lazy_gettext("公开指南"), "portal.guide"),
    (lazy_gettext("个人信息保护"), "portal.privacy"),
    (lazy_gettext("无障碍说明"), "portal.accessibility"),
    (lazy_gettext("工作人员登录"), "desk.sign_in"),
)


@dataclass(frozen=True, slots=True)
class Footer:
    """What 国办发〔2017〕47号 asks at a government site's foot."""

    organiser: str
    address: str
    phone: str
    identifier_code: str
    icp: str
    public_security: str
    public_security_url: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Site:
    """The context that templates/base.html asks for."""

    agency_name: str
    service_name: str
    home_url: str
    nav: Sequence[tuple[str, str, bool]]
    language_url: str
    large_type: bool
    large_type_url: str
    footer: Footer


def install(app: Flask) -> None:
    """Give every template its `site`, made only where a template asks for it."""
    app.context_processor(lambda: {"site": LocalProxy(_site)})


def _site() -> Site:
    """The site, made once a request: a page asks for it a dozen times."""
    if "site" not in g:
        g.site = _made()
    made: Site = g.site
    return made


def _made() -> Site:
    agency = office().agency()
    at_desk = request.blueprint == "desk"
    large = bool(session.get("large_type"))
    english = session.get("language") == "en"
    here = _here()
    return Site(
        agency_name=agency.name,
        service_name=_("公开申请办理") if at_desk else _("政府信息公开申请平台"),
        home_url=url_for("desk.queue" if at_desk else "portal.home"),
        nav=_navigation(at_desk=at_desk),
        language_url=url_for("open.language", to="zh" if english else "en", back=here),
        large_type=large,
        large_type_url=url_for("open.large_type", to="off" if large else "on", back=here),
        footer=_footer(agency),
    )


def _here() -> str:
    """Where a switch of language or type size leads back to; what was asked of an open page too."""
    if request.method != "GET":
        return url_for("portal.home")
    return request.full_path.rstrip("?") if request.blueprint == "open" else request.path


def _navigation(*, at_desk: bool) -> list[tuple[str, str, bool]]:
    if at_desk and not current_user.is_authenticated:
        return []
    return [
        (str(text), url_for(endpoint), request.endpoint == endpoint)
        for text, endpoint in (_DESK_NAV if at_desk else _PUBLIC_NAV)
        if not at_desk or may_enter(endpoint)
    ]


def _footer(agency: Agency) -> Footer:
    return Footer(
        organiser=agency.name,
        address=agency.address,
        phone=agency.phone,
        identifier_code=agency.site_code,
        icp=agency.icp_record,
        public_security=agency.police_record,
        public_security_url="",
        links=[(str(text), url_for(endpoint)) for text, endpoint in _FOOTER_LINKS],
    )
