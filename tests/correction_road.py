"""The road of one record correction, walked through the services."""

from dataclasses import dataclass
from uuid import uuid4

from casework.domain.disclosure import facts
from casework.domain.disclosure.application import Applicant
from casework.domain.record_correction import acts
from casework.domain.record_correction.application import CorrectionApplication
from casework.domain.record_correction.vocabulary import Action, Result
from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.services.attachments import Paper
from casework.services.office import Office
from casework.services.record_correction import filing, viewing
from casework.services.record_correction.acts import Order, act
from casework.services.record_correction.viewing import CorrectionFile
from tests.people import PERSON

CORRECTED = acts.Proposal(
    Result.CORRECTED, "已核对身份证原件", "2024年取水许可登记的姓名", "张示凡", "张示范"
)


def correction(applicant: Applicant = PERSON) -> CorrectionApplication:
    """An application to correct a name in a register."""
    return CorrectionApplication(
        applicant=applicant, record="2024年取水许可登记的姓名", wrong="张示凡", right="张示范"
    )


@dataclass
class CorrectionRoad:
    """A record correction on its way."""

    office: Office
    staff: dict[str, Actor]
    agency_id: int
    reference: str = ""
    code: str = ""

    def file(
        self,
        given: CorrectionApplication | None = None,
        papers: tuple[Paper, ...] = (),
        key: str = "",
    ) -> str:
        """File it online; its reference."""
        filed = filing.submit(
            self.office, self.agency_id, given or correction(), papers, key or uuid4().hex
        )
        self.reference, self.code = filed.reference, filed.code
        return self.reference

    def do(self, action: Action, given: Facts, who: str, *, version: int | None = None) -> None:
        """Do an act as a colleague, or as the "applicant"."""
        order = Order(action, given, uuid4().hex, version)
        act(self.office, self.reference, order, self.staff[who])

    def start(self) -> None:
        """File, confirm and assign."""
        self.file()
        self.confirm()
        self.assign()

    def confirm(self) -> None:
        """Both sides confirm today."""
        means = facts.ConfirmationMeans.PHONE
        confirmed = facts.ReceiptConfirmation(self.office.today(), means, "通话记录")
        self.do(Action.CONFIRM_RECEIPT, confirmed, "clerk")

    def assign(self) -> None:
        """Hand it to the handler."""
        handler_id = self.staff["handler"].user_id or 0
        self.do(Action.ASSIGN, facts.Assignment("水资源科", handler_id), "clerk")

    def answer(self, proposal: acts.Proposal = CORRECTED) -> None:
        """Propose and approve a result."""
        self.do(Action.PROPOSE, proposal, "handler")
        self.do(Action.APPROVE, acts.Approval(), "approver")

    def see(self, who: str = "handler") -> CorrectionFile:
        """Its file as somebody sees it."""
        return viewing.correction_file(self.office, self.reference, self.staff[who])
