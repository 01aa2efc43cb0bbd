"""/api/v1/catalogue.jsonld: what data there are, for harvesters (DCAT 3 as JSON-LD)."""

import json
from collections.abc import Iterator
from typing import Any

from flask import Response, url_for

from casework.statistics.figures import years
from casework.web.doors import office, public
from casework.web.open.api.endpoint import ROOT, sent
from casework.web.open.face import face

_JSON = "https://www.iana.org/assignments/media-types/application/json"
_CSV = "https://www.iana.org/assignments/media-types/text/csv"
_CHINESE = "http://publications.europa.eu/resource/authority/language/ZHO"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@face.get(f"{ROOT}/catalogue.jsonld")
@public
def api_catalogue() -> Response:
    """The catalogue, its datasets and in which forms each is to be had."""
    publisher = {"@type": "foaf:Organization", "foaf:name": office().agency().name}
    catalogue = {
        "@context": _CONTEXT,
        "@type": "dcat:Catalog",
        "@id": _address("open.api_catalogue"),
        "dct:title": f"{office().agency().name}公开数据目录",
        "dct:publisher": publisher,
        "dct:language": {"@id": _CHINESE},
        "dcat:service": {
            "@type": "dcat:DataService",
            "dct:title": "公开数据接口",
            "dcat:endpointURL": {"@id": _address("open.api_index")},
            "dcat:endpointDescription": {"@id": _address("open.api_openapi")},
        },
        "dcat:dataset": [{**one, "dct:publisher": publisher} for one in _datasets()],
    }
    return sent(json.dumps(catalogue, ensure_ascii=False).encode(), "application/ld+json")


def _datasets() -> Iterator[dict[str, Any]]:
    today = office().today()
    for year in years(office().agency().id, today):
        named = {"year": year}
        yield _dataset(
            f"{year}年依申请公开统计数据",
            f"{year}年收到和办理政府信息公开申请的件数，按办理结果、申请人类别和月份；附统计口径。",
            [
                (_CSV, _address("open.statistics_csv", **named)),
                (_JSON, _address("open.api_statistics", **named)),
            ],
            {
                "dct:temporal": {
                    "@type": "dct:PeriodOfTime",
                    "dcat:startDate": {"@type": "xsd:date", "@value": f"{year}-01-01"},
                    "dcat:endDate": {"@type": "xsd:date", "@value": f"{year}-12-31"},
                }
            },
        )
    reports = "历年政府信息公开工作年度报告，每一格的数字和文字。"
    yield _dataset("政府信息公开工作年度报告", reports, [(_JSON, _address("open.api_reports"))])
    arranged = office().calendar
    yield _dataset(
        "工作日历",
        "国务院办公厅通知的放假和调休安排，一年一份，注明文号。",
        [
            (_JSON, _address("open.api_calendar", year=year))
            for year in range(arranged.first_year, arranged.last_year + 1)
        ],
    )


def _dataset(
    title: str, told: str, forms: list[tuple[str, str]], more: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "@type": "dcat:Dataset",
        "dct:title": title,
        "dct:description": told,
        "dct:language": {"@id": _CHINESE},
        **(more or {}),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:mediaType": {"@id": media_type},
                "dcat:downloadURL": {"@id": address},
            }
            for media_type, address in forms
        ],
    }


def _address(endpoint: str, **parts: Any) -> str:
    return url_for(endpoint, **parts, _external=True)
