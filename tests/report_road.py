"""The road of a year's report, walked through the services, so that no state is invented."""

from decimal import Decimal
from uuid import uuid4

from casework.domain.annual_report import cells
from casework.domain.annual_report.acts import Approval, Beginning, Contents, Count, Release
from casework.domain.annual_report.standing import Standing
from casework.domain.annual_report.vocabulary import Action
from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.persistence.models import Agency
from casework.persistence.queries import annual_reports
from casework.services.annual_report import acts, record
from casework.services.annual_report.acts import Order
from casework.services.office import Office
from casework.statistics import annual_report as counting

YEAR = 2026
TABLE2 = {name: Decimal(at) for at, name in enumerate(cells.TABLE2)}
CONTENTS = Contents(TABLE2, "一段总体情况。", "一个问题和它的改进。", "收取信息处理费0元。")


class ReportRoad:
    """A report on its way: one act after the other as whoever may."""

    def __init__(
        self,
        office: Office,
        staff: dict[str, Actor],
        agency: Agency | None = None,
        year: int = YEAR,
    ) -> None:
        self.office, self.staff, self.year = office, staff, year
        self.agency = agency or office.agency()
        self.reference = self.begin()

    def begin(self) -> str:
        return acts.begin(self.office, Beginning(self.year), uuid4().hex, self.staff["handler"])

    def do(self, action: Action, given: Facts, who: str = "handler") -> None:
        acts.act(self.office, self.reference, Order(action, given, uuid4().hex), self.staff[who])

    def count(self) -> Count:
        return counting.counted(self.agency, self.year, self.office.today(), self.office.now())

    def publish(self, contents: Contents = CONTENTS) -> None:
        self.do(Action.ENTER, contents)
        self.do(Action.CHECK, self.count())
        self.do(Action.APPROVE, Approval(), "approver")
        self.do(Action.PUBLISH, Release())

    @property
    def standing(self) -> Standing:
        case = annual_reports.by_reference(self.reference, self.staff["handler"])
        assert case is not None
        return record.COURSE.standing_of(case)
