"""Who may enter where: every route and method, for everybody, on their own and on others' cases.

MAY is the expectation. It is written down apart from the doors, so that a door which is opened by
mistake, or a route that nobody thought about, fails here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import unquote
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from casework.adapters.clock import SetClock
from casework.adapters.uploads import Upload
from casework.domain.disclosure import facts, guards
from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import Actor, Role, citizen
from casework.persistence.database import db
from casework.persistence.models import (
    Agency,
    Attachment,
    AuditEntry,
    Case,
    CaseEvent,
    Letter,
    Purpose,
    RoleGrant,
    User,
)
from casework.services import attachments
from casework.services.disclosure import filing
from casework.services.disclosure.acts import Order, act
from casework.services.office import Office
from tests.people import AGENCY, PASSWORD, PERSON, application
from tests.road import DRAFT, Road
from tests.web.desk.browser import PNG, keys_on

STAFF = frozenset({"handler", "handler2", "clerk", "reviewer", "approver", "administrator"})
HOLDER = frozenset({"applicant"})
CITIZENS = frozenset({"nobody", "applicant", "other applicant"})
# Staff of another agency, who hold every role there.
STRANGER = frozenset({"stranger"})
EVERYBODY = CITIZENS | STAFF | STRANGER
NOBODY: frozenset[str] = frozenset()
REGISTRARS = frozenset({"clerk", "handler", "handler2"})
SHARING_OUT = frozenset({"reviewer", "approver", "administrator"})
ADMINISTRATORS = frozenset({"administrator"}) | STRANGER

# Who may enter, with the reference, the letter and the files of the bureau's own case.
MAY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "GET static": EVERYBODY,
        "GET portal.home": EVERYBODY,
        "GET portal.guide": EVERYBODY,
        "GET portal.privacy": EVERYBODY,
        "GET portal.accessibility": EVERYBODY,
        "GET portal.apply": EVERYBODY,
        "GET portal.application": EVERYBODY,
        "POST portal.application": EVERYBODY,
        "GET portal.identity": EVERYBODY,
        "POST portal.identity": EVERYBODY,
        "GET portal.check": EVERYBODY,
        "POST portal.submit": EVERYBODY,
        "GET portal.track": EVERYBODY,
        "POST portal.track": EVERYBODY,
        "GET portal.lost": EVERYBODY,
        "POST portal.leave": EVERYBODY,
        "GET portal.request_page": HOLDER,
        "GET portal.letter": HOLDER,
        "GET portal.attachment": HOLDER,
        "GET portal.receipt": HOLDER,
        "GET portal.receipt_pdf": HOLDER,
        "GET portal.clarify": HOLDER,
        "POST portal.clarify": HOLDER,
        "GET portal.reasons": HOLDER,
        "POST portal.reasons": HOLDER,
        "GET portal.withdraw": HOLDER,
        "POST portal.withdraw": HOLDER,
        "GET portal.rate": HOLDER,
        "POST portal.rate": HOLDER,
        "GET portal.opinion": EVERYBODY,
        "POST portal.opinion": EVERYBODY,
        # Who holds no letter is sent to prove its code, the applicant too.
        "GET portal.opinion_page": NOBODY,
        "POST portal.opinion_page": NOBODY,
        "GET portal.opinion_receipt": NOBODY,
        "GET open.language": EVERYBODY,
        "GET open.large_type": EVERYBODY,
        "GET open.calculator": EVERYBODY,
        "GET open.calendar": EVERYBODY,
        "GET open.statistics": EVERYBODY,
        "GET open.statistics_csv": EVERYBODY,
        "GET open.statistics_json": EVERYBODY,
        "GET open.statistics_schema": EVERYBODY,
        "GET desk.sign_in": EVERYBODY,
        "POST desk.sign_in": EVERYBODY,
        "POST desk.sign_out": STAFF | STRANGER,
        "GET desk.queue": STAFF | STRANGER,
        "GET desk.all_cases": STAFF | STRANGER,
        "GET desk.register": REGISTRARS | STRANGER,
        "POST desk.register": REGISTRARS | STRANGER,
        "GET desk.case": STAFF,
        "POST desk.reveal": STAFF - {"administrator"},
        "GET desk.letter": STAFF - {"administrator"},
        "GET desk.preview": STAFF - {"administrator"},
        "GET desk.attachment": STAFF - {"administrator"},
        "GET desk.identity_document": STAFF - {"administrator", "reviewer"},
        "GET desk.act": STAFF,
        "POST desk.act": STAFF,
        "GET desk.decision": frozenset({"handler", "handler2"}),
        "GET desk.leaf": frozenset({"handler", "handler2"}),
        "POST desk.leaf": frozenset({"handler", "handler2"}),
        # To anybody without a code to show it only says where the case page is; that one asks.
        "GET desk.code": STAFF | STRANGER,
        "GET desk.own_password": STAFF | STRANGER,
        "POST desk.own_password": STAFF | STRANGER,
        "GET desk.substitutes": STAFF | STRANGER,
        "POST desk.substitutes": STAFF | STRANGER,
        "POST desk.end_substitution": STAFF | STRANGER,
        "GET desk.workload": SHARING_OUT | STRANGER,
        "GET desk.hand_over": SHARING_OUT - {"approver"},
        "POST desk.hand_over": SHARING_OUT - {"approver"},
        "GET desk.administration": ADMINISTRATORS,
        "GET desk.people": ADMINISTRATORS,
        "GET desk.new_person": ADMINISTRATORS,
        "POST desk.new_person": ADMINISTRATORS,
        "GET desk.person": ADMINISTRATORS - STRANGER,
        "POST desk.person": ADMINISTRATORS - STRANGER,
        "GET desk.account": ADMINISTRATORS - STRANGER,
        "POST desk.account": ADMINISTRATORS - STRANGER,
        "GET desk.given_password": ADMINISTRATORS - STRANGER,
        "GET desk.new_password": ADMINISTRATORS - STRANGER,
        "POST desk.new_password": ADMINISTRATORS - STRANGER,
        "GET desk.substitutes_of": ADMINISTRATORS - STRANGER,
        "POST desk.substitutes_of": ADMINISTRATORS - STRANGER,
        "GET desk.agency": ADMINISTRATORS,
        "POST desk.agency": ADMINISTRATORS,
        "GET desk.review": ADMINISTRATORS,
        "POST desk.review": ADMINISTRATORS,
        "GET desk.book": ADMINISTRATORS,
    }
)
# After these a visitor is somebody else, so they come last.
_ENDINGS = ("portal.leave", "desk.sign_out")
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# What each bureau's case is full of; no answer to anybody else may hold a byte of it.
OURS, THEIRS = "金丝雀", "百灵鸟"


@dataclass(frozen=True, slots=True)
class Papers:
    """A case that was replied to: what names it and its papers in an address."""

    reference: str
    code: str
    letter_id: int
    supplied_id: int
    identity_id: int
    user_id: int

    def address(self, app: Flask, rule: Rule) -> str:
        """A route's address on this case; KeyError for a part that nobody gave a value."""
        is_identity = rule.endpoint == "desk.identity_document"
        parts: dict[str, object] = {
            "reference": self.reference,
            "letter_id": self.letter_id,
            "attachment_id": self.identity_id if is_identity else self.supplied_id,
            "action": "assign",
            "outcome": "granted",
            "to": "on" if rule.endpoint == "open.large_type" else "zh",
            "who": "person",
            "number": 1,
            "user_id": self.user_id,
            "year": 2026,
            "filename": "casework.css",
        }
        given = {name: parts[name] for name in rule.arguments}
        with app.test_request_context():
            built = rule.build(given)
        assert built is not None
        return built[1]


@dataclass(frozen=True, slots=True)
class Bureaus:
    """Two bureaus in one database, the site's and another, with a case each; and a third case."""

    app: Flask
    ours: Papers
    theirs: Papers
    others: Papers

    def visitor(self, who: str) -> "Visitor":
        """A browser of somebody, who has proved or signed in as whatever they are."""
        visitor = Visitor(self.app.test_client())
        if who in {"applicant", "other applicant"}:
            papers = self.ours if who == "applicant" else self.others
            visitor.send("/track", "/track", reference=papers.reference, code=papers.code)
        elif who != "nobody":
            visitor.send("/desk/sign-in", "/desk/sign-in", username=who, password=PASSWORD)
        return visitor


@dataclass(slots=True)
class Visitor:
    """A browser with a valid token against forgery for whatever it sends."""

    client: FlaskClient

    def send(self, form: str, path: str, **fields: object) -> TestResponse:
        return self.client.post(path, data={**keys_on(self.client.get(form)), **fields})

    def ask(self, method: str, path: str) -> TestResponse:
        if method == "GET":
            return self.client.get(path, buffered=True)
        return self.send("/track", path)


@pytest.fixture
def bureaus(
    app: Flask, office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int
) -> Bureaus:
    road = Road(office, clock, staff, agency_id)
    away_id, away = _enter_other_bureau(office)
    return Bureaus(
        app,
        ours=replied(road, OURS),
        theirs=replied(Road(office, clock, away, away_id), THEIRS),
        others=replied(Road(office, clock, staff, agency_id), "其他"),
    )


def replied(road: Road, word: str) -> Papers:
    """A replied case with an identity document and a supplied file, full of a word."""
    person = replace(
        PERSON, name=f"{word}某", address=f"{word}路1号", email=f"{word}@shifan.example"
    )
    request = replace(application(person, f"{word}资料"), description=f"{word}特征")
    identity = _kept(road.office, f"{word}证件.png", Purpose.IDENTITY)
    filed = filing.submit(road.office, road.agency_id, request, (identity,), uuid4().hex)
    road.reference = filed.reference
    road.confirm()
    road.assign()
    supplied = _kept(road.office, f"{word}报告.png", Purpose.SUPPLIED)
    order = Order(Action.DRAFT_DECISION, DRAFT, uuid4().hex, papers=(supplied,))
    act(road.office, filed.reference, order, road.staff["handler"])
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
    road.do(Action.PASS_REVIEW, facts.SecrecyReview("未发现涉密内容"), "reviewer")
    road.do(Action.SIGN, facts.Signature(), "approver")
    road.serve()
    case_id = db.session.scalars(db.select(Case.id).filter_by(reference=filed.reference)).one()
    letters = db.select(Letter.id).filter_by(case_id=case_id).order_by(Letter.id.desc())
    listed = db.select(Attachment).filter_by(case_id=case_id)
    ids = {paper.purpose: paper.id for paper in db.session.scalars(listed)}
    letter_id = db.session.scalars(letters).first()
    assert letter_id is not None
    files = ids[Purpose.SUPPLIED], ids[Purpose.IDENTITY]
    papers = Papers(filed.reference, filed.code, letter_id, *files, _bystander(road.agency_id))
    db.session.remove()
    return papers


def _bystander(agency_id: int) -> int:
    """A colleague who does nothing, so that no visitor is the one that is administered."""
    user = User(
        username=uuid4().hex, agency_id=agency_id, name="旁观", unit="办公室", password_hash="x"
    )
    db.session.add(user)
    db.session.commit()
    return user.id


def outcome(answer: TestResponse) -> str:
    """What became of a visitor at a door."""
    to = answer.headers.get("Location", "")
    if to.startswith(("/desk/sign-in?next=", "/desk/sign-in?ended=")):
        return "must sign in"
    if to.startswith(("/track?reference=", "/opinion?name=")):
        return "must prove the code"
    known = {403: "forbidden", 404: "not there", 400: "forged", 500: "fault", 503: "fault"}
    return known.get(answer.status_code, "enters")


def expected(endpoint: str, method: str, who: str) -> str:
    """What should become of somebody at a route, on our case."""
    if who in MAY[f"{method} {endpoint}"]:
        return "enters"
    if endpoint.startswith("portal."):
        return "must prove the code"
    if who in CITIZENS:
        return "must sign in"
    return "not there" if who in STRANGER and endpoint not in _BY_ROLE else "forbidden"


# Where the role alone decides; a stranger holds every one.
_BY_ROLE = frozenset({"desk.register"})


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route with every method that it answers by itself; what ends a visit comes last."""
    rules = sorted(
        app.url_map.iter_rules(),
        key=lambda rule: _ENDINGS.index(rule.endpoint) + 1 if rule.endpoint in _ENDINGS else 0,
    )
    for rule in rules:
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def holds(answer: TestResponse, word: str) -> bool:
    """Whether an answer, or its headers, hold a word."""
    headers = unquote("\n".join(f"{name}: {value}" for name, value in answer.headers))
    return word.encode() in answer.data or word in headers


def test_every_route_and_method_has_an_expectation_and_no_other_has_one(app: Flask) -> None:
    assert {f"{method} {rule.endpoint}" for rule, method in routes(app)} == set(MAY)


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_everybody_enters_where_they_may_and_nowhere_else(bureaus: Bureaus, who: str) -> None:
    visitor = bureaus.visitor(who)
    found = {}
    for rule, method in routes(bureaus.app):
        answer = visitor.ask(method, bureaus.ours.address(bureaus.app, rule))
        found[method, rule.endpoint] = outcome(answer)
        if who not in STAFF | HOLDER:
            assert not holds(answer, OURS), (method, rule)
        assert not holds(answer, THEIRS) or who in STRANGER, (method, rule)

    assert found == {(method, name): expected(name, method, who) for method, name in found}


@pytest.mark.parametrize("who", sorted(EVERYBODY - STRANGER))
def test_nobody_learns_anything_of_another_agencys_case(bureaus: Bureaus, who: str) -> None:
    visitor = bureaus.visitor(who)
    for rule, method in routes(bureaus.app):
        if "reference" not in rule.arguments:
            continue
        answer = visitor.ask(method, bureaus.theirs.address(bureaus.app, rule))
        assert not holds(answer, THEIRS), (method, rule)
        if rule.endpoint != "desk.code":
            assert outcome(answer) != "enters", (method, rule)


def test_a_case_of_another_agency_is_answered_like_one_that_does_not_exist(
    bureaus: Bureaus,
) -> None:
    visitor = bureaus.visitor("handler")
    imagined = replace(bureaus.theirs, reference="BSSW-2026-999999")
    for rule, method in routes(bureaus.app):
        if rule.endpoint.startswith("desk.") and "reference" in rule.arguments:
            real = visitor.ask(method, bureaus.theirs.address(bureaus.app, rule))
            none = visitor.ask(method, imagined.address(bureaus.app, rule))
            assert real.status_code == none.status_code, (method, rule)


@pytest.mark.parametrize("who", ["handler", "clerk", "approver", "applicant"])
def test_a_paper_is_found_under_its_own_case_only(bureaus: Bureaus, who: str) -> None:
    visitor = bureaus.visitor(who)
    face = "portal." if who == "applicant" else "desk."
    for elsewhere in (bureaus.theirs, bureaus.others):
        mixed = replace(elsewhere, reference=bureaus.ours.reference)
        for rule, method in routes(bureaus.app):
            if rule.endpoint.startswith(face) and rule.arguments & {"letter_id", "attachment_id"}:
                answer = visitor.ask(method, mixed.address(bureaus.app, rule))
                assert outcome(answer) == "not there", (method, rule)


def test_an_applicant_fetches_what_was_supplied_and_no_identity_document(bureaus: Bureaus) -> None:
    visitor = bureaus.visitor("applicant")
    at = f"/requests/{bureaus.ours.reference}/supplied/"

    assert visitor.ask("GET", f"{at}{bureaus.ours.supplied_id}").data == PNG
    assert visitor.ask("GET", f"{at}{bureaus.ours.identity_id}").status_code == 404


def test_an_identity_document_is_not_among_the_other_files(bureaus: Bureaus) -> None:
    at = f"/desk/requests/{bureaus.ours.reference}"
    for who in ("reviewer", "clerk"):
        visitor = bureaus.visitor(who)
        answer = visitor.ask("GET", f"{at}/attachments/{bureaus.ours.identity_id}")
        assert answer.status_code == 404


def test_the_strangers_case_is_full_of_what_others_must_not_see(bureaus: Bureaus) -> None:
    """Without this, every test above would pass on an empty page."""
    at = f"/desk/requests/{bureaus.theirs.reference}"
    visitor = bureaus.visitor("stranger")

    assert holds(visitor.ask("GET", at), THEIRS)
    assert holds(visitor.ask("GET", f"{at}/attachments/{bureaus.theirs.supplied_id}"), THEIRS)
    assert bureaus.visitor("handler").ask("GET", f"/desk/requests/{bureaus.ours.reference}")


# The decision's draft has pages of its own, to which the act's address leads everybody alike.
@pytest.mark.parametrize(
    "action",
    [action for action in Action if action is not Action.DRAFT_DECISION],
    ids=lambda action: action.value,
)
def test_an_act_posted_by_a_stranger_changes_nothing(bureaus: Bureaus, action: Action) -> None:
    before = _events()
    for who in ("stranger", "nobody", "other applicant"):
        visitor = bureaus.visitor(who)
        path = f"/desk/requests/{bureaus.ours.reference}/acts/{action.value}"
        answer = visitor.send("/track", path, version=7, means="x", statement="x", reason="x")
        assert outcome(answer) != "enters", who

    assert before == _events()


@pytest.mark.parametrize("who", ["reviewer", "approver", "administrator", "handler2"])
def test_a_role_that_the_table_does_not_name_changes_nothing(
    app: Flask, road: Road, who: str
) -> None:
    """Each form is sent well filled; only who sends it is wrong."""
    road.start()
    before = _events()
    visitor = Visitor(app.test_client())
    visitor.send("/desk/sign-in", "/desk/sign-in", username=who, password=PASSWORD)
    typed = {"version": before[road.reference], "means": "已核验", "statement": "撤回"}
    typed |= {"working_days": 20, "reason": "需要时间", "defects": "写明年份"}
    for row in DISCLOSURE.rows:
        if who == "handler2" and guards.by_its_handler not in row.guards:
            continue
        if Role(who.removesuffix("2")) not in row.who or who == "handler2":
            path = f"/desk/requests/{road.reference}/acts/{row.action.value}"
            answer = visitor.send("/track", path, **typed)
            assert answer.status_code in {303, 404, 409, 422}, row.action

    assert before == _events()


def test_a_code_reissued_by_a_wrong_role_does_not_replace_the_old_one(bureaus: Bureaus) -> None:
    path = f"/desk/requests/{bureaus.ours.reference}/acts/reissue_code"
    version = _events()[bureaus.ours.reference]
    for who in ("reviewer", "approver", "administrator", "stranger"):
        bureaus.visitor(who).send("/track", path, version=version, means="已核验")

    page = bureaus.visitor("applicant").ask("GET", f"/requests/{bureaus.ours.reference}")
    assert page.status_code == 200


def test_every_look_at_an_applicant_is_written_down_with_who_looked(bureaus: Bureaus) -> None:
    at = f"/desk/requests/{bureaus.ours.reference}"
    visitor = bureaus.visitor("approver")
    visitor.ask("POST", f"{at}/reveal")
    visitor.ask("GET", f"{at}/identity/{bureaus.ours.identity_id}")
    visitor.ask("GET", f"{at}/identity/{bureaus.ours.identity_id}")
    visitor.ask("GET", f"{at}/letters/{bureaus.ours.letter_id}")

    looks = db.session.scalars(db.select(AuditEntry)).all()
    approver = db.session.scalars(db.select(User.id).filter_by(username="approver")).one()
    assert [look.user_id for look in looks] == [approver] * 4
    assert len({look.request_id for look in looks}) == 4


def test_a_look_that_was_refused_is_not_written_down(bureaus: Bureaus) -> None:
    at = f"/desk/requests/{bureaus.ours.reference}"
    for who in ("administrator", "stranger", "nobody"):
        visitor = bureaus.visitor(who)
        visitor.ask("POST", f"{at}/reveal")
        visitor.ask("GET", f"{at}/identity/{bureaus.ours.identity_id}")

    assert db.session.scalars(db.select(AuditEntry)).all() == []


def test_an_applicant_is_shown_once_a_reveal(bureaus: Bureaus) -> None:
    at = f"/desk/requests/{bureaus.ours.reference}"
    visitor = bureaus.visitor("handler")
    masked = visitor.ask("GET", at)
    visitor.ask("POST", f"{at}/reveal")
    shown, again = visitor.ask("GET", at), visitor.ask("GET", at)

    assert [PERSON.identity_number in page.text for page in (masked, shown, again)] == [
        False,
        True,
        False,
    ]


def _kept(office: Office, filename: str, purpose: Purpose) -> attachments.Paper:
    return attachments.keep(office, Upload(filename, PNG, "image/png"), purpose)


def _events() -> dict[str, int]:
    """How many events each case has."""
    db.session.remove()
    counted = db.select(Case.reference, db.func.count(CaseEvent.id))
    joined = counted.join(CaseEvent, CaseEvent.case_id == Case.id).group_by(Case.reference)
    return {row[0]: row[1] for row in db.session.execute(joined)}


def _enter_other_bureau(office: Office) -> tuple[int, dict[str, Actor]]:
    """Another bureau in the same database; who works there, by the part they play on the road."""
    agency = Agency(**{**AGENCY, "code": "BSSW", "name": "邻市水务局", "letter_prefix": "邻水公开"})
    db.session.add(agency)
    db.session.flush()
    hashed = office.hasher.hash(PASSWORD)
    every = frozenset(Role) - {Role.APPLICANT}
    users = {
        name: User(
            username=name,
            agency_id=agency.id,
            name=name,
            unit="水资源科",
            password_hash=hashed,
            grants=[RoleGrant(role=role) for role in every],
        )
        for name in ("stranger", "stranger2", "stranger3")
    }
    db.session.add_all(users.values())
    db.session.commit()
    actors = {name: Actor(every, agency.id, user.id) for name, user in users.items()}
    road = {"clerk": 1, "handler": 1, "reviewer": 2, "approver": 3}
    parts = {part: actors["stranger" if n == 1 else f"stranger{n}"] for part, n in road.items()}
    return agency.id, {**parts, "applicant": citizen(agency.id)}
