"""What every page is held against: axe, the HTML checker, its own host, the window's width."""

import json
import subprocess
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, Response

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT / ".venv/html-checker/node_modules/vnu-jar/build/dist/vnu.jar"
_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
_IN_HASTE = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # it runs for seconds only
_STRICTLY = ("--format", "gnu", "--Werror")
# Answers that a page is looked at in on purpose, which the browser calls errors.
_MEANT = ("404", "409", "410", "422")


class Inspection:
    """Looks at pages and keeps what is wrong with them, and their HTML for the checker.

    `javascript`: whether the page runs it; axe, which is some, looks at no page without.
    """

    def __init__(self, page: Page, folder: Path, *, javascript: bool = True) -> None:
        self.page = page
        self._javascript = javascript
        self.faults: list[str] = []
        self._folder = folder
        self._shown: Response | None = None
        page.on("request", self._sent)
        page.on("response", self._came)
        page.on("console", lambda said: self._said(said.type, said.text))

    def look(self, address: str = "") -> None:
        """Look at the page that is open, or at an address."""
        if address:
            self.page.goto(address)
        here = self.page.url
        if self._javascript:
            self._ask_axe(here)
        if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            self.faults.append(f"{here}: scrolls sideways")
        assert self._shown is not None, here
        name = f"{len(list(self._folder.iterdir())):03d}.html"
        (self._folder / name).write_text(f"{self._shown.text()}\n<!-- {here} -->", encoding="utf-8")

    def _ask_axe(self, here: str) -> None:
        for fault in Axe().run(self.page, options=_RULES).response["violations"]:
            nodes = [node["html"][:120] for node in fault["nodes"][:3]]
            self.faults.append(f"{here}: {fault['id']} {json.dumps(nodes, ensure_ascii=False)}")

    def check_html(self) -> None:
        """Let the HTML checker read every page that was looked at."""
        run = subprocess.run(  # noqa: S603  # a pinned tool of this project's own environment
            ["java", *_IN_HASTE, "-jar", str(CHECKER), *_STRICTLY, str(self._folder)],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
        self.faults += [line for line in run.stderr.splitlines() if line.strip()]

    def _sent(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1", "data:", "blob:")):
            self.faults.append(f"a request left the host: {request.url}")

    def _came(self, response: Response) -> None:
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            self._shown = response

    def _said(self, kind: str, text: str) -> None:
        if kind == "error" and not any(code in text for code in _MEANT):
            self.faults.append(f"{self.page.url}: {text}")
