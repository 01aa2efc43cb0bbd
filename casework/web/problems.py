"""What is wrong, for a program: application/problem+json (RFC 9457), in Chinese as all exports."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from flask import Response, request

API = "/api/"
# Pages of other sites may read answers, and how many they may still ask for.
FOR_OTHER_SITES: Mapping[str, str] = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link, Retry-After, "
        "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
)
_ALLOWED = "GET, HEAD, OPTIONS"
# What a browser is told that asks, before another site's page may say what it has already.
PREFLIGHT: Mapping[str, str] = MappingProxyType(
    {
        **FOR_OTHER_SITES,
        "Allow": _ALLOWED,
        "Access-Control-Allow-Methods": _ALLOWED,
        "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
)
# What the status itself asks an answer to say.
_OWED: Mapping[int, Mapping[str, str]] = MappingProxyType(
    {405: {"Allow": _ALLOWED}, 503: {"Retry-After": "120"}}
)
_TITLES: Mapping[int, str] = MappingProxyType(
    {
        400: "请求有误",
        422: "请求有误",
        404: "没有找到",
        405: "只能读取",
        410: "已经撤回",
        429: "请求太多",
        500: "系统故障",
        503: "现在不能回答",
    }
)


def is_wanted() -> bool:
    """Whether whoever asks is a program."""
    return request.path.startswith(API)


def problem(status: int, detail: str) -> Response:
    """What is wrong, and what to do about it."""
    said = {
        "type": "about:blank",
        "title": _TITLES.get(status, "不能回答"),
        "status": status,
        "detail": detail,
    }
    body = json.dumps(said, ensure_ascii=False)
    headers = {**FOR_OTHER_SITES, **_OWED.get(status, {}), "Cache-Control": "no-store"}
    return Response(body, status, headers, content_type="application/problem+json")
