"""The one place where the parts are wired: settings, database, outside world, pages, commands."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

import structlog
from argon2 import PasswordHasher
from flask import Flask
from flask_babel import Babel
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from casework import cli, web
from casework.adapters.clock import Clock, SystemClock
from casework.adapters.files import FolderFileStore
from casework.adapters.messages import messenger
from casework.adapters.queue import task_queue
from casework.adapters.signing import Signatory, signatory_from
from casework.domain.calendar import load_calendar
from casework.letters import Press
from casework.persistence import models  # noqa: F401  # makes the metadata whole for Alembic
from casework.persistence.database import db, engine_options
from casework.persistence.encryption import keyring
from casework.services.agencies import AgencyDesk
from casework.services.office import Office
from config import Settings, read_settings

_ROOT = Path(__file__).resolve().parent.parent
_MEGABYTE = 1024 * 1024


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """The application. `settings` default to the environment's, the clock to the machine's."""
    settings = read_settings() if settings is None else settings
    app = Flask(
        "casework",
        template_folder=str(_ROOT / "templates"),
        static_folder=str(_ROOT / "casework/web/static"),
        instance_path=str(settings.folder.resolve()),
    )
    app.config.update(_flask_config(settings))
    app.jinja_environment = web.Templates
    os.umask(0o077)  # the database, the mails and the queue are for nobody else on this machine
    settings.folder.mkdir(parents=True, exist_ok=True)
    _write_logs(settings)
    keyring.install(settings.keys, settings.blind_key)
    db.init_app(app)
    Migrate(app, db, directory=str(_ROOT / "migrations"), render_as_batch=True)
    Babel(app, locale_selector=web.reader_language)
    app.extensions["casework"] = _office(settings, clock or SystemClock())
    web.install(app)
    cli.install(app, task_queue(settings.queue_url, settings.folder))
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=app.static_folder,
        prefix="static/",
        immutable_file_test=_is_vendored,
        allow_all_origins=False,
        add_headers_function=_not_sniffed,
    )
    if proxies := int(settings.proxies):
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies)  # type: ignore[method-assign]
    return app


def _write_logs(settings: Settings) -> None:
    """One line an event; a fault's traceback without the values of its variables."""
    shown = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.is_production
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    shape = [structlog.processors.format_exc_info] if settings.is_production else []
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *shape,
            shown,
        ]
    )


def _flask_config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database,
        "SQLALCHEMY_ENGINE_OPTIONS": {
            **engine_options(settings.database),
            "hide_parameters": True,  # a fault's message would show what was written
        },
        "TRUSTED_HOSTS": settings.trusted_hosts,
        "SESSION_COOKIE_NAME": "casework",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.is_production,
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a slow writer loses nothing
        "MAX_CONTENT_LENGTH": (int(settings.upload_limit_mb) * 2 + 1) * _MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": _MEGABYTE,
        "RATELIMIT_STORAGE_URI": settings.limiter_url,
        "RATELIMIT_ENABLED": settings.mode != "test",
        "RATELIMIT_HEADERS_ENABLED": True,
        "BABEL_DEFAULT_LOCALE": "zh_Hans_CN",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
        "BABEL_TRANSLATION_DIRECTORIES": str(_ROOT / "casework/web/translations"),
        "HOLDER_IDLE": timedelta(minutes=int(settings.holder_idle_minutes)),
        "SESSION_IDLE": timedelta(minutes=int(settings.session_idle_minutes)),
        "SESSION_LONGEST": timedelta(hours=int(settings.session_hours)),
        "TESTING": settings.mode == "test",
        "PRODUCTION": settings.is_production,
    }


def _office(settings: Settings, clock: Clock) -> Office:
    return Office(
        clock=clock,
        calendar=load_calendar(Path(settings.arrangements) if settings.arrangements else None),
        press=Press(Path(settings.letter_fonts) if settings.letter_fonts else None),
        files=FolderFileStore(settings.folder / "attachments"),
        mail=messenger(settings.mail_way, settings.folder / "mail", settings.mail_from),
        text_messages=messenger(settings.sms_way, settings.folder / "sms", settings.mail_from),
        # In tests a hash costs 1 ms instead of 95: they sign in hundreds of times.
        hasher=PasswordHasher(1, 8, 1) if settings.mode == "test" else PasswordHasher(),
        agencies=AgencyDesk(settings.agency),
        upload_limit_bytes=int(settings.upload_limit_mb) * _MEGABYTE,
        site_url=settings.site_url,
        signatory=_signatory(settings),
    )


def _signatory(settings: Settings) -> Signatory | None:
    """Who signs letters; raises UnfitCertificate at the start, not at the first letter."""
    if not settings.signing_p12:
        return None
    return signatory_from(Path(settings.signing_p12), settings.signing_password, settings.agency)


def _not_sniffed(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def _is_vendored(path: str, url: str) -> bool:
    """Whether a static file never changes under its name."""
    return "/vendor/" in url
