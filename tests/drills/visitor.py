"""A citizen's and a colleague's browser over a real socket: cookies, hidden keys, forms."""

import re
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from werkzeug.datastructures import MultiDict
from werkzeug.test import encode_multipart

from tests.people import PASSWORD

_HIDDEN = re.compile(r'<input id="([a-z_]+)" name="\1" type="hidden" value="([^"]*)">')
_FORM = "application/x-www-form-urlencoded"
_PATIENCE = 20  # seconds
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
PERSON = {
    "name": "张示范",
    "identity_document": "resident_card",
    "identity_number": "999999199001010016",
    "phone": "00012345678",
    "email": "zhang@shifan.example",
    "requested_information": "2000—2023年分区水资源数据",
    "delivery_form": "electronic",
    "delivery_way": "online",
    "reading_help": "none",
}


class CutOff(Exception):
    """No answer, or one that says the server cannot: nobody knows whether the act was done."""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer."""

    status: int
    location: str
    text: str

    @property
    def keys(self) -> dict[str, str]:
        """The hidden fields of the form on the page."""
        return {name: unescape(value) for name, value in _HIDDEN.findall(self.text)}


@dataclass(slots=True)
class Visitor:
    """A browser at a port of this machine."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Page:
        return self._ask("GET", path, b"", {})

    def post(self, path: str, fields: dict[str, str]) -> Page:
        body = urlencode(fields).encode()
        return self._ask("POST", path, body, {"Content-Type": _FORM})

    def send(self, path: str, fields: dict[str, str]) -> Page:
        """Get the page, fill in its form and post it."""
        return self.post(path, {**self.get(path).keys, **fields})

    def upload(self, path: str, filename: str, content: bytes) -> Page:
        """Send a file as the page's form sends it."""
        fields: MultiDict[str, object] = MultiDict(self.get(path).keys)
        boundary, body = encode_multipart(fields)
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="files"; '
            f'filename="{filename}"\r\nContent-Type: image/png\r\n\r\n'
        ).encode()
        media_type = f"multipart/form-data; boundary={boundary}"
        return self._ask(
            "POST", path, head + content + b"\r\n" + body, {"Content-Type": media_type}
        )

    def write(self, description: str) -> dict[str, str]:
        """Fill in an application and its proof of identity; the last form, ready to be sent."""
        self.send("/apply/person", {**PERSON, "description": description})
        self.upload("/apply/identity", "示例.png", PNG + uuid4().bytes)
        return self.get("/apply/check").keys

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        """Sign in at the desk; raises CutOff when it does not come to that."""
        path = "/desk/sign-in"
        if self.send(path, {"username": username, "password": password}).status != 303:
            raise CutOff(path)

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Page:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request(method, path, body, {**headers, "Cookie": kept})
            answer = connection.getresponse()
            page = Page(answer.status, _place(answer.getheader("Location")), answer.read().decode())
        except (OSError, HTTPException) as cut:
            raise CutOff(path) from cut
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if page.status >= 500:
            raise CutOff(f"{path} {page.status}")
        return page


def _place(location: str | None) -> str:
    return urlsplit(location or "").path
