"""A request comes in: filed online by a citizen, or registered by a clerk from paper or by word."""

import hashlib
import json
from dataclasses import asdict, fields
from datetime import date, datetime

from casework.domain.disclosure.application import Applicant, Application
from casework.domain.disclosure.facts import Registration, Submission
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.moments import legal_date
from casework.domain.roles import Actor, citizen
from casework.domain.workflow import Facts
from casework.persistence.encryption import keyring
from casework.persistence.models import Agency, Case, DisclosureRequest, Party
from casework.services.acts import Filed
from casework.services.attachments import Paper
from casework.services.codes import code_from, hash_of
from casework.services.disclosure.acts import ROAD, Order
from casework.services.office import Office


def submit(
    office: Office,
    agency_id: int,
    application: Application,
    papers: tuple[Paper, ...],
    key: str,
) -> Filed:
    """File an application online (条例 29). The same key gives the same answer, and one case."""
    facts = Submission(digest_of(application), application.delivery_way)
    order = Order(Action.SUBMIT, facts, key, papers=papers)
    return _file(office, application, order, citizen(agency_id))


def take_in(office: Office, application: Application, order: Order, actor: Actor) -> Filed:
    """Register an application that came on paper, by fax, e-mail or by word of mouth (条例 29, 31).

    The order is one to REGISTER, with a Registration made by `registration_of`. Raises Refused
    when its dates cannot be.
    """
    return _file(office, application, order, actor)


def registration_of(
    application: Application,
    channel: ReceiptChannel,
    arrived_on: date,
    received_on: date,
    evidence: str,
) -> Registration:
    """The facts of a registration, with what they take from the application itself."""
    return Registration(
        digest=digest_of(application),
        delivery_way=application.delivery_way,
        channel=channel,
        arrived_on=arrived_on,
        received_on=received_on,
        evidence=evidence,
    )


def digest_of(application: Application) -> str:
    """The SHA-256 that ties an application, which is kept apart, to the chain of events."""
    text = json.dumps(asdict(application), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def application_of(case: Case) -> Application:
    """The application as it is kept with its case, to be held against its digest."""
    request, party = case.disclosure, case.disclosure.applicant
    applicant = Applicant(**{field.name: getattr(party, field.name) for field in fields(Applicant)})
    kept = {
        field.name: getattr(request, field.name)
        for field in fields(Application)
        if field.name != "applicant"
    }
    return Application(applicant=applicant, **kept)


def _file(office: Office, application: Application, order: Order, actor: Actor) -> Filed:
    now = office.now()
    code = code_from(order.key)
    agency = office.agencies.by_id(actor.agency_id, now)
    # Whatever needs no lock is done before one is held: others wait for their turn.
    case = _drawn_up(agency, application, order.facts, now)
    case.disclosure.code_hash = hash_of(code)
    return Filed(ROAD.open(office, case, agency, order, actor), code)


def opened(agency: Agency, application: Application, facts: Facts, now: datetime) -> Case:
    """A new case of an agency with the application that opens it, numbered, not yet written."""
    case = _drawn_up(agency, application, facts, now)
    ROAD.series.number(case, agency, now)
    return case


def _drawn_up(agency: Agency, application: Application, facts: Facts, now: datetime) -> Case:
    channel = facts.channel if isinstance(facts, Registration) else ReceiptChannel.ONLINE
    case = Case(
        agency_id=agency.id,
        procedure=DISCLOSURE.name,
        opened_on=legal_date(now),
        version=0,
        head_hash="",
    )
    case.disclosure = DisclosureRequest(
        applicant=party_of(agency.id, application.applicant),
        applicant_kind=application.applicant.kind,
        channel=channel,
        submitted_at=now,
        requested_information=application.requested_information,
        document_number=application.document_number,
        description=application.description,
        delivery_form=application.delivery_form,
        delivery_way=application.delivery_way,
        reading_help=application.reading_help,
    )
    return case


def party_of(agency_id: int, applicant: Applicant) -> Party:
    """An applicant as an agency keeps them, with the blind indexes of their numbers."""
    return Party(
        agency_id=agency_id,
        identity_index=_index(applicant.identity_number, "identity number"),
        phone_index=_index(applicant.phone, "phone"),
        **asdict(applicant),
    )


def _index(value: str, purpose: str) -> str:
    """The blind index of a value; of none there is none, or all who gave none would be one."""
    return keyring.index(value, purpose) if value else ""
