"""What guards every answer: headers, a request id, one line of log, and limits by address."""

from time import perf_counter
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect

# Nothing from anywhere but this host, and nothing inline: pages need no exception.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ONE_YEAR = "max-age=31536000; includeSubDomains"
_log = structlog.get_logger()

# Single pages count what is not forged; but a body, however large, is read to find that out.
limiter = Limiter(
    get_remote_address,
    application_limits=["300 per minute"],
    application_limits_exempt_when=lambda: request.method != "POST",
)


def install(app: Flask) -> None:
    """Number every request, log it in one line without what was typed, and set the headers."""
    app.before_request(_number)
    limiter.init_app(app)  # before the check against forgery, which else answers uncounted
    CSRFProtect(app)
    app.after_request(_protect)


def _number() -> None:
    g.request_id = uuid4().hex
    g.began = perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _protect(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = _ONE_YEAR
    if not response.cache_control.public:
        # Pages show personal data by default; the open pages say themselves what may be kept.
        # A file would be kept: send_file asks browsers only to look whether it is still the same.
        response.headers["Cache-Control"] = "no-store"
    response.headers["X-Request-ID"] = g.request_id
    milliseconds = round((perf_counter() - g.began) * 1000, 1)
    _log.info(
        "request",
        endpoint=request.endpoint,
        method=request.method,
        status=response.status_code,
        ms=milliseconds,
    )
    return response
