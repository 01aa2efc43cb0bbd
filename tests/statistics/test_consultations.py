"""The year's figures on consultations: what closed in it, and what became of every comment."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from casework.adapters.clock import SetClock
from casework.domain.consultation.vocabulary import Adoption, CommentSource, Kind
from casework.domain.roles import Actor
from casework.services.office import Office
from casework.statistics import consultations
from casework.statistics.consultations import ConsultationFigures, Figure, Unreconciled, figures
from tests.consultation_road import ConsultationRoad, content, said


@pytest.fixture
def way(
    office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int
) -> ConsultationRoad:
    """A consultation that is not begun yet."""
    return ConsultationRoad(office, clock, staff, agency_id)


def counted(way: ConsultationRoad, year: int = 2026) -> ConsultationFigures:
    return figures(way.office.agency(), year, way.office.today(), way.office.now())


def test_a_year_without_consultations_has_no_rate(way: ConsultationRoad) -> None:
    nothing = counted(way)

    assert (nothing.held, nothing.tally.received, nothing.adoption_rate) == (0, 0, None)


def test_every_comment_and_every_feedback_is_counted_once(way: ConsultationRoad) -> None:
    way.publish()
    answered = [way.comment(), way.comment(), way.key_in(said("来信"))]
    way.close()
    way.answer(answered[:1])
    way.answer(answered[1:], Adoption.NOT_ADOPTED)
    way.submit_feedback()
    way.release()
    way.publish(content(way.office.today(), days=40, kind=Kind.RULE))
    way.comment()
    way.close(100)
    year = counted(way)

    assert year.held == 2
    assert dict(year.by_kind)[Kind.RULE] == 1
    assert (year.in_time, year.late, year.overdue, year.awaited) == (1, 0, 1, 0)
    assert year.tally.by_source == ((CommentSource.ONLINE, 3), (CommentSource.LETTER, 1))
    assert (year.tally.adopted, year.tally.unanswered) == (1, 1)
    assert year.adoption_rate == Decimal("25.0")
    values = {line.figure: line.value for line in year.lines() if line.label is line.figure}
    assert values[Figure.RECEIVED] == 4
    assert set(values) == set(Figure)


def test_one_that_still_takes_comments_is_not_counted_yet(way: ConsultationRoad) -> None:
    way.publish()
    way.close(30)
    assert counted(way).held == 0
    way.clock.go_on(timedelta(days=1))

    assert (counted(way).held, counted(way).awaited) == (1, 1)
    assert counted(way, 2025).held == 0


def test_figures_that_contradict_one_another_are_not_published(way: ConsultationRoad) -> None:
    wrong = replace(counted(way), in_time=1)
    with pytest.raises(Unreconciled):
        consultations._reconcile(wrong, 0)  # noqa: SLF001  # no books can be made to say so
