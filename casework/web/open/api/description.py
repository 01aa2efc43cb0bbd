"""/api/v1/openapi.json: the API's description (OpenAPI 3.1), made of the endpoints' own types."""

import json
import re
from functools import cache
from typing import Any

from flask import Response, url_for
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from casework.web.doors import office, public
from casework.web.open.api import views
from casework.web.open.api.endpoint import ENDPOINTS, LIMIT, ROOT, Endpoint, sent
from casework.web.open.api.objects import Index, Problem
from casework.web.open.face import face

assert views  # the endpoints stand on the list once their module is read

_PART = re.compile(r"<int:(\w+)>")
_WRONG = {422: "请求有误", 404: "没有找到", 429: "请求太多", 503: "现在不能回答"}
_REFERENCE = "#/components/schemas/{model}"


@face.get(f"{ROOT}/")
@public
def api_index() -> Response:
    """Where everything is."""
    index = Index(
        openapi=url_for("open.api_openapi"),
        catalogue=url_for("open.api_catalogue"),
        resources={_named(one): f"{ROOT}{_template(one)}" for one in ENDPOINTS},
    )
    return sent(index.model_dump_json().encode())


@face.get(f"{ROOT}/openapi.json")
@public
def api_openapi() -> Response:
    """The description."""
    document = {"info": _info(office().agency().name), **_described()}
    return sent(json.dumps({"openapi": "3.1.0", **document}, ensure_ascii=False).encode())


def _info(agency: str) -> dict[str, str]:
    return {
        "title": f"{agency}公开数据接口",
        "version": "1",
        "description": "只读。内容都是已经公布的，没有个人信息。"
        f"每个网络地址限 {LIMIT}，余量见响应头。",
    }


@cache
def _described() -> dict[str, Any]:
    models: list[type[BaseModel]] = [Problem, *(one.answer for one in ENDPOINTS)]
    _map, schemas = models_json_schema(
        [(model, "serialization") for model in dict.fromkeys(models)], ref_template=_REFERENCE
    )
    return {
        "servers": [{"url": ROOT}],
        "paths": {_template(one): {"get": _operation(one)} for one in ENDPOINTS},
        "components": {"schemas": schemas["$defs"]},
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    answers = {
        "200": {
            "description": one.summary,
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": {"application/json": {"schema": _schema_of(one.answer)}},
        },
        "304": {"description": "没有变化"},
    }
    wrong = {
        str(status): {
            "description": said,
            "content": {"application/problem+json": {"schema": _schema_of(Problem)}},
        }
        for status, said in _WRONG.items()
    }
    return {
        "operationId": _named(one),
        "summary": one.summary,
        "parameters": [*_parts(one), *_questions(one)],
        "responses": {**answers, **wrong},
    }


def _parts(one: Endpoint) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 0},
        }
        for name in _PART.findall(one.rule)
    ]


def _questions(one: Endpoint) -> list[dict[str, Any]]:
    if one.question is None:
        return []
    schema = one.question.model_json_schema()
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": told.pop("description", ""),
            "schema": told,
        }
        for name, told in schema["properties"].items()
    ]


def _schema_of(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(model=model.__name__)}


def _template(one: Endpoint) -> str:
    return _PART.sub(r"{\1}", one.rule)


def _named(one: Endpoint) -> str:
    return one.name.removeprefix("api_")
