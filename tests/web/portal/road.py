"""The citizen's road as a browser goes it: pages are got, forms are sent back with their keys."""

import re
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from uuid import uuid4

from flask import g
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.services.attachments import Paper
from casework.services.disclosure.acts import Order, act
from casework.services.office import Office

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
    "address": "示范市示范区清水路100号",
    "postcode": "000000",
    "requested_information": "2000—2023年分区水资源数据",
    "document_number": "示水〔2023〕12号",
    "description": "在水资源公报的附表里见过",
    "delivery_form": "electronic",
    "delivery_way": "online",
    "reading_help": "large_print",
}
ORGANISATION = {
    **PERSON,
    "kind": "business",
    "name": "示范市清泉环境有限公司",
    "identity_document": "other",
    "identity_number": "示范000001",
    "representative": "王䶮",
    "contact_person": "李示范",
}
_TAGS = re.compile(r"<[^>]+>")
_HIDDEN = re.compile(r'<input id="(key|csrf_token)" name="\1" type="hidden" value="([^"]+)">')
_CODE = re.compile(r"<strong>([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})</strong>")


@dataclass(slots=True)
class Browser:
    """A client that looks at a page before it sends the page's form."""

    client: FlaskClient
    seen: list[str] = field(default_factory=list)

    def get(self, path: str) -> TestResponse:
        self.seen.append(path)
        g.pop("csrf_token", None)  # the fixture's context outlives a request, and with it its token
        return self.client.get(path)

    def keys(self, path: str) -> dict[str, str]:
        """The hidden keys of a page's form."""
        return dict(_HIDDEN.findall(self.get(path).text))

    def send(self, path: str, **fields: object) -> TestResponse:
        """Get the page, fill in its form and post it."""
        return self.client.post(path, data={**self.keys(path), **fields})

    def fill(self, who: str = "person", **changed: str) -> TestResponse:
        given = PERSON if who == "person" else ORGANISATION
        return self.send(f"/apply/{who}", **{**given, **changed})

    def upload(self, filename: str = "身份证.png", content: bytes = PNG) -> TestResponse:
        keys = self.keys("/apply/identity")
        # Encoded in memory: the client would leave a large body's temporary file open.
        boundary, body = encode_multipart(
            {**keys, "files": FileStorage(BytesIO(content), filename)}
        )
        media_type = f"multipart/form-data; boundary={boundary}"
        return self.client.post("/apply/identity", data=body, content_type=media_type)

    def file(self, who: str = "person", **changed: str) -> tuple[str, str]:
        """Apply, all the way; the reference and the query code."""
        self.fill(who, **changed)
        self.upload()
        receipt = self.send("/apply/check").headers["Location"]
        return receipt.split("/")[2], code_on(self.get(receipt))

    def open(self, reference: str, code: str) -> TestResponse:
        return self.send("/track", reference=reference, code=code)


def text_of(page: TestResponse) -> str:
    """What a reader sees of a page."""
    return " ".join(unescape(_TAGS.sub(" ", page.text)).split())


def code_on(page: TestResponse) -> str:
    """The query code that a receipt shows."""
    found = _CODE.search(page.text)
    assert found is not None
    return found.group(1)


def do(office: Office, reference: str, actor: Actor, action: Action, given: Facts) -> None:
    """One act of a colleague."""
    act(office, reference, Order(action, given, uuid4().hex), actor)


def confirm(office: Office, reference: str, staff: dict[str, Actor]) -> None:
    """Receipt confirmed today by telephone, and the request assigned."""
    means = facts.ConfirmationMeans.PHONE
    confirmed = facts.ReceiptConfirmation(office.today(), means, "电话确认")
    do(office, reference, staff["clerk"], Action.CONFIRM_RECEIPT, confirmed)
    handler_id = staff["handler"].user_id or 0
    do(office, reference, staff["clerk"], Action.ASSIGN, facts.Assignment("水资源科", handler_id))


def decide(office: Office, reference: str, staff: dict[str, Actor], *papers: Paper) -> None:
    """A grant, drafted with its papers, reviewed and signed; not yet served."""
    granted = leaves.Granted("2000—2023年分区水资源数据", "电子文档")
    steps: tuple[tuple[str, Action, Facts], ...] = (
        ("handler", Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest("内部备注")),
        ("reviewer", Action.PASS_REVIEW, facts.SecrecyReview("内部审查结论")),
        ("approver", Action.SIGN, facts.Signature("内部签批")),
    )
    drafted = facts.DraftDecision(Outcome.GRANTED, granted)
    order = Order(Action.DRAFT_DECISION, drafted, uuid4().hex, papers=papers)
    act(office, reference, order, staff["handler"])
    for who, action, given in steps:
        do(office, reference, staff[who], action, given)


def serve(office: Office, reference: str, staff: dict[str, Actor]) -> None:
    """Served online today."""
    online = facts.Service(facts.ServiceWay.ELECTRONIC, office.today(), "平台记录")
    do(office, reference, staff["handler"], Action.SERVE, online)
