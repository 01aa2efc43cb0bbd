"""A record correction comes in: asked for online, or registered by a clerk (条例 41)."""

import hashlib
import json
from dataclasses import asdict, fields
from datetime import datetime

from casework.domain.disclosure.application import Applicant
from casework.domain.moments import legal_date
from casework.domain.record_correction.acts import Submission
from casework.domain.record_correction.application import CorrectionApplication
from casework.domain.record_correction.vocabulary import NAME, Action
from casework.domain.roles import Actor, citizen
from casework.persistence.models import Agency, Case, RecordCorrection
from casework.services.acts import Filed
from casework.services.attachments import Paper
from casework.services.codes import code_from, hash_of
from casework.services.disclosure.filing import party_of
from casework.services.office import Office
from casework.services.record_correction.acts import ROAD, Order


def submit(
    office: Office,
    agency_id: int,
    application: CorrectionApplication,
    papers: tuple[Paper, ...],
    key: str,
) -> Filed:
    """File an application online. The same key gives the same answer, and one case."""
    order = Order(Action.SUBMIT, Submission(digest_of(application)), key, papers=papers)
    return _file(office, application, order, citizen(agency_id))


def take_in(
    office: Office, application: CorrectionApplication, order: Order, actor: Actor
) -> Filed:
    """Register an application that came on paper or by word of mouth.

    The order is one to REGISTER, with the digest of the application. Raises Refused when its date
    cannot be.
    """
    return _file(office, application, order, actor)


def digest_of(application: CorrectionApplication) -> str:
    """The SHA-256 that ties an application, which is kept apart, to the chain of events."""
    text = json.dumps(asdict(application), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def application_of(case: Case) -> CorrectionApplication:
    """The application as it is kept with its case, to be held against its digest."""
    asked = case.correction
    party = {field.name: getattr(asked.applicant, field.name) for field in fields(Applicant)}
    return CorrectionApplication(
        applicant=Applicant(**party), record=asked.record, wrong=asked.wrong, right=asked.right
    )


def _file(office: Office, application: CorrectionApplication, order: Order, actor: Actor) -> Filed:
    now, code = office.now(), code_from(order.key)
    agency = office.agencies.by_id(actor.agency_id, now)
    case = _drawn_up(agency, application, hash_of(code), now)
    return Filed(ROAD.open(office, case, agency, order, actor), code)


def _drawn_up(
    agency: Agency, application: CorrectionApplication, code_hash: str, now: datetime
) -> Case:
    case = Case(
        agency_id=agency.id,
        procedure=NAME,
        opened_on=legal_date(now),
        version=0,
        head_hash="",
    )
    case.correction = RecordCorrection(
        applicant=party_of(agency.id, application.applicant),
        submitted_at=now,
        record=application.record,
        wrong=application.wrong,
        right=application.right,
        code_hash=code_hash,
    )
    return case
