"""The agency's settings: from now on, and never backwards."""

from uuid import uuid4

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.facts import ReviewLevel
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Refused
from casework.persistence.models import Agency
from casework.persistence.models.people import AdminAct
from casework.persistence.queries import papers, people
from casework.services import administration, agencies, agency_settings
from casework.services import staff as accounts
from casework.services.administration import Mandate
from casework.services.agency_settings import Particulars, ReviewChain, SettingsRefusal
from casework.services.office import Office
from casework.services.refusals import NotThere
from casework.services.staff import Person
from tests.people import AGENCY
from tests.road import DRAFT, Road

Staff = dict[str, Actor]
ONE = ReviewLevel("保密审查、审核", 1)


def mandate(actors: Staff, who: str = "administrator", key: str = "") -> Mandate:
    return Mandate(actors[who], key or uuid4().hex)


def agency(agency_id: int) -> Agency:
    return agencies.by_id(agency_id)


def make_reviewers(office: Office, actors: Staff, *names: str) -> None:
    for name in names:
        person = Person(name, "水资源科", (Role.REVIEWER,))
        accounts.change(office, actors[name].user_id or 0, person, mandate(actors))


def test_what_is_changed_is_seen_at_once_and_written_down(
    office: Office, staff: Staff, agency_id: int
) -> None:
    asked = mandate(staff)
    given = Particulars((("phone", "000-87654321"), ("court", AGENCY["court"]), ("code", "XX")))
    for _ in range(2):
        agency_settings.change(office, given, asked)

    assert "000-87654321" == office.agency().phone
    assert "SFSW" == agency(agency_id).code
    assert [(AdminAct.CHANGE_AGENCY, {"phone": ["000-12345678", "000-87654321"]})] == [
        (entry.what, entry.facts) for entry in administration.book(agency_id, None)
    ]


def test_a_letter_that_was_issued_keeps_what_it_said(
    office: Office, staff: Staff, agency_id: int, road: Road
) -> None:
    road.file()
    road.confirm()
    case_id = road.see("clerk").case.id
    (letter, _), *_ = papers.letters(case_id)
    before = letter.sha256, letter.pdf
    agency_settings.change(office, Particulars((("name", "示范市水利局"),)), mandate(staff))
    (same, _), *_ = papers.letters(case_id)

    assert before == (same.sha256, same.pdf)
    assert "示范市水务局" == same.facts["sender"]["name"]


def test_a_draft_is_reviewed_once_where_nothing_else_is_set(agency_id: int) -> None:
    assert (ONE,) == agency_settings.review_levels(agency(agency_id))


def test_the_levels_are_kept_in_their_order(office: Office, staff: Staff, agency_id: int) -> None:
    make_reviewers(office, staff, "handler2", "clerk")
    levels = (ReviewLevel("科室负责人审核", 1), ReviewLevel("保密审查", 2))
    asked = mandate(staff)
    for _ in range(2):
        agency_settings.change_review(office, ReviewChain(levels), asked)

    assert levels == agency_settings.review_levels(agency(agency_id))
    latest = administration.book(agency_id, None)[0]
    said = ["保密审查、审核（1）", "科室负责人审核（1） → 保密审查（2）"]
    assert (AdminAct.CHANGE_REVIEW, {"review_levels": said}) == (latest.what, latest.facts)


def test_a_draft_under_review_keeps_the_levels_it_began_with(
    office: Office, staff: Staff, agency_id: int, road: Road
) -> None:
    make_reviewers(office, staff, "handler2")
    road.start()
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    now = agency_settings.review_levels(agency(agency_id))
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(levels=now), "handler")
    two = ReviewChain((ReviewLevel("审核", 1), ReviewLevel("保密审查", 1)))
    agency_settings.change_review(office, two, mandate(staff))

    assert (ONE,) == road.see().standing.review


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((), SettingsRefusal.LEVELS_RANGE),
        ((ReviewLevel("", 1),), SettingsRefusal.LEVELS_RANGE),
        ((ReviewLevel("审核", 0),), SettingsRefusal.LEVELS_RANGE),
        ((ReviewLevel("审核", 4),), SettingsRefusal.LEVELS_RANGE),
        ((ReviewLevel("审核", 1),) * 6, SettingsRefusal.LEVELS_RANGE),
        ((ReviewLevel("审核", 2),), SettingsRefusal.TOO_FEW_REVIEWERS),
        ((ReviewLevel("审核", 1),) * 2, SettingsRefusal.TOO_FEW_REVIEWERS),
    ],
)
def test_levels_that_nobody_could_pass_are_refused(
    office: Office,
    staff: Staff,
    agency_id: int,
    levels: tuple[ReviewLevel, ...],
    expected: object,
) -> None:
    with pytest.raises(Refused) as refused:
        agency_settings.change_review(office, ReviewChain(levels), mandate(staff))

    assert expected is refused.value.reason
    assert (ONE,) == agency_settings.review_levels(agency(agency_id))


def test_nothing_of_another_agency_is_set(office: Office, agency_id: int) -> None:
    away = Actor(frozenset({Role.ADMINISTRATOR}), agency_id + 1, 1)
    with pytest.raises(NotThere):
        agency_settings.change(office, Particulars(()), Mandate(away, "1"))

    assert people.agency(agency_id) is not None
