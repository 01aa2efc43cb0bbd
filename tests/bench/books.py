"""Books of 10,000 cases for the bench: one real road, copied by direct inserts.

A copy's chain does not verify, because a hash covers its case; the one request that is looked at
by itself is real.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import Table, insert, select

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.persistence.database import Base, db
from casework.persistence.models import Agency, Case, User
from casework.services import upkeep
from casework.services.acts import Filed
from casework.services.disclosure import filing
from casework.services.disclosure.acts import Order, act
from casework.services.office import Office
from tests.people import application
from tests.road import DRAFT

CASES = 10_000
_AT_A_TIME = 1_000
_FIRST_COPY = 1_000_000  # an id beyond those that the database gives by itself
_OPEN_ONE_IN = 4
_OURS_ONE_IN = 20


@dataclass(frozen=True, slots=True)
class Bureau:
    """Whose books they are, and who works there."""

    office: Office
    agency_id: int
    staff: dict[str, Actor]


def write(app: Flask) -> Filed:
    """Fill the books; the request that has been all the way, with its query code."""
    agency_id = int(db.session.scalars(select(Agency.id)).one())
    users = db.session.scalars(select(User)).unique().all()
    staff = {user.username: Actor(user.roles, agency_id, user.id) for user in users}
    bureau = Bureau(app.extensions["casework"], agency_id, staff)
    begun = begin(bureau)
    original = begin(bureau)
    finish(bureau, original.reference)
    copy(bureau, begun.reference)
    upkeep.recount()  # what was copied past the acts was not summed up
    return original


def begin(bureau: Bureau) -> Filed:
    """A request that is filed, confirmed and assigned."""
    filed = filing.submit(bureau.office, bureau.agency_id, application(), (), uuid4().hex)
    today = bureau.office.today()
    phone = facts.ConfirmationMeans.PHONE
    confirmed = facts.ReceiptConfirmation(today, phone, "通话记录")
    handler = facts.Assignment("办公室", bureau.staff["handler"].user_id or 0)
    do(bureau, filed.reference, Action.CONFIRM_RECEIPT, confirmed, "clerk")
    do(bureau, filed.reference, Action.ASSIGN, handler, "clerk")
    return filed


def finish(bureau: Bureau, reference: str) -> None:
    """Decide a request and serve the decision."""
    served = facts.Service(facts.ServiceWay.ELECTRONIC, bureau.office.today(), "凭证0001")
    steps: Sequence[tuple[Action, Facts, str]] = (
        (Action.DRAFT_DECISION, DRAFT, "handler"),
        (Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler"),
        (Action.PASS_REVIEW, facts.SecrecyReview("未发现涉密内容"), "reviewer"),
        (Action.SIGN, facts.Signature(), "approver"),
        (Action.SERVE, served, "handler"),
    )
    for action, given, who in steps:
        do(bureau, reference, action, given, who)


def do(bureau: Bureau, reference: str, action: Action, given: Facts, who: str) -> None:
    """One act of a colleague."""
    act(bureau.office, reference, Order(action, given, uuid4().hex), bureau.staff[who])


def copy(bureau: Bureau, reference: str) -> None:
    """Copy a request's rows into as many as the books are to hold."""
    case_id = db.session.scalars(select(Case.id).where(Case.reference == reference)).one()
    case, request, party = (
        row_of(name, column, value)
        for name, column, value in (
            ("case", "id", case_id),
            ("disclosure_request", "case_id", case_id),
            ("party", "id", None),
        )
    )
    others = bureau.staff["handler2"].user_id
    for begins in range(0, CASES, _AT_A_TIME):
        numbers = range(begins, begins + _AT_A_TIME)
        ids = [_FIRST_COPY + number for number in numbers]
        db.session.execute(insert(table("party")), [{**party, "id": each} for each in ids])
        db.session.execute(
            insert(table("case")),
            [
                {**case, "id": _FIRST_COPY + number, **_life(number, bureau.office.today(), others)}
                for number in numbers
            ],
        )
        copies = [{**request, "case_id": each, "applicant_id": each} for each in ids]
        db.session.execute(insert(table("disclosure_request")), copies)
        db.session.commit()


def _life(number: int, today: date, others: int | None) -> dict[str, Any]:
    """What tells the n-th copy from the original: when it was received, and what became of it."""
    is_open = number % _OPEN_ONE_IN == 0
    received = today - timedelta(days=number % 30 if is_open else 30 + number % 500)
    told: dict[str, Any] = {
        "reference": f"SFSW-2020-{number:06d}",
        "opened_on": received,
        "received_on": received,
        "due_on": received + timedelta(days=28),
    }
    if number % _OURS_ONE_IN:
        told["handler_id"] = others
    if not is_open:
        told |= {
            "state": State.REPLIED.value,
            "closed_on": received + timedelta(days=20),
            "counted_on": received + timedelta(days=20),
            "outcome": "granted",
            "is_in_time": True,
        }
    return told


def row_of(name: str, column: str, value: int | None) -> dict[str, Any]:
    """One row of a table; the first where no value is asked for."""
    query = select(table(name))
    if value is not None:
        query = query.where(table(name).c[column] == value)
    return dict(db.session.execute(query.limit(1)).mappings().one())


def table(name: str) -> Table:
    """A table by its name."""
    return Base.metadata.tables[name]
