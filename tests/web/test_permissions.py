"""Who may enter where: every route and method, for everybody, on their own and on others' cases.

MAY is the expectation. It is written down apart from the doors, so that a door which is opened by
mistake, or a route that nobody thought about, fails here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
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
from casework.domain.disclosure.application import Applicant
from casework.domain.disclosure.proactive import Publication
from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.record_correction import vocabulary as correction
from casework.domain.record_correction.acts import Approval, Proposal
from casework.domain.record_correction.application import CorrectionApplication
from casework.domain.roles import Actor, Role, citizen
from casework.domain.terms import Term
from casework.domain.workflow import Facts
from casework.persistence.database import db
from casework.persistence.models import (
    Agency,
    Attachment,
    AuditEntry,
    Case,
    CaseEvent,
    Letter,
    PublishedInformation,
    Purpose,
    RoleGrant,
    User,
)
from casework.services import agencies, attachments, colleagues, published, sealing
from casework.services.acts import Filed
from casework.services.administration import Mandate
from casework.services.colleagues import Substitute
from casework.services.disclosure import filing
from casework.services.disclosure.acts import Order, act
from casework.services.office import Office
from casework.services.record_correction import filing as correcting
from casework.services.record_correction.acts import act as correct
from casework.services.sealing import SealChoice
from tests.letters.seal import seal_png
from tests.people import AGENCY, ORGANISATION, PASSWORD, PERSON, application
from tests.report_road import ReportRoad
from tests.road import DRAFT, Road
from tests.web.asked import OF_CONSULTATIONS, Asked, asked
from tests.web.desk.browser import PNG, keys_on
from tests.web.written import OF_MESSAGES, Written, written

pytestmark = pytest.mark.either

STAFF = frozenset({"handler", "handler2", "clerk", "reviewer", "approver", "administrator"})
HOLDER = frozenset({"applicant"})
CITIZENS = frozenset({"nobody", "applicant", "other applicant"})
# Staff of another agency, who hold every role there.
STRANGER = frozenset({"stranger"})
EVERYBODY = CITIZENS | STAFF | STRANGER
NOBODY: frozenset[str] = frozenset()
HANDLERS = frozenset({"handler", "handler2"})
REGISTRARS = HANDLERS | {"clerk"}
DECIDERS = HANDLERS | {"reviewer", "approver"}
KEEPERS = REGISTRARS | {"approver"}
ADMINISTRATORS = frozenset({"administrator"})

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
        "GET portal.find": EVERYBODY,
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
        "GET portal.corrections_start": EVERYBODY,
        "GET portal.ask_correction": EVERYBODY,
        "POST portal.ask_correction": EVERYBODY,
        "GET portal.correction_receipt": HOLDER,
        "GET portal.correction_receipt_pdf": HOLDER,
        "GET portal.correction_page": HOLDER,
        "GET portal.correction_letter": HOLDER,
        "GET portal.withdraw_correction": HOLDER,
        "POST portal.withdraw_correction": HOLDER,
        "GET portal.comment": EVERYBODY,
        "POST portal.comment": EVERYBODY,
        "GET portal.comment_receipt": HOLDER,
        "GET portal.comment_page": HOLDER,
        "POST portal.verify_comment": HOLDER,
        "POST portal.send_comment_code_again": HOLDER,
        "GET portal.resubmit_comment": HOLDER,
        "POST portal.resubmit_comment": HOLDER,
        "GET portal.write_message": EVERYBODY,
        "POST portal.write_message": EVERYBODY,
        "GET portal.offered_answers": EVERYBODY,
        "GET portal.message_receipt": HOLDER,
        "GET portal.message_page": HOLDER,
        "POST portal.verify_message": HOLDER,
        "POST portal.send_message_code_again": HOLDER,
        "POST portal.change_message_consent": HOLDER,
        "GET portal.rate_message": HOLDER,
        "POST portal.rate_message": HOLDER,
        "GET portal.follow_up_message": HOLDER,
        "POST portal.follow_up_message": HOLDER,
        "GET open.messages": EVERYBODY,
        "GET open.messages_feed": EVERYBODY,
        "GET open.message_reply": EVERYBODY,
        "GET open.frequent_questions": EVERYBODY,
        "GET open.message_statistics": EVERYBODY,
        "GET open.message_statistics_csv": EVERYBODY,
        "GET open.message_statistics_json": EVERYBODY,
        "GET open.message_statistics_schema": EVERYBODY,
        "GET open.consultations": EVERYBODY,
        "GET open.consultations_feed": EVERYBODY,
        "GET open.consultation": EVERYBODY,
        "GET open.consultation_paper": EVERYBODY,
        "GET open.consultation_calendar": EVERYBODY,
        "GET open.consultation_feedback": EVERYBODY,
        "GET open.consultation_feedback_pdf": EVERYBODY,
        "GET open.consultation_feedback_xlsx": EVERYBODY,
        "GET open.consultation_catalogue": EVERYBODY,
        "GET open.language": EVERYBODY,
        "GET open.large_type": EVERYBODY,
        "GET open.calculator": EVERYBODY,
        "GET open.calendar": EVERYBODY,
        "GET open.statistics": EVERYBODY,
        "GET open.statistics_csv": EVERYBODY,
        "GET open.statistics_json": EVERYBODY,
        "GET open.statistics_schema": EVERYBODY,
        "GET open.statistics_xlsx": EVERYBODY,
        "GET open.verify": EVERYBODY,
        "GET open.verified": EVERYBODY,
        "POST open.verified": EVERYBODY,
        "GET open.report_check": EVERYBODY,
        "POST open.report_check": EVERYBODY,
        "GET open.annual_reports": EVERYBODY,
        "GET open.annual_report": EVERYBODY,
        "GET open.annual_report_edition": EVERYBODY,
        "GET open.annual_report_file": EVERYBODY,
        "GET open.annual_reports_feed": EVERYBODY,
        "GET open.api_index": EVERYBODY,
        "GET open.api_openapi": EVERYBODY,
        "GET open.api_catalogue": EVERYBODY,
        "GET open.api_deadline": EVERYBODY,
        "GET open.api_consultation": EVERYBODY,
        "GET open.api_message": EVERYBODY,
        "GET open.api_statistics": EVERYBODY,
        "GET open.api_statistics_csv": EVERYBODY,
        "GET open.api_statistics_xlsx": EVERYBODY,
        "GET open.api_reports": EVERYBODY,
        "GET open.api_reports_csv": EVERYBODY,
        "GET open.api_reports_xlsx": EVERYBODY,
        "GET open.api_report": EVERYBODY,
        "GET open.api_report_csv": EVERYBODY,
        "GET open.api_report_xlsx": EVERYBODY,
        "GET open.api_calendar": EVERYBODY,
        "GET open.api_calendar_csv": EVERYBODY,
        "GET open.api_calendar_xlsx": EVERYBODY,
        "GET open.api_consultations": EVERYBODY,
        "GET open.api_consultations_csv": EVERYBODY,
        "GET open.api_consultations_xlsx": EVERYBODY,
        "GET open.api_consultation_feedback": EVERYBODY,
        "GET open.api_consultation_feedback_csv": EVERYBODY,
        "GET open.api_consultation_feedback_xlsx": EVERYBODY,
        "GET open.api_messages": EVERYBODY,
        "GET open.api_messages_csv": EVERYBODY,
        "GET open.api_messages_xlsx": EVERYBODY,
        "GET open.api_frequent_questions": EVERYBODY,
        "GET open.api_frequent_questions_csv": EVERYBODY,
        "GET open.api_frequent_questions_xlsx": EVERYBODY,
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
        "GET desk.redact": STAFF - {"administrator"},
        "POST desk.redact": STAFF - {"administrator"},
        "GET desk.redaction_page": STAFF - {"administrator"},
        "GET desk.identity_document": STAFF - {"administrator", "reviewer"},
        "GET desk.act": STAFF,
        "POST desk.act": STAFF,
        "GET desk.decision": HANDLERS,
        "GET desk.leaf": HANDLERS,
        "POST desk.leaf": HANDLERS,
        "GET desk.service_record": STAFF - {"administrator"},
        "GET desk.review_sheet": STAFF - {"administrator"},
        "GET desk.number_register": STAFF | STRANGER,
        "GET desk.number_register_csv": STAFF | STRANGER,
        "GET desk.printing": KEEPERS | STRANGER,
        "POST desk.printing": KEEPERS | STRANGER,
        "GET desk.wordings": ADMINISTRATORS | {"approver"} | STRANGER,
        "GET desk.wording": ADMINISTRATORS | {"approver"} | STRANGER,
        "POST desk.wording": ADMINISTRATORS | {"approver"} | STRANGER,
        "GET desk.seal": ADMINISTRATORS | STRANGER,
        "POST desk.seal": ADMINISTRATORS | STRANGER,
        # Of ours; the stranger's bureau has none.
        "GET desk.seal_picture": ADMINISTRATORS,
        # To anybody without a code to show it only says where the case page is; that one asks.
        "GET desk.code": STAFF | STRANGER,
        "GET desk.corrections_list": STAFF | STRANGER,
        "GET desk.register_correction": REGISTRARS | STRANGER,
        "POST desk.register_correction": REGISTRARS | STRANGER,
        "GET desk.correction": STAFF,
        "GET desk.correction_preview": STAFF - {"administrator"},
        "GET desk.correction_act": STAFF,
        "POST desk.correction_act": STAFF,
        "GET desk.messages": STAFF | STRANGER,
        "GET desk.register_message": REGISTRARS | STRANGER,
        "POST desk.register_message": REGISTRARS | STRANGER,
        "GET desk.message": STAFF,
        "GET desk.message_act": STAFF,
        "POST desk.message_act": STAFF,
        "GET desk.prepare_message": HANDLERS,
        "POST desk.prepare_message": HANDLERS,
        "GET desk.questions": STAFF | STRANGER,
        "GET desk.new_question": STAFF - {"administrator"} | STRANGER,
        "POST desk.new_question": STAFF - {"administrator"} | STRANGER,
        "GET desk.question_entry": STAFF - {"administrator"},
        "POST desk.question_entry": STAFF - {"administrator"},
        "POST desk.release_question": DECIDERS,
        "POST desk.delist_question": STAFF - {"administrator"},
        "GET desk.consultations": STAFF | STRANGER,
        "GET desk.new_consultation": HANDLERS | STRANGER,
        "POST desk.new_consultation": HANDLERS | STRANGER,
        "GET desk.consultation": STAFF,
        "GET desk.consultation_paper": STAFF,
        "GET desk.consultation_act": STAFF,
        "POST desk.consultation_act": STAFF,
        "GET desk.preview_consultation": STAFF,
        "GET desk.amend_consultation": HANDLERS,
        "POST desk.amend_consultation": HANDLERS,
        "GET desk.comments": STAFF,
        "POST desk.group_comments": DECIDERS,
        "POST desk.answer_comments": DECIDERS,
        "GET desk.comments_csv": DECIDERS,
        "GET desk.key_in_comment": REGISTRARS,
        "POST desk.key_in_comment": REGISTRARS,
        "GET desk.comment": STAFF,
        "GET desk.comment_act": STAFF,
        "POST desk.comment_act": STAFF,
        "GET desk.comment_groups": STAFF,
        "GET desk.comment_group": DECIDERS,
        "POST desk.comment_group": DECIDERS,
        "POST desk.change_comment_group": DECIDERS,
        "GET desk.similar_comments": DECIDERS,
        "POST desk.confirm_similar": DECIDERS,
        "GET desk.consultation_feedback": STAFF,
        "POST desk.consultation_feedback": STAFF,
        "POST desk.publish_feedback": frozenset({"reviewer", "approver"}),
        "GET desk.feedback_pdf": STAFF,
        "GET desk.decisions": STAFF | STRANGER,
        "GET desk.new_decision": HANDLERS | {"approver"} | STRANGER,
        "POST desk.new_decision": HANDLERS | {"approver"} | STRANGER,
        "GET desk.edit_decision": HANDLERS | {"approver"},
        "POST desk.edit_decision": HANDLERS | {"approver"},
        "POST desk.delist_decision": HANDLERS | {"approver"},
        "GET desk.similar_requests": STAFF,
        "POST desk.propose": HANDLERS,
        "GET desk.suggestions": STAFF | STRANGER,
        "GET desk.considered": STAFF | STRANGER,
        "GET desk.consider": DECIDERS,
        "POST desk.consider": DECIDERS,
        "GET desk.published": STAFF | STRANGER,
        "GET desk.new_published": KEEPERS | STRANGER,
        "POST desk.new_published": KEEPERS | STRANGER,
        "GET desk.edit_published": KEEPERS,
        "POST desk.edit_published": KEEPERS,
        # Without the form's own key it only leads to the entry's page; that one asks.
        "POST desk.delist_published": KEEPERS | STRANGER,
        "GET desk.reports": STAFF | STRANGER,
        "POST desk.begin_report": HANDLERS | ADMINISTRATORS | STRANGER,
        "GET desk.report": STAFF,
        "GET desk.report_cell": STAFF,
        "GET desk.report_preview": STAFF,
        "GET desk.report_act": STAFF,
        "POST desk.report_act": STAFF,
        # Its own key is missing, so that it only shows the report's page; that one asks.
        "POST desk.check_report": HANDLERS,
        "GET desk.workload": frozenset({"reviewer", "approver"}) | ADMINISTRATORS | STRANGER,
        "GET desk.hand_over": frozenset({"reviewer"}) | ADMINISTRATORS,
        "POST desk.hand_over": frozenset({"reviewer"}) | ADMINISTRATORS,
        "GET desk.own_password": STAFF | STRANGER,
        "POST desk.own_password": STAFF | STRANGER,
        "GET desk.substitutes": STAFF | STRANGER,
        "POST desk.substitutes": STAFF | STRANGER,
        "POST desk.end_substitution": STAFF | STRANGER,
        "GET desk.administration": ADMINISTRATORS | STRANGER,
        "GET desk.agency": ADMINISTRATORS | STRANGER,
        "POST desk.agency": ADMINISTRATORS | STRANGER,
        "GET desk.review": ADMINISTRATORS | STRANGER,
        "POST desk.review": ADMINISTRATORS | STRANGER,
        "GET desk.book": ADMINISTRATORS | STRANGER,
        "GET desk.notices": ADMINISTRATORS | STRANGER,
        "GET desk.people": ADMINISTRATORS | STRANGER,
        "GET desk.new_person": ADMINISTRATORS | STRANGER,
        "POST desk.new_person": ADMINISTRATORS | STRANGER,
        # Of one of our colleagues.
        "GET desk.person": ADMINISTRATORS,
        "POST desk.person": ADMINISTRATORS,
        "GET desk.account": ADMINISTRATORS,
        "POST desk.account": ADMINISTRATORS,
        "GET desk.given_password": ADMINISTRATORS,
        "GET desk.new_password": ADMINISTRATORS,
        "POST desk.new_password": ADMINISTRATORS,
        "GET desk.substitutes_of": ADMINISTRATORS,
        "POST desk.substitutes_of": ADMINISTRATORS,
    }
)
_SEAL = 400  # dots a side
_REPORTED = 2025  # the year whose report is published
# After these a visitor is somebody else, so they come last.
_ENDINGS = ("portal.leave", "desk.sign_out")
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# What each bureau's case is full of; no answer to anybody else may hold a byte of it.
OURS, THEIRS = "金丝雀", "百灵鸟"


@dataclass(frozen=True, slots=True)
class Papers:
    """A case that was replied to: what names it and its papers in an address.

    With it a record correction, the group of what several asked for, an entry of the register of
    what is public, a colleague of the same bureau, and the code printed on the letter.
    """

    reference: str
    code: str
    letter_id: int
    supplied_id: int
    identity_id: int
    correction: "Correction"
    asked: Asked
    written: Written
    group_id: int
    published_id: int
    user_id: int
    printed_code: str
    report: str

    def address(self, app: Flask, rule: Rule) -> str:
        """A route's address on this case; KeyError for a part that nobody gave a value."""
        is_identity = rule.endpoint == "desk.identity_document"
        corrects = rule.rule.startswith(_CORRECTIONS)
        reports = rule.rule.startswith("/desk/reports")
        beside = self.correction.reference if corrects else self.report
        parts: dict[str, object] = {
            "reference": beside if corrects or reports else self.reference,
            "letter_id": self.correction.letter_id if corrects else self.letter_id,
            "attachment_id": self.identity_id if is_identity else self.supplied_id,
            "group_id": self.group_id,
            "published_id": self.published_id,
            "user_id": self.user_id,
            "action": "return" if reports else "assign",
            "cell": "t3.new.7",
            "form": "csv",
            "outcome": "granted",
            "kind": "d09",
            "to": "on" if rule.endpoint == "open.large_type" else "zh",
            "who": "person",
            "number": 1,
            "year": _REPORTED,
            "filename": "casework.css",
            "code": self.printed_code,
            **self.asked.parts(rule),
            **self.written.parts(rule),
        }
        given = {name: parts[name] for name in rule.arguments}
        with app.test_request_context():
            built = rule.build(given)
        assert built is not None
        return built[1]


@dataclass(frozen=True, slots=True)
class Correction:
    """A record correction that was answered."""

    reference: str
    code: str
    letter_id: int


_BESIDE = ("/desk/corrections", "/corrections", "/desk/reports", *OF_CONSULTATIONS, *OF_MESSAGES)
_CORRECTIONS = ("/corrections/<reference>", "/desk/corrections/<reference>")


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
            for held in (papers, papers.correction, papers.asked, papers.written):
                visitor.send("/track", "/track", reference=held.reference, code=held.code)
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
    two = Bureaus(
        app,
        ours=replied(road, OURS),
        theirs=replied(Road(office, clock, away, away_id), THEIRS),
        others=replied(Road(office, clock, staff, agency_id), "其他"),
    )
    choice = SealChoice(on_every_letter=False, sha256="0" * 64)
    by_administrator = Mandate(staff["administrator"], uuid4().hex)
    sealing.change(office, choice, seal_png(_SEAL), by_administrator)
    db.session.remove()
    return two


def replied(road: Road, word: str) -> Papers:
    """A replied case with an identity document and a supplied file, full of a word."""
    person = replace(
        PERSON, name=f"{word}某", address=f"{word}路1号", email=f"{word}@shifan.example"
    )
    wanted = f"{word}水库、{word}渠道、{word}泵站的全部资料"
    request = replace(application(person, wanted), description=f"{word}特征")
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
    second = replace(request, applicant=replace(ORGANISATION, name=f"{word}公司"))
    road.reference = filing.submit(road.office, road.agency_id, second, (), uuid4().hex).reference
    road.confirm()
    # What we have published, everybody may find.
    title = "示范公报" if word == OURS else f"{word}公报"
    public = Publication(title, road.today, place="阅览室")
    published.enter(road.office, public, uuid4().hex, road.staff["clerk"])
    whose = (road.office, road.clock, road.staff, road.agency_id)
    beside = asked(*whose, word, _REPORTED), written(*whose, word)
    papers = _papers(road, filed, _corrected(road, person, word), *beside)
    db.session.remove()
    return papers


def _corrected(road: Road, person: Applicant, word: str) -> Correction:
    """An answered record correction, full of a word."""
    asked = CorrectionApplication(
        applicant=person, record=f"{word}取水户登记表", wrong=f"{word}旧址", right=f"{word}新址"
    )
    filed = correcting.submit(road.office, road.agency_id, asked, (), uuid4().hex)
    confirmed = facts.ReceiptConfirmation(road.today, facts.ConfirmationMeans.PHONE, "通话记录")
    handler_id = road.staff["handler"].user_id or 0
    said: tuple[tuple[Term, Facts, str], ...] = (
        (correction.Action.CONFIRM_RECEIPT, confirmed, "clerk"),
        (correction.Action.ASSIGN, facts.Assignment("水资源科", handler_id), "clerk"),
        (
            correction.Action.PROPOSE,
            Proposal(correction.Result.CORRECTED, "已核对", asked.record, asked.wrong, asked.right),
            "handler",
        ),
        (correction.Action.APPROVE, Approval(), "approver"),
    )
    for action, given, who in said:
        correct(road.office, filed.reference, Order(action, given, uuid4().hex), road.staff[who])
    return Correction(filed.reference, filed.code, _last_letter(filed.reference))


def _papers(
    road: Road, filed: Filed, corrected: Correction, consulted: Asked, told: Written
) -> Papers:
    case_id = db.session.scalars(db.select(Case.id).filter_by(reference=filed.reference)).one()
    listed = db.select(Attachment).filter_by(case_id=case_id)
    ids = {paper.purpose: paper.id for paper in db.session.scalars(listed)}
    public = db.select(PublishedInformation.id).filter_by(agency_id=road.agency_id)
    colleague = road.staff.get("handler2", road.staff["reviewer"])
    return Papers(
        reference=filed.reference,
        code=filed.code,
        letter_id=_last_letter(filed.reference),
        supplied_id=ids[Purpose.SUPPLIED],
        identity_id=ids[Purpose.IDENTITY],
        correction=corrected,
        asked=consulted,
        written=told,
        group_id=case_id,
        published_id=db.session.scalars(public.order_by(PublishedInformation.id.desc())).first()
        or 0,
        user_id=colleague.user_id or 0,
        printed_code=_printed_code(filed.reference),
        report=_report(road),
    )


def _report(road: Road) -> str:
    """A published annual report: public, but for who worked on it."""
    agency = agencies.by_id(road.agency_id)
    path = ReportRoad(road.office, road.staff, agency, _REPORTED)
    if path.standing.edition is None:  # one bureau has two cases, and one report
        path.publish()
    return path.reference


def _printed_code(reference: str) -> str:
    """The code on a case's last letter, by which anybody may check it."""
    letter = db.session.get_one(Letter, _last_letter(reference))
    return str(letter.facts["verification"]["code"])


def _last_letter(reference: str) -> int:
    letters = db.select(Letter.id).join(Case).where(Case.reference == reference)
    letter_id: int | None = db.session.scalars(letters.order_by(Letter.id.desc())).first()
    assert letter_id is not None
    return letter_id


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


def hidden(endpoint: str, method: str, who: str) -> str:
    """What should become of a colleague who is not named, at a route of a restricted case."""
    known = expected(endpoint, method, who)
    tells = endpoint.startswith("desk.") and endpoint != "desk.code"
    return "not there" if tells and known == "enters" else known


# Where the role alone decides; a stranger holds every one.
_BY_ROLE = frozenset(
    name.partition(" ")[2]
    for name, may in MAY.items()
    if STRANGER <= may and name.partition(" ")[2].startswith("desk.")
)


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
    nobodys = replace(bureaus.theirs.correction, reference="BSSW-2026-G999999")
    imagined = replace(
        bureaus.theirs,
        reference="BSSW-2026-999999",
        correction=nobodys,
        asked=replace(
            bureaus.theirs.asked, consultation="BSSW-2026-Z999999", reference="BSSW-2026-Y999999"
        ),
        written=replace(bureaus.theirs.written, reference="BSSW-2026-L999999"),
        report="BSSW-2026-N999999",
    )
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
        mixed = replace(
            elsewhere,
            reference=bureaus.ours.reference,
            correction=replace(elsewhere.correction, reference=bureaus.ours.correction.reference),
            asked=replace(elsewhere.asked, consultation=bureaus.ours.asked.consultation),
        )
        for rule, method in routes(bureaus.app):
            if rule.endpoint.startswith(face) and rule.arguments & {"letter_id", "attachment_id"}:
                answer = visitor.ask(method, mixed.address(bureaus.app, rule))
                assert outcome(answer) == "not there", (method, rule)


@pytest.mark.parametrize("who", ["handler", "approver", "applicant"])
def test_a_reference_of_one_procedure_is_not_there_on_the_pages_of_the_other(
    bureaus: Bureaus, who: str
) -> None:
    visitor, ours = bureaus.visitor(who), bureaus.ours
    asked, corrected = ours.reference, ours.correction.reference
    face, other = ("/requests", "/corrections")
    if who != "applicant":
        face, other = "/desk/requests", "/desk/corrections"

    assert [
        outcome(visitor.ask("GET", path)) for path in (f"{face}/{asked}", f"{other}/{corrected}")
    ] == ["enters"] * 2
    assert [
        outcome(visitor.ask("GET", path)) for path in (f"{face}/{corrected}", f"{other}/{asked}")
    ] == ["not there"] * 2


def test_an_entry_of_the_register_is_changed_by_its_own_agency_only(bureaus: Bureaus) -> None:
    visitor = bureaus.visitor("stranger")
    own, other = (
        f"/desk/published/{papers.published_id}" for papers in (bureaus.theirs, bureaus.ours)
    )
    answers = [visitor.send(own, other), visitor.send(own, f"{other}/delist")]

    kept = bureaus.visitor("clerk").ask("GET", other)
    visitor.send(own, f"{own}/delist")

    assert [outcome(answer) for answer in answers] == ["not there"] * 2
    assert outcome(kept) == "enters"
    assert outcome(visitor.ask("GET", own)) == "not there"


@pytest.fixture
def restricted(bureaus: Bureaus, office: Office, staff: dict[str, Actor]) -> Bureaus:
    """Our case, which only the second handler may see, beside the approver who restricted it."""
    named = facts.Restriction((staff["handler2"].user_id or 0,), "涉及本机关工作人员")
    order = Order(Action.RESTRICT, named, uuid4().hex)
    act(office, bureaus.ours.reference, order, staff["approver"])
    db.session.remove()
    return bureaus


@pytest.mark.parametrize("who", sorted(STAFF - {"handler2", "approver"}))
def test_nobody_who_is_not_named_learns_anything_of_a_restricted_case(
    restricted: Bureaus, who: str
) -> None:
    visitor, ours = restricted.visitor(who), restricted.ours
    found = {}
    for rule, method in routes(restricted.app):
        if rule.rule.startswith(_BESIDE):
            continue  # a record correction and a report are other cases
        answer = visitor.ask(method, ours.address(restricted.app, rule))
        if "reference" in rule.arguments:
            found[method, rule.endpoint] = outcome(answer)
            assert not holds(answer, OURS), (method, rule)
        elif rule.endpoint.startswith("desk."):
            # The other's request for the same is listed, this one is not.
            assert not holds(answer, ours.reference), (method, rule)

    assert found == {(method, name): hidden(name, method, who) for method, name in found}


@pytest.mark.parametrize("who", ["handler2", "approver", "applicant"])
def test_a_restriction_changes_nothing_for_those_named_and_for_the_applicant(
    restricted: Bureaus, who: str
) -> None:
    visitor, ours = restricted.visitor(who), restricted.ours
    listed = set()
    for rule, method in routes(restricted.app):
        answer = visitor.ask(method, ours.address(restricted.app, rule))
        assert outcome(answer) == expected(rule.endpoint, method, who), (method, rule)
        if holds(answer, ours.reference):
            listed.add(rule.endpoint)

    # Without this, the test above would pass on empty lists.
    assert "desk.suggestions" in listed or who == "applicant"


@pytest.mark.parametrize(
    ("absent", "who", "days", "is_lent"),
    [
        pytest.param("clerk", "administrator", 0, False, id="the day before"),
        pytest.param("clerk", "administrator", 1, True, id="the first day"),
        pytest.param("clerk", "administrator", 2, True, id="the last day"),
        pytest.param("clerk", "administrator", 3, False, id="the day after"),
        pytest.param("approver", "reviewer", 1, True, id="the approver"),
        pytest.param("reviewer", "clerk", 1, True, id="the reviewer"),
    ],
)
def test_a_substitute_enters_where_the_absent_one_may_for_the_span_only(
    bureaus: Bureaus,
    office: Office,
    clock: SetClock,
    staff: dict[str, Actor],
    absent: str,
    who: str,
    days: int,
    *,
    is_lent: bool,
) -> None:
    begins_on = office.today() + timedelta(days=1)
    wanted = Substitute(staff[who].user_id or 0, begins_on, begins_on + timedelta(days=1))
    mandate = Mandate(staff["administrator"], uuid4().hex)
    colleagues.name_substitute(office, staff[absent].user_id or 0, wanted, mandate)
    db.session.remove()
    clock.go_on(timedelta(days=days))
    visitor = bureaus.visitor(who)
    found, may = {}, {}
    for rule, method in routes(bureaus.app):
        answer = visitor.ask(method, bureaus.ours.address(bureaus.app, rule))
        found[method, rule.endpoint] = outcome(answer)
        own = expected(rule.endpoint, method, who)
        lent = expected(rule.endpoint, method, absent) if is_lent else own
        may[method, rule.endpoint] = "enters" if "enters" in {own, lent} else own

    assert found == may


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
@pytest.mark.parametrize("who", ["stranger", "nobody", "other applicant"])
def test_an_act_posted_by_a_stranger_changes_nothing(bureaus: Bureaus, who: str) -> None:
    before = _events()
    visitor = bureaus.visitor(who)
    for action in frozenset(Action) - {Action.DRAFT_DECISION}:
        path = f"/desk/requests/{bureaus.ours.reference}/acts/{action.value}"
        answer = visitor.send("/track", path, version=7, means="x", statement="x", reason="x")
        assert outcome(answer) != "enters", action
        assert before == _events(), action


def test_an_act_on_a_correction_posted_by_a_stranger_changes_nothing(bureaus: Bureaus) -> None:
    before = _events()
    for who in ("stranger", "nobody", "other applicant"):
        visitor = bureaus.visitor(who)
        for action in correction.Action:
            path = f"/desk/corrections/{bureaus.ours.correction.reference}/acts/{action.value}"
            answer = visitor.send("/track", path, version=4, text="x", statement="x", reason="x")
            assert outcome(answer) != "enters", (who, action)

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
