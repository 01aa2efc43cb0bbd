"""What the page around every page says: the agency, the navigation, the footer, the switches."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import Flask, request, session, url_for
from flask_babel import lazy_gettext as _
from flask_login import current_user

from casework.domain.roles import Role
from casework.persistence.models import Agency
from casework.web.doors import may_enter, office, staff
from casework.web.words import reader_language, reads_english

Link = tuple[str, str]

# The endpoints of each face's navigation; the faces do not import one another.
_PUBLIC_NAV = (
    (_("首页"), "portal.home"),
    (_("公开指南"), "portal.guide"),
    (_("提交申请"), "portal.apply"),
    (_("进度查询"), "portal.track"),
    (_("意见征集"), "open.consultations"),
    (_("意见建议"), "open.messages"),
    (_("统计数据"), "open.statistics"),
    (_("期限计算器"), "open.calculator"),
)
_DESK_NAV = (
    (_("我的待办"), "desk.queue"),
    (_("全部在办"), "desk.all_cases"),
    (_("更正申请"), "desk.corrections_list"),
    (_("意见征集"), "desk.consultations"),
    (_("意见建议"), "desk.messages"),
    (_("登记申请"), "desk.register"),  # left out for those who may not enter
    (_("主动公开"), "desk.published"),
    (_("文书"), "desk.number_register"),
    (_("在办情况"), "desk.workload"),
    (_("年度报告"), "desk.reports"),
    (_("代理"), "desk.substitutes"),
    (_("人员和设置"), "desk.people"),
)
_FOOTER_LINKS = (
    (_("公开指南"), "portal.guide"),
    (_("先找一找"), "portal.find"),
    (_("征求意见答复"), "portal.opinion"),
    (_("文书核验"), "open.verify"),
    (_("年度报告"), "open.annual_reports"),
    (_("年报核对"), "open.report_check"),
    (_("个人信息保护"), "portal.privacy"),
    (_("无障碍说明"), "portal.accessibility"),
    (_("工作人员登录"), "desk.sign_in"),
)
_LINKS = {"portal": _PUBLIC_NAV, "desk": _DESK_NAV, "footer": _FOOTER_LINKS}
_PORTAL, _DESK = _("政府信息公开申请平台"), _("公开申请办理")


@dataclass(frozen=True, slots=True)
class Footer:
    """What 国办发〔2017〕47号 asks at a government site's foot."""

    organiser: str
    address: str
    phone: str
    identifier_code: str
    icp: str
    public_security: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Site:
    """The context that templates/base.html asks for."""

    agency_name: str
    service_name: str
    home_url: str
    static_url: str
    english: bool
    nav: Sequence[tuple[str, str, bool]]
    language_url: str
    large_type: bool
    large_type_url: str
    footer: Footer


def install(app: Flask) -> None:
    """Give every page its `site`."""
    app.context_processor(lambda: {"site": _site()})


def _site() -> Site:
    agency = office().agency()
    root = request.root_path
    at_desk = request.blueprint == "desk"
    large = bool(session.get("large_type"))
    english = reads_english()
    back = quote(_here(root))
    language = _address(root, "open.language", to="zh" if english else "en")
    large_type = _address(root, "open.large_type", to="off" if large else "on")
    return Site(
        agency_name=agency.name,
        service_name=str(_DESK if at_desk else _PORTAL),
        home_url=_address(root, "desk.queue" if at_desk else "portal.home"),
        static_url=_address(root, "static", filename=""),
        english=english,
        nav=_navigation(root, at_desk=at_desk),
        language_url=f"{language}?back={back}",
        large_type=large,
        large_type_url=f"{large_type}?back={back}",
        footer=_footer(root, agency),
    )


@lru_cache
def _address(root: str, endpoint: str, **given: Any) -> str:
    """The address of a page below a root."""
    return url_for(endpoint, **given)


@lru_cache
def _links(
    name: str, root: str, _language: str, roles: frozenset[Role] | None = None
) -> tuple[tuple[str, str, str], ...]:
    """What a list of links says to readers of a language: texts, addresses, endpoints.

    `roles`: of those who read it at the desk; doors that are shut to them are left out. It is put
    together once for all readers alike, because it cost an eighth of a page.
    """
    return tuple(
        (str(text), _address(root, endpoint), endpoint)
        for text, endpoint in _LINKS[name]
        if roles is None or may_enter(endpoint)
    )


def _here(root: str) -> str:
    """Where a switch of language or type size leads back to; what was asked of an open page too."""
    if request.method != "GET":
        return _address(root, "portal.home")
    return request.full_path.rstrip("?") if request.blueprint == "open" else request.path


def _navigation(root: str, *, at_desk: bool) -> list[tuple[str, str, bool]]:
    if at_desk and not current_user.is_authenticated:
        return []
    name, roles = ("desk", staff().roles) if at_desk else ("portal", None)
    here = request.endpoint
    links = _links(name, root, reader_language(), roles)
    return [(text, href, endpoint == here) for text, href, endpoint in links]


def _footer(root: str, agency: Agency) -> Footer:
    return Footer(
        organiser=agency.name,
        address=agency.address,
        phone=agency.phone,
        identifier_code=agency.site_code,
        icp=agency.icp_record,
        public_security=agency.police_record,
        links=[(text, href) for text, href, _ in _links("footer", root, reader_language())],
    )
