"""The road of one request, walked through the services up to a state, so that none is invented."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

from casework.adapters.clock import SetClock
from casework.domain.disclosure import facts
from casework.domain.disclosure.application import Application
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import Granted
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.services.disclosure import filing, viewing
from casework.services.disclosure.acts import Order, act
from casework.services.disclosure.viewing import CaseFile
from casework.services.office import Office
from tests.people import application

DRAFT = facts.DraftDecision(Outcome.GRANTED, Granted("2025年度验收报告", "电子文档"))


@dataclass
class Road:
    """A request on its way: file it, then do one act after the other as whoever may."""

    office: Office
    clock: SetClock
    staff: dict[str, Actor]
    agency_id: int
    reference: str = ""
    code: str = ""
    done: list[Action] = field(default_factory=list)

    def file(self, given: Application | None = None, key: str = "") -> str:
        """File an application online; its reference."""
        filed = filing.submit(
            self.office, self.agency_id, given or application(), (), key or uuid4().hex
        )
        self.reference, self.code = filed.reference, filed.code
        return self.reference

    def do(self, action: Action, given: Facts, who: str, *, version: int | None = None) -> None:
        """Do an act as a colleague, or as the "applicant"."""
        order = Order(action, given, uuid4().hex, version)
        act(self.office, self.reference, order, self.staff[who])
        self.done.append(action)

    def see(self, who: str = "handler") -> CaseFile:
        """The case's file as somebody sees it."""
        return viewing.case_file(self.office, self.reference, self.staff[who])

    @property
    def today(self) -> date:
        """The day that the clock shows."""
        return self.office.today()

    def sleep(self, days: int) -> None:
        """Let natural days pass."""
        self.clock.go_on(timedelta(days=days))

    def confirm(self) -> None:
        """Both sides confirm today."""
        confirmed = facts.ReceiptConfirmation(self.today, facts.ConfirmationMeans.PHONE, "通话记录")
        self.do(Action.CONFIRM_RECEIPT, confirmed, "clerk")

    def assign(self, handler: str = "handler") -> None:
        """Hand the case to a handler."""
        handler_id = self.staff[handler].user_id or 0
        self.do(Action.ASSIGN, facts.Assignment("水资源科", handler_id), "clerk")

    def start(self, given: Application | None = None) -> None:
        """File, confirm and assign."""
        self.file(given)
        self.confirm()
        self.assign()

    def sign(self, draft: facts.DraftDecision = DRAFT) -> None:
        """Draft, review and sign a decision."""
        self.do(Action.DRAFT_DECISION, draft, "handler")
        self.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
        self.do(Action.PASS_REVIEW, facts.SecrecyReview("未发现涉密内容"), "reviewer")
        self.do(Action.SIGN, facts.Signature(), "approver")

    def serve(self, way: facts.ServiceWay = facts.ServiceWay.ELECTRONIC) -> None:
        """Serve the decision today."""
        posted = way is facts.ServiceWay.POST
        carrier = facts.Carrier.EMS if posted else facts.Carrier.NONE
        self.do(Action.SERVE, facts.Service(way, self.today, "凭证0001", carrier), "handler")
