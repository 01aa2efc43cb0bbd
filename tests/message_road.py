"""The road of one message, walked through the services."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from casework.adapters.clock import SetClock
from casework.domain.message import facts
from casework.domain.message.vocabulary import Action, Kind
from casework.domain.message.writing import Writing
from casework.domain.roles import Actor, author
from casework.domain.workflow import Facts
from casework.services.attachments import Paper
from casework.services.message import filing, viewing
from casework.services.message.acts import Order, act
from casework.services.message.viewing import MessageFile
from casework.services.office import Office


def writing(**changed: Any) -> Writing:
    """An enquiry about a street lamp, with whom to tell."""
    said: dict[str, Any] = {
        "kind": Kind.ENQUIRY,
        "title": "清水路口的路灯什么时候修好",
        "text": "清水路与示范街路口的路灯坏了两周，晚上看不清河边的台阶。我的电话是19900000000。",
        "name": "张示范",
        "phone": "19900000000",
        "email": "zhang@shifan.example",
        "may_be_published": True,
    }
    return Writing(**{**said, **changed})


@dataclass
class MessageRoad:
    """A message on its way."""

    office: Office
    clock: SetClock
    staff: dict[str, Actor]
    agency_id: int
    reference: str = ""
    code: str = ""

    def submit(
        self,
        given: Writing | None = None,
        papers: tuple[Paper, ...] = (),
        key: str = "",
        *,
        looks_automatic: bool = False,
    ) -> str:
        """Send it online; its reference."""
        filed = filing.submit(
            self.office,
            self.agency_id,
            given or writing(),
            papers,
            key or uuid4().hex,
            looks_automatic=looks_automatic,
        )
        self.reference, self.code = filed.reference, filed.code
        return self.reference

    def actor(self, who: str) -> Actor:
        """A colleague, or the "author"."""
        return author(self.agency_id) if who == "author" else self.staff[who]

    def do(self, action: Action, given: Facts, who: str, *, version: int | None = None) -> None:
        """Do an act as somebody."""
        order = Order(action, given, uuid4().hex, version)
        act(self.office, self.reference, order, self.actor(who))

    def see(self, who: str = "handler") -> MessageFile:
        """Its file as somebody sees it."""
        return viewing.message_file(self.office, self.reference, self.actor(who))

    def sleep(self, days: int) -> None:
        """Let natural days pass."""
        self.clock.put(self.clock.now() + timedelta(days=days))

    def accept(self, who: str = "handler", unit: str = "水资源科") -> None:
        """Accept it, for a handler's unit."""
        handler_id = self.staff[who].user_id or 0
        self.do(Action.ACCEPT, facts.Acceptance(unit, handler_id), "clerk")

    def answer(self, text: str = "路灯已于3月6日修复。", who: str = "handler") -> None:
        """Draft, review and approve a reply."""
        self.do(Action.DRAFT, facts.Draft(text), who)
        self.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), who)
        self.do(Action.APPROVE_REPLY, facts.Approval(), "reviewer")

    def replied(self, given: Writing | None = None, text: str = "路灯已于3月6日修复。") -> str:
        """From the first word to the reply; its reference."""
        self.submit(given)
        self.accept()
        self.answer(text)
        return self.reference
