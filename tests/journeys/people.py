"""Those who walk the road in a browser: a citizen, a firm that is asked, colleagues at the desk."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pypdfium2
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
    """Fill a form's fields by their names: text, choice, date, or some of several."""
    for name, value in given.items():
        box = page.locator(f"main [name='{name}']")
        box.first.wait_for(state="attached")  # a list of boxes does not wait for the page
        if isinstance(value, date):
            for part, number in zip(box.all(), (value.year, value.month, value.day), strict=True):
                part.fill(str(number))
        elif box.first.get_attribute("type") in {"radio", "checkbox"}:
            for wanted in value if isinstance(value, list) else [value]:
                page.locator(f"main [name='{name}'][value='{wanted}']").check()
        elif box.first.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill("\n".join(value) if isinstance(value, list) else value)


def go_on(page: Page) -> None:
    """Send the page's form."""
    page.locator("main form button[type=submit]:not([name=preview])").last.click()
    page.wait_for_load_state()


def press(page: Page, words: str) -> None:
    """Press the button that says so."""
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()


def said(page: Page) -> str:
    """What the page's main part says."""
    return page.locator("main").inner_text()


def text_of(pdf: bytes) -> str:
    """A letter's words, without the breaks of its lines."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join(page.get_textpage().get_text_range() for page in document).translate(
        {ord("\r"): None, ord("\n"): None}
    )


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
        panel = page.locator(".govuk-panel").inner_text()
        self.reference = _found(r"SFSW-\d{4}-\d{6}", panel)
        self.code = _found(_CODE, panel)

    def follows(self, reference: str = "") -> str:
        """Open the request, or a part of it, by its reference and code; what its page says."""
        self.page.goto("/track")
        fill(self.page, {"reference": reference or self.reference, "code": self.code})
        press(self.page, "查询")
        return said(self.page)

    def clarifies(self, words: str) -> None:
        """Answer a clarification notice."""
        self.page.goto(f"/requests/{self.reference}/clarification")
        fill(self.page, {"requested_information": words})
        go_on(self.page)

    def reads(self, words: str, reference: str = "") -> str:
        """The text of the letter whose link says so."""
        self.page.goto(f"/requests/{reference or self.reference}")
        return _letter(self.page, words)


@dataclass
class Firm:
    """Somebody who is asked for an opinion, and knows nothing but the letter."""

    page: Page

    def enters(self, letter: str) -> None:
        """Open the question by the number and the code in the letter."""
        self.page.goto("/opinion")
        number = _found(r"征求意见编号(SFSW-\d{4}-\d{6}-\d+)", letter)
        fill(self.page, {"name": number, "code": _found(f"查询码({_CODE})", letter)})
        press(self.page, "查看")

    def answers(self, given: Given) -> str:
        """Say what one thinks; what the receipt says."""
        fill(self.page, given)
        press(self.page, "提交意见")
        return said(self.page)


@dataclass
class Colleague:
    """Somebody at the desk."""

    page: Page
    username: str

    def signs_in(self) -> None:
        """Sign in, and arrive at the queue."""
        self.goes("/desk/")

    def goes(self, address: str) -> None:
        """Open a page; sign in where it asks to, for sessions end when days go by."""
        self.page.goto(address)
        if "/desk/sign-in" in self.page.url:
            fill(self.page, {"username": self.username, "password": PASSWORD})
            press(self.page, "登录")
            self.page.wait_for_url(lambda url: "/desk/sign-in" not in url)
            self.page.goto(address)  # a session that ended forgets where it was going

    def opens(self, reference: str) -> str:
        """Open a case; what its page says."""
        self.goes(f"/desk/requests/{reference}")
        return said(self.page)

    def looks_first(self, reference: str, action: str, given: Given) -> str:
        """Fill an act's form and look at the letters that it would owe; what kind of file came."""
        self.opens(reference)
        self.page.locator(f"a[href$='/acts/{action}']").first.click()
        fill(self.page, given)
        posted = self.page.context.expect_event(
            "response", lambda one: one.request.method == "POST"
        )
        with self.page.expect_popup() as beside, posted as answer:
            self.page.get_by_role("button", name="先看文书（PDF，新窗口）").click()
        beside.value.close()
        assert all(self.page.locator(f"[name={name}]").input_value() for name in given)
        return str(answer.value.headers["content-type"])

    def does(self, reference: str, action: str, given: Given) -> None:
        """Take the act's button on the case page, fill its form, send it."""
        self.opens(reference)
        self.page.locator(f"a[href$='/acts/{action}']").first.click()
        fill(self.page, given)
        go_on(self.page)
        assert self.page.url.endswith(reference), said(self.page)

    def drafts(self, reference: str, answers: list[str], given: Given) -> None:
        """Walk the outcome tree by these answers and fill the leaf's form."""
        self.opens(reference)
        self.page.locator("a[href$='/decision']").first.click()
        for answer in answers:
            fill(self.page, {"answer": answer})
            press(self.page, "继续")
        fill(self.page, given)
        go_on(self.page)
        assert self.page.url.endswith(reference), said(self.page)

    def reads(self, reference: str, words: str, which: int = 0) -> str:
        """The text of the letter whose link says so, the latest one first."""
        self.opens(reference)
        return _letter(self.page, words, which)


@dataclass
class Bureau:
    """All the colleagues, each at a browser of their own that is opened when it is needed."""

    visit: Callable[[], Page]
    colleagues: dict[str, Colleague] = field(default_factory=dict)

    def __call__(self, username: str) -> Colleague:
        """The colleague of a user name."""
        if username not in self.colleagues:
            self.colleagues[username] = Colleague(self.visit(), username)
        return self.colleagues[username]

    def confirms(self, reference: str, on: date) -> None:
        """Confirm the receipt with the applicant and hand the case to the handler."""
        confirmed: Given = {
            "confirmed_on": on,
            "means": "phone",
            "evidence": "电话确认，申请人答复同意",
        }
        self("clerk").does(reference, "confirm_receipt", confirmed)
        self("clerk").does(reference, "assign", {"handler_id": "示例handler"})

    def signs(self, reference: str) -> None:
        """Review the draft and sign it."""
        self("handler").does(reference, "submit_for_review", {})
        passed = {"conclusion": "经审查，未发现涉密内容"}
        self("reviewer").does(reference, "pass_review", passed)
        self("approver").does(reference, "sign", {})

    def signs_and_serves(self, reference: str, on: date) -> None:
        """Review, sign and serve the draft online."""
        self.signs(reference)
        served: Given = {"way": "electronic", "served_on": on, "proof": "平台送达记录"}
        self("handler").does(reference, "serve", served)


def _letter(page: Page, words: str, which: int = 0) -> str:
    link = page.locator("main a", has_text=words).nth(which)
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.ok
    return text_of(answer.body())


def _found(pattern: str, text: str) -> str:
    """What the pattern finds, or the part of it in brackets."""
    found = re.search(pattern, text)
    assert found, text
    return found[found.re.groups]


_CODE = r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}"
IDENTITY_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
