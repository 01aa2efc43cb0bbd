"""/api/v1/catalogue.jsonld: what data there are, for harvesters (DCAT 3 as JSON-LD)."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask import url_for

from casework.domain.consultation.vocabulary import DisplayStatus
from casework.services.annual_report.published import editions as editions_of
from casework.services.consultation import published
from casework.services.consultation.published import Wanted
from casework.statistics.dashboard import years
from casework.web.doors import office
from casework.web.open.api.endpoint import ENDPOINTS, document

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_CHINESE = "http://publications.europa.eu/resource/authority/language/ZHO"
_MOST = 1000  # entries of a list: the most that one answer gives
_CONTEXT = {
    "@language": "zh",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Form(NamedTuple):
    """A form of a dataset, and where it is."""

    media_type: str
    address: str


@document("/catalogue.jsonld", "application/ld+json")
def catalogue() -> bytes:
    """The catalogue, its datasets and in which forms each is to be had."""
    publisher = {"@type": "foaf:Organization", "foaf:name": office().agency().name}
    whole = {
        "@context": _CONTEXT,
        "@type": "dcat:Catalog",
        "@id": _address("catalogue"),
        "dct:title": f"{office().agency().name}公开数据目录",
        "dct:description": "已经公布的统计、报告、意见征集、留言答复和工作日历，没有个人信息。",
        "dct:publisher": publisher,
        "dct:language": {"@id": _CHINESE},
        "dcat:service": {
            "@type": "dcat:DataService",
            "dct:title": "公开数据接口",
            "dcat:endpointURL": {"@id": _address("index")},
            "dcat:endpointDescription": {"@id": _address("openapi")},
        },
        "dcat:dataset": [{**one, "dct:publisher": publisher} for one in _datasets()],
    }
    return json.dumps(whole, ensure_ascii=False).encode()


def _datasets() -> Iterator[dict[str, Any]]:
    yield from _statistics()
    yield from _reports()
    feed = Form("application/atom+xml", url_for("open.consultations_feed", _external=True))
    yield _dataset(
        "意见征集",
        "公开征求意见的事项：名称、单位、起止日期、征集状态、反馈日期。",
        [*_forms("consultations", limit=_MOST), feed],
    )
    for line in published.page(office(), Wanted(status=DisplayStatus.ANSWERED), limit=_MOST):
        yield _dataset(
            f"{line.title}：意见采纳情况",
            "收到的意见、采纳情况和理由，个人信息已经遮盖。",
            _forms("consultation_feedback", reference=line.reference, limit=_MOST),
        )
    feed = Form("application/atom+xml", url_for("open.messages_feed", _external=True))
    yield _dataset(
        "公开的留言和答复",
        "留言和它的受理日期、答复日期、答复部门、答复内容，个人信息已经遮盖。",
        [*_forms("messages", limit=_MOST), feed],
    )
    told = "经常有人问的问题和回答。"
    yield _dataset("常见问题", told, _forms("frequent_questions", limit=_MOST))
    arranged = office().calendar
    for year in range(arranged.first_year, arranged.last_year + 1):
        told = "国务院办公厅通知的放假和调休安排，注明文号。"
        yield _dataset(f"{year}年工作日历", told, _forms("calendar", year=year), year)


def _statistics() -> Iterator[dict[str, Any]]:
    for year in years(office().agency(), office().today()):
        yield _dataset(
            f"{year}年依申请公开统计数据",
            f"{year}年收到和办理政府信息公开申请的件数，按办理结果、申请人类别、渠道和月份；附统计口径。",
            _forms("statistics", year=year),
            year,
        )


def _reports() -> Iterator[dict[str, Any]]:
    feed = Form("application/atom+xml", url_for("open.annual_reports_feed", _external=True))
    told = "历年政府信息公开工作年度报告的目录。"
    yield _dataset("政府信息公开工作年度报告目录", told, [*_forms("reports"), feed])
    editions = editions_of(office().agency().id)
    for year, number in {one.year: one.edition for one in reversed(editions)}.items():
        place = url_for(
            "open.annual_report_file", year=year, number=number, form="pdf", _external=True
        )
        yield _dataset(
            f"{year}年政府信息公开工作年度报告",
            "报告的文字和每一格的数字。",
            [*_forms("report", year=year), Form("application/pdf", place)],
            year,
        )


def _forms(name: str, **parts: int | str) -> list[Form]:
    """Every form of an endpoint's answer."""
    (one,) = (one for one in ENDPOINTS if one.name == name)
    return [
        Form(form.media_type.partition(";")[0], _address(one.named(ending), **parts))
        for ending, form in one.forms.items()
    ]


def _dataset(
    title: str, told: str, forms: Sequence[Form], year: int | None = None
) -> dict[str, Any]:
    return {
        "@type": "dcat:Dataset",
        "@id": f"{forms[0].address}#dataset",
        "dct:title": title,
        "dct:description": told,
        "dct:language": {"@id": _CHINESE},
        **({} if year is None else {"dct:temporal": _year(year)}),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{form.media_type}"},
                "dcat:accessURL": {"@id": form.address},
                "dcat:downloadURL": {"@id": form.address},
            }
            for form in forms
        ],
    }


def _year(year: int) -> dict[str, Any]:
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:date", "@value": f"{year}-01-01"},
        "dcat:endDate": {"@type": "xsd:date", "@value": f"{year}-12-31"},
    }


def _address(name: str, **parts: int | str) -> str:
    return url_for(f"open.api_{name}", **parts, _external=True)  # type: ignore[arg-type]
