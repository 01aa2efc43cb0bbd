"""Those who walk the road in a browser: a citizen, and a colleague at the desk."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page

from tests.people import PASSWORD

Given = Mapping[str, str | date | list[str]]
PERSON: dict[str, str] = {
    "name": "张示范",
    "identity_document": "resident_card",
    "identity_number": "999999199001010016",
    "phone": "00012345678",
    "email": "zhang@shifan.example",
    "address": "示范市示范区清水路100号",
    "postcode": "000000",
    "delivery_form": "electronic",
    "delivery_way": "online",
    "reading_help": "none",
}
ORGANISATION: dict[str, str] = {
    **PERSON,
    "kind": "business",
    "name": "示范市清泉环境有限公司",
    "identity_document": "other",
    "identity_number": "示范000001",
    "representative": "王䶮",
    "contact_person": "李示范",
}


def fill(page: Page, given: Given) -> None:
    """Fill a form's fields by their names: text, choice, date, or one of several."""
    for name, value in given.items():
        field = page.locator(f"main [name='{name}']")
        if isinstance(value, date):
            for box, part in zip(field.all(), (value.year, value.month, value.day), strict=True):
                box.fill(str(part))
        elif field.first.get_attribute("type") == "radio":
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill("\n".join(value) if isinstance(value, list) else value)


def go_on(page: Page) -> None:
    """Send the page's form."""
    page.locator("main form button[type=submit]").last.click()


def press(page: Page, words: str) -> None:
    """Press the button that says so."""
    page.get_by_role("button", name=words, exact=True).click()


@dataclass
class Citizen:
    """Somebody who files and follows a request."""

    page: Page
    reference: str = ""
    code: str = ""

    def files(self, wanted: str, who: Mapping[str, str] = PERSON, **more: str) -> None:
        """From the first page to the receipt, with a picture of the identity document."""
        page = self.page
        page.goto("/")
        page.get_by_role("main").get_by_role("button", name="提交申请").click()
        organisation = "representative" in who
        page.goto("/apply/organisation" if organisation else "/apply/person")
        fill(page, {**who, "requested_information": wanted, **more})
        go_on(page)
        page.locator("main input[type=file]").first.set_input_files(
            {"name": "证件.png", "mimeType": "image/png", "buffer": IDENTITY_PICTURE}
        )
        go_on(page)
        press(page, "提交申请")
        said = page.locator(".govuk-panel").inner_text()
        self.reference = _found(r"SFSW-\d{4}-\d{6}", said)
        self.code = _found(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", said)

    def follows(self) -> None:
        """Open the request by its reference and code."""
        self.page.goto("/track")
        fill(self.page, {"reference": self.reference, "code": self.code})
        press(self.page, "查询")

    def clarifies(self, words: str) -> None:
        """Answer a clarification notice."""
        self.page.goto(f"/requests/{self.reference}/clarification")
        fill(self.page, {"requested_information": words})
        go_on(self.page)

    def downloads(self, words: str) -> bytes:
        """Fetch the letter whose link says so."""
        self.page.goto(f"/requests/{self.reference}")
        address = self.page.get_by_role("link", name=words).first.get_attribute("href")
        answer = self.page.request.get(str(address))
        assert answer.ok
        return answer.body()


@dataclass
class Colleague:
    """Somebody at the desk."""

    page: Page
    username: str

    def signs_in(self) -> None:
        """Sign in, and arrive at the queue."""
        self.page.goto("/desk/sign-in")
        fill(self.page, {"username": self.username, "password": PASSWORD})
        press(self.page, "登录")

    def opens(self, reference: str) -> None:
        """Open a case."""
        self.page.goto(f"/desk/requests/{reference}")

    def does(self, reference: str, action: str, given: Given) -> None:
        """Take the act's button on the case page, fill its form, send it."""
        self.opens(reference)
        self.page.locator(f"a[href$='/acts/{action}']").first.click()
        fill(self.page, given)
        go_on(self.page)
        assert self.page.url.endswith(reference), self.page.locator("main").inner_text()

    def drafts(self, reference: str, answers: list[str], given: Given) -> None:
        """Walk the outcome tree by these answers and fill the leaf's form."""
        self.opens(reference)
        self.page.locator("a[href$='/decision']").first.click()
        for answer in answers:
            fill(self.page, {"answer": answer})
            press(self.page, "继续")
        fill(self.page, given)
        go_on(self.page)
        assert self.page.url.endswith(reference), self.page.locator("main").inner_text()


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, text
    return found[0]


IDENTITY_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
