"""A whole history told through the services, and what it comes to, in the words of the law.

What it must come to is written in each test by hand, from the rules and a wall calendar.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import uuid4

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.calendar import Deadline
from casework.domain.disclosure import facts
from casework.domain.disclosure.application import Application
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import Opinion
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.moments import SHANGHAI
from casework.domain.workflow import Facts
from casework.persistence.database import db
from casework.persistence.models import Agency, Letter, VoidNumber
from casework.persistence.queries import any_case, cases, papers
from casework.services import upkeep
from casework.services.disclosure import consulting, filing
from casework.services.disclosure.acts import Order
from casework.statistics.figures import figures, years
from tests.letters.paper import read
from tests.people import AGENCY, application
from tests.road import Road

_FIRST, _FREE = f"先向{AGENCY['government']}申请行政复议", "6个月内向有管辖权的人民法院"


@dataclass(frozen=True, slots=True)
class End:
    """How a request ended: its state, whether in time, and until when a remedy may be sought.

    "" where there is nothing to tell. A suit has its day only where the reply leaves the choice;
    one that rests on 条例 14 to 16 goes to reconsideration first (R-51-6).
    """

    state: State
    verdict: str = ""
    review_by: str = ""
    sue_by: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a history comes to.

    `due`: each change of the last day, "the day of the act: the last day, or why there is none".
    `letters`: in the order of issue, "kind series〔year〕number, remedy paragraph", and to whom if
    not the applicant. `cells`: all cells of table 三 that are not 0, of every year. `ends`: of
    every case, in the order of filing. `broken`: the chains that do not hold.
    """

    due: list[str]
    letters: list[str]
    cells: Mapping[str, int]
    ends: list[End]
    broken: list[str] = field(default_factory=list)


def cells(
    year: int, *rows: str, kind: ApplicantKind = ApplicantKind.NATURAL_PERSON
) -> Counter[str]:
    """Cells of table 三, each 1 for each time that it is named."""
    return Counter(f"{year} {kind.value} {row}" for row in rows)


@dataclass
class History(Road):
    """A road on which the days are named, and every change of the last day is written down."""

    due: list[str] = field(default_factory=list)
    known: dict[str, date | None] = field(default_factory=dict)

    def on(self, day: str) -> None:
        """Let it be the morning of a day."""
        self.clock.put(datetime.combine(date.fromisoformat(day), time(9), SHANGHAI))

    def begin(self, day: str, given: Application | None = None) -> None:
        """File online, confirm and assign on a day."""
        self.on(day)
        self.start(given)

    def register(
        self, channel: ReceiptChannel, arrived: str, received: str, given: Application | None = None
    ) -> None:
        """A clerk writes down today what came on paper or by word, and hands it on."""
        request = given or application()
        said = filing.registration_of(
            request, channel, date.fromisoformat(arrived), date.fromisoformat(received), "收件登记"
        )
        order = Order(Action.REGISTER, said, uuid4().hex)
        filed = filing.take_in(self.office, request, order, self.staff["clerk"])
        self.reference, self.code = filed.reference, filed.code
        self.look()
        self.assign()

    def do(self, action: Action, given: Facts, who: str, *, version: int | None = None) -> None:
        """Do an act, and see what became of the last day."""
        super().do(action, given, who, version=version)
        self.look()

    def look(self) -> None:
        """Write down the last day to reply where it has changed."""
        file = self.see()
        due_on = file.case.due_on
        if self.known.get(self.reference) != due_on:
            shown = file.clock.state_on(self.today).value if due_on is None else due_on
            provisional = " provisional" if file.case.due_is_provisional else ""
            self.due.append(f"{self.today}: {shown}{provisional}")
        self.known[self.reference] = due_on

    def ask(self, asked: facts.Asked, concern: str = "商业秘密") -> None:
        """Ask a third party."""
        said = facts.ThirdPartyConsultation(asked, "取水许可申请书", concern)
        self.do(Action.CONSULT_THIRD_PARTY, said, "handler")

    def ask_agency(self, role: facts.AgencyRole, *, suspends: bool = True) -> None:
        """Ask another agency."""
        bureau = facts.Asked(name="示范市自然资源局", is_organisation=True)
        said = facts.AgencyConsultation(bureau, "联合印发的规划", role, suspends=suspends)
        self.do(Action.CONSULT_AGENCY, said, "handler")

    def arrives(self, number: int) -> None:
        """The letter that asks reaches those asked today."""
        said = facts.LetterReceived(number, self.today, "邮件签收记录")
        self.do(Action.RECORD_LETTER_RECEIVED, said, "clerk")

    def answered(self, number: int, opinion: Opinion, reasons: str = "") -> None:
        """Those asked answer today, through the link in their letter."""
        said = facts.OpinionGiven(number, opinion, reasons, self.today)
        consulting.answer(self.office, self.reference, said, uuid4().hex, (), self.agency_id)
        self.look()

    def decided(self, draft: facts.DraftDecision) -> None:
        """Draft, review, sign and serve online, all today."""
        self.sign(draft)
        self.serve()

    def delivered(self, result: facts.DeliveryOutcome) -> None:
        """The post tells today what became of the reply."""
        said = facts.DeliveryResult(result, self.today, "邮件查询单")
        self.do(Action.RECORD_DELIVERY, said, "clerk")

    def whole(self) -> Whole:
        """What it has come to today."""
        return Whole(
            due=self.due,
            letters=[self._told(letter) for letter in self._letters()],
            cells=self._cells(),
            ends=[self._end(reference) for reference, _ in cases.every_reference()],
            broken=[broken.reference for broken in upkeep.broken_chains()],
        )

    def _letters(self) -> list[Letter]:
        db.session.expire_all()
        of_all = [
            letter
            for reference, _ in cases.every_reference()
            for letter in papers.letters_whole(self._case_id(reference))
        ]
        return sorted(of_all, key=lambda letter: letter.id)

    def _told(self, letter: Letter) -> str:
        number = letter.number.removeprefix(AGENCY["letter_prefix"]).removesuffix("号")
        to = letter.facts["addressee"]
        applicant = any_case.by_id(letter.case_id).disclosure.applicant.name  # type: ignore[union-attr]
        void = " void" if db.session.get(VoidNumber, letter.id) else ""
        whom = "" if to == applicant else f" to {to}"
        return f"{letter.kind.name} {number} {_remedy(letter)}{void}{whom}"

    def _end(self, reference: str) -> End:
        self.reference = reference
        file = self.see()
        verdict = {None: "", True: "in time", False: "late"}[file.case.is_in_time]
        window = file.remedy_window
        if window is None:
            return End(file.standing.state, verdict)
        sue_by = "" if window.litigation is None else _day(window.litigation)
        return End(file.standing.state, verdict, _day(window.reconsideration), sue_by)

    def _cells(self) -> Counter[str]:
        agency = db.session.scalars(db.select(Agency)).one()
        return Counter(
            {
                f"{year} {name}": number
                for year in years(agency.id, self.today)
                for name, number in self._of_year(agency, year)
                if number
            }
        )

    def _of_year(self, agency: Agency, year: int) -> Iterator[tuple[str, int]]:
        of = figures(agency, year, self.today, self.office.now())
        for kind, column in of.by_kind.items():
            for flow in ("newly_received", "carried_in", "carried_over"):
                yield f"{kind.value} {flow}", getattr(column, flow)
            for row, number in column.outcomes.items():
                yield f"{kind.value} {row.value}", number

    def _case_id(self, reference: str) -> int:
        case = cases.by_reference(reference, self.staff["handler"])
        assert case is not None
        return case.id


def _remedy(letter: Letter) -> str:
    """The remedy paragraph that a letter bears: A, B or none (rulebook §5)."""
    text = read(letter.pdf)
    if _FIRST in text:
        return "A"
    return "B" if _FREE in text else "0"


def _day(last: Deadline) -> str:
    return f"{last.on} provisional" if last.provisional else str(last.on)
