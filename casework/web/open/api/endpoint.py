"""One way for every endpoint: the question checked, the answer typed, tagged and sent.

An endpoint declares its question and answer as types; the description is made of the same.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Response, request
from pydantic import ValidationError

from casework.web.doors import public
from casework.web.open.api.objects import Public
from casework.web.open.face import face
from casework.web.open.shelf import finished
from casework.web.problems import FOR_OTHER_SITES, problem
from casework.web.safety import limiter

ROOT = "/api/v1"
LIMIT = "600 per minute"
_KEEP = "public, max-age=60"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A GET that answers with one type of object; `question` is what its query may say."""

    rule: str
    name: str
    summary: str
    question: type[Public] | None
    answer: type[Public]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and when it was last changed, if that is known."""

    answer: Public
    changed_at: datetime | None = None


class Wrong(Exception):
    """A request that cannot be answered: the status, and what to do about it."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status


ENDPOINTS: list[Endpoint] = []
_View = Callable[..., Given]


def endpoint(
    rule: str, summary: str, answer: type[Public], question: type[Public] | None = None
) -> Callable[[_View], Callable[..., Response]]:
    """Answer at a rule below the root; the view is given the checked question, if there is one."""

    def declare(view: _View) -> Callable[..., Response]:
        name = f"api_{view.__name__}"
        ENDPOINTS.append(Endpoint(rule, name, summary, question, answer))

        @wraps(view)
        def answered(**parts: Any) -> Response:
            try:
                asked = () if question is None else (_asked(question),)
                given = view(*asked, **parts)
            except Wrong as wrong:
                return problem(wrong.status, str(wrong))
            return sent(given.answer.model_dump_json().encode(), changed_at=given.changed_at)

        limited = limiter.limit(LIMIT)(answered)
        face.add_url_rule(f"{ROOT}{rule}", name, public(limited), methods=["GET"])
        return answered

    return declare


def sent(
    body: bytes, media_type: str = "application/json", changed_at: datetime | None = None
) -> Response:
    """A body with its tag, which other sites' pages may fetch; 304 where nothing has changed."""
    answer = finished(body)
    response = Response(answer.body, content_type=media_type, headers=FOR_OTHER_SITES)
    response.headers["Cache-Control"] = _KEEP
    response.set_etag(answer.tag)
    if changed_at is not None:
        response.last_modified = changed_at
    response.make_conditional(request)
    return response


def _asked(question: type[Public]) -> Public:
    repeated = [name for name in request.args if len(request.args.getlist(name)) > 1]
    if repeated:
        raise Wrong(HTTPStatus.UNPROCESSABLE_ENTITY, f"{repeated[0]}：只能写一次")
    try:
        return question.model_validate_strings(request.args.to_dict())
    except ValidationError as error:
        faults = json.loads(error.json(include_url=False, include_input=False))
        said = "；".join(f"{'.'.join(map(str, each['loc']))}：{each['msg']}" for each in faults)
        raise Wrong(HTTPStatus.UNPROCESSABLE_ENTITY, said) from None
