"""/api/v1/openapi.json: the API's description (OpenAPI 3.1), made of the endpoints' own types."""

import json
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from flask import url_for
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from casework.web.doors import office
from casework.web.open.api import consultations, messages, statistics, views
from casework.web.open.api.deadline_objects import MOST_EVENTS
from casework.web.open.api.endpoint import ENDPOINTS, JSON, LIMIT, ROOT, Endpoint, Form, document
from casework.web.open.api.objects import Index, Problem

# The endpoints stand on the list once their modules are read.
assert all((consultations, messages, statistics, views))

_PART = re.compile(r"<(?:(\w+):)?(\w+)>")
_WRONG = {404: "没有找到", 405: "只能读取", 422: "请求有误", 429: "请求太多", 503: "现在不能回答"}
_GONE = {410: "已经撤回"}
_REFERENCE = "#/components/schemas/{model}"
_NUMBER = {"type": "integer", "minimum": 0}
_WORD = {"type": "string", "pattern": "^[A-Za-z0-9-]{1,40}$"}
_TEXT: Mapping[str, Any] = MappingProxyType({"schema": {"type": "string"}})
_HEADERS = {
    "ETag": {"description": "内容的标签", **_TEXT},
    "Last-Modified": {"description": "最后变化的时间", **_TEXT},
    "X-RateLimit-Limit": {"description": f"每个网络地址限 {LIMIT}", "schema": _NUMBER},
    "X-RateLimit-Remaining": {"description": "还可以问几次", "schema": _NUMBER},
    "X-RateLimit-Reset": {"description": "何时重新计算（Unix 时间）", "schema": _NUMBER},
}
_ONWARD = {"Link": {"description": '下一页（rel="next"）；没有下一页时没有', **_TEXT}}


@document("/", JSON)
def index() -> bytes:
    """Where everything is."""
    found = Index(
        openapi=url_for("open.api_openapi"),
        catalogue=url_for("open.api_catalogue"),
        resources={one.name: f"{ROOT}{_template(one)}" for one in ENDPOINTS},
    )
    return found.model_dump_json().encode()


@document("/openapi.json", JSON)
def openapi() -> bytes:
    """The description."""
    whole = {"openapi": "3.1.0", "info": _info(office().agency().name), **_described()}
    return json.dumps(whole, ensure_ascii=False).encode()


def _info(agency: str) -> dict[str, str]:
    return {
        "title": f"{agency}公开数据接口",
        "version": "1",
        "description": "只读。内容都是已经公布的，没有个人信息。"
        f"每个网络地址限 {LIMIT}，余量见响应头。",
    }


@cache
def _described() -> dict[str, Any]:
    answers: list[type[BaseModel]] = [Problem, *(one.answer for one in ENDPOINTS)]
    listed = [model for one in ENDPOINTS for model in one.question.LISTS.values()]
    written: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        *((model, "serialization") for model in dict.fromkeys(answers)),
        *((model, "validation") for model in listed),
    ]
    _map, schemas = models_json_schema(written, ref_template=_REFERENCE)
    return {
        "servers": [{"url": ROOT}],
        "paths": {
            f"{_template(one)}{ending}": {"get": _operation(one, ending, form)}
            for one in ENDPOINTS
            for ending, form in one.forms.items()
        },
        "components": {"schemas": schemas["$defs"]},
    }


def _operation(one: Endpoint, ending: str, form: Form) -> dict[str, Any]:
    onward = _ONWARD if "next" in one.answer.model_fields else {}
    answers = {
        "200": {
            "description": one.summary,
            "headers": {**_HEADERS, **onward},
            "content": {form.media_type: {"schema": _content(one, form)}},
        },
        "304": {"description": "没有变化"},
    }
    wrong = {
        str(status): {
            "description": said,
            "content": {"application/problem+json": {"schema": _schema_of(Problem)}},
        }
        for status, said in sorted({**_WRONG, **(_GONE if one.can_be_gone else {})}.items())
    }
    return {
        "operationId": one.named(ending),
        "summary": f"{one.summary}{_as(ending)}",
        "parameters": [*_parts(one), *_questions(one)],
        "responses": {**answers, **wrong},
    }


def _as(ending: str) -> str:
    return f"（{ending[1:].upper()}）" if ending else ""


def _content(one: Endpoint, form: Form) -> dict[str, str]:
    """What a body is: an object, or a file's bytes."""
    return {} if form.is_file else _schema_of(one.answer)


def _parts(one: Endpoint) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": _NUMBER if kind else _WORD}
        for kind, name in _PART.findall(one.rule)
    ]


def _questions(one: Endpoint) -> list[dict[str, Any]]:
    schema = one.question.model_json_schema(ref_template=_REFERENCE)
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": told.get("description", ""),
            **_written(_asked(told, schema.get("$defs", {})), one.question.LISTS.get(name)),
        }
        for name, told in schema.get("properties", {}).items()
    ]


def _written(said: dict[str, Any], listed: type[BaseModel] | None) -> dict[str, Any]:
    """A text as it is; one that is JSON by what it holds."""
    if listed is None:
        return {"schema": said}
    schema = {"type": "array", "minItems": 1, "maxItems": MOST_EVENTS, "items": _schema_of(listed)}
    return {"content": {JSON: {"schema": schema}}}


def _asked(told: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of what an address may say: nobody writes null there, they leave it out."""
    said = {key: value for key, value in told.items() if key not in {"description", "title"}}
    choices = [one for one in said.pop("anyOf", (told,)) if one != {"type": "null"}]
    named = [one["$ref"].rpartition("/")[2] for one in choices if "$ref" in one]
    if named:
        said.pop("$ref", None)
        said |= {"type": "string", "enum": [word for name in named for word in words[name]["enum"]]}
    elif choices != [told]:
        (choice,) = choices
        said |= choice
    if said.get("default", ...) is None:
        del said["default"]
    return said


def _schema_of(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(model=model.__name__)}


def _template(one: Endpoint) -> str:
    return _PART.sub(r"{\2}", one.rule)
