"""One way for every endpoint: the question checked, the answer typed, tagged and sent.

An endpoint declares its question and answer as types; the description is made of the same. An
answer that is a table is to be had as CSV and XLSX too, at its address with that ending.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from flask import Response, request
from pydantic import ValidationError

from casework.web.doors import office, public
from casework.web.open.api import tables
from casework.web.open.api.objects import Nothing, Public, Table, faults_of
from casework.web.open.face import face
from casework.web.open.shelf import finished
from casework.web.problems import FOR_OTHER_SITES, PREFLIGHT, problem
from casework.web.safety import limiter

ROOT = "/api/v1"
LIMIT = "600 per minute"
JSON = "application/json"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Kept by a cache, and never shown without asking: what is withdrawn is shown no more.
_ASK_FIRST = "public, no-cache"
_METHODS = ("GET", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write an answer down; a file is saved, not shown."""

    media_type: str
    write: Callable[[Public], bytes]
    is_file: bool = True


def _json(answer: Public) -> bytes:
    return answer.model_dump_json().encode()


_PLAIN: Mapping[str, Form] = MappingProxyType({"": Form(JSON, _json, is_file=False)})
_TABLE: Mapping[str, Form] = MappingProxyType(
    {
        **_PLAIN,
        ".csv": Form("text/csv; charset=utf-8", tables.to_csv),
        ".xlsx": Form(_XLSX, tables.to_xlsx),
    }
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A GET that answers with one type of object; `question` is what its query may say.

    `can_be_gone`: what it answers about may have been withdrawn, which is 410 and says why.
    """

    rule: str
    name: str
    summary: str
    question: type[Public]
    answer: type[Public]
    can_be_gone: bool

    @property
    def forms(self) -> Mapping[str, Form]:
        """The forms of its answer, by what its address ends with."""
        return _TABLE if issubclass(self.answer, Table) else _PLAIN

    def named(self, ending: str) -> str:
        """The name of one of its forms."""
        return f"{self.name}{ending.replace('.', '_')}"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and when it was last changed; None: no moment is known before now."""

    answer: Public
    changed_at: datetime | None = None


class Wrong(Exception):
    """A request that cannot be answered: the status, and what to do about it."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status


ENDPOINTS: list[Endpoint] = []
_View = Callable[..., Given]
_Served = Callable[..., Response]
_limited = limiter.shared_limit(LIMIT, scope="api")


def endpoint(
    rule: str,
    summary: str,
    answer: type[Public],
    question: type[Public] = Nothing,
    *,
    can_be_gone: bool = False,
) -> Callable[[_View], _View]:
    """Answer at a rule below the root, in every form; the view is given the checked question."""

    def declare(view: _View) -> _View:
        one = Endpoint(rule, view.__name__, summary, question, answer, can_be_gone)
        ENDPOINTS.append(one)
        for ending, form in one.forms.items():
            _serve(f"{rule}{ending}", one.named(ending), _answering(one, view, form))
        return view

    return declare


def document(rule: str, media_type: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Answer with what a view wrote, as it is."""

    def declare(view: Callable[[], bytes]) -> Callable[[], bytes]:
        _serve(rule, view.__name__, lambda: _sent(view(), media_type, office().now()))
        return view

    return declare


def _serve(rule: str, name: str, answered: _Served) -> None:
    """Let everybody ask, so many times a minute for all of them together, from any site's page."""

    @wraps(answered)
    def served(**parts: Any) -> Response:
        if request.method == "OPTIONS":
            return Response(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
        return answered(**parts)

    # Each its own name: the limiter knows a view by it.
    served.__name__ = f"api_{name}"
    view = public(_limited(served))
    view.provide_automatic_options = False  # type: ignore[attr-defined]  # as Flask asks for it
    face.add_url_rule(f"{ROOT}{rule}", served.__name__, view, methods=_METHODS)


def _answering(one: Endpoint, view: _View, form: Form) -> _Served:
    def answered(**parts: Any) -> Response:
        try:
            given = view(_asked(one.question), **parts)
        except Wrong as wrong:
            return problem(wrong.status, str(wrong))
        changed_at = given.changed_at or office().now()
        response = _sent(form.write(given.answer), form.media_type, changed_at)
        if form.is_file:
            name = request.path.rpartition("/")[2]
            response.headers["Content-Disposition"] = f"attachment; filename={name}"
        onward = getattr(given.answer, "next", None)
        if onward is not None:
            query = urlencode({**request.args.to_dict(), "after": onward})
            response.headers["Link"] = f'<{request.base_url}?{query}>; rel="next"'
        return response

    return answered


def _sent(body: bytes, media_type: str, changed_at: datetime) -> Response:
    """A body with its tag, which other sites' pages may fetch; 304 where nothing has changed."""
    answer = finished(body)
    response = Response(answer.body, content_type=media_type, headers=FOR_OTHER_SITES)
    response.headers["Cache-Control"] = _ASK_FIRST
    response.set_etag(answer.tag)
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
        raise Wrong(HTTPStatus.UNPROCESSABLE_ENTITY, faults_of(error)) from None
