"""`flask demo --cases`: many lawful cases, the same for the same seed, that verify and add up."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select, true

from casework.domain.disclosure.vocabulary import OPEN
from casework.persistence.database import Base, db
from casework.persistence.models import Agency, Case, CaseEvent, NumberSequence
from casework.persistence.queries import cases
from casework.services import upkeep
from casework.services.disclosure import filing, record
from casework.services.office import Office
from casework.statistics.summaries import Dimension, What, counts
from tests.people import application

CASES = 400


def fill(app: Flask, *arguments: str) -> str:
    result = app.test_cli_runner().invoke(args=["demo", "--cases", str(CASES), *arguments])
    assert 0 == result.exit_code, result.output
    return result.output


def contents() -> list[tuple[object, ...]]:
    """What is told of every case, and the digest of its application."""
    query = (
        select(Case, CaseEvent)
        .join(CaseEvent, CaseEvent.case_id == Case.id)
        .where(CaseEvent.sequence == 1)
        .order_by(Case.reference)
    )
    return [
        (case.reference, case.state, case.received_on, case.counted_on, first.facts["digest"])
        for case, first in db.session.execute(query)
    ]


@pytest.fixture
def filled(app: Flask) -> Flask:
    fill(app)
    return app


def test_the_chains_hold_and_the_summaries_are_those_of_the_rows(filled: Flask) -> None:
    assert CASES == db.session.scalar(select(func.count(Case.id)))
    assert [] == list(upkeep.broken_chains())
    assert 0 == upkeep.recount()


def test_every_row_is_what_its_events_add_up_to(filled: Flask, office: Office) -> None:
    for case in db.session.scalars(select(Case).where(Case.id % 9 == 0)).all():
        events = cases.history(case.id)
        stored = {one.key: getattr(case, one.key) for one in Case.__table__.columns}
        record.fill(case, record.standing_of(case), office.calendar)

        assert stored == {name: getattr(case, name) for name in stored}
        assert case.state == events[-1].state
        assert (case.closed_on is None) is (case.state in {state.value for state in OPEN})
        assert {case.agency_id} == {case.disclosure.applicant.agency_id}
        assert case.disclosure.applicant_kind is filing.application_of(case).applicant.kind


def test_the_numbers_of_an_agency_and_year_have_no_gap(filled: Flask) -> None:
    references = set(db.session.scalars(select(Case.reference)))
    for agency in db.session.scalars(select(Agency)).all():
        query = select(NumberSequence).where(NumberSequence.agency_id == agency.id)
        for counter in db.session.scalars(query).all():
            given = {
                f"{agency.code}-{counter.year}-{number:06d}"
                for number in range(1, counter.last + 1)
            }
            assert given <= references
            references -= given

    assert set() == references


def test_the_whole_tree_is_summed_up_at_its_head(filled: Flask) -> None:
    head = db.session.scalars(select(Agency).where(Agency.parent_id.is_(None))).one()
    found = counts(head.id, date(2016, 1, 1), date(2026, 12, 1), with_below=True)
    received = sum(
        one.number for one in found if one.what is What.RECEIVED and one.dimension is Dimension.ALL
    )

    assert received == db.session.scalar(
        select(func.count()).select_from(Case).where(Case.received_on.is_not(None))
    )


def test_a_case_filed_afterwards_takes_the_next_number(filled: Flask, office: Office) -> None:
    head = db.session.scalars(select(Agency).where(Agency.parent_id.is_(None))).one()
    last = db.session.get(NumberSequence, (head.id, "reference", office.today().year))
    expected = 1 if last is None else last.last + 1
    filed = filing.submit(office, head.id, application(), (), "k" * 32)

    assert f"{head.code}-{office.today().year}-{expected:06d}" == filed.reference
    assert cases.first_reference(head.id) is not None


def test_the_same_seed_makes_the_same_books(app: Flask, office: Office) -> None:
    fill(app, "--seed", "7")
    first = contents()
    for table in reversed(Base.metadata.sorted_tables):
        below = Agency.parent_id.is_not(None)
        db.session.execute(table.delete().where(below if table.name == "agency" else true()))
    db.session.commit()
    fill(app, "--seed", "7")

    assert first == contents()


def test_books_in_which_something_stands_are_not_filled(filled: Flask) -> None:
    result = filled.test_cli_runner().invoke(args=["demo", "--cases", "10"])

    assert 1 == result.exit_code
    assert "已有申请：--cases 只用于空的登记簿" in result.output
