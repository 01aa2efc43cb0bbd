"""A served application and a real Chromium; where there is none, it is said how to get one."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from casework.adapters.clock import SetClock
from casework.domain.moments import SHANGHAI
from tests.journeys.people import Bureau

_CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_PATIENCE = 10_000  # ms


@dataclass
class Site:
    """Where the application is served, the clock it reads, and the browser that visits it."""

    address: str
    clock: SetClock
    browser: Browser

    def put(self, on: date) -> None:
        """Let it be the morning of a day in China."""
        self.clock.put(datetime.combine(on, time(9), SHANGHAI))

    def visit(self, width: int = 1280, *, javascript: bool = True) -> Page:
        """A fresh visitor's page, with cookies of its own."""
        context: BrowserContext = self.browser.new_context(
            viewport={"width": width, "height": 900},
            base_url=self.address,
            java_script_enabled=javascript,
            locale="zh-CN",
        )
        context.set_default_timeout(_PATIENCE)
        return context.new_page()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not _CHROMIUM.exists():
        pytest.fail("没有找到 /usr/bin/chromium；安装方法：apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(_CHROMIUM), args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def site(app: Flask, clock: SetClock, browser: Browser) -> Iterator[Site]:
    """The application, served on a free port of this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", clock, browser)
    for context in list(browser.contexts):
        context.close()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def desk(site: Site) -> Bureau:
    """The colleagues of the bureau."""
    return Bureau(site.visit)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pages that were looked at are kept for the HTML checker."""
    inside = tmp_path / "pages"
    inside.mkdir()
    return inside
