"""Who keeps the demo's books of very many requests, and who asks for what there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from casework.cli.demo.applicants import company, person
from casework.cli.demo.many_roads import APPLICANT, APPROVER, CLERK, HANDLER, REVIEWER, UNIT
from casework.cli.demo.telling import KEY
from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.application import Application, DeliveryForm, DeliveryWay
from casework.domain.roles import Role
from casework.persistence.bulk import Sheet
from casework.persistence.database import db, transaction
from casework.persistence.models import Agency, DisclosureRequest, Party, RoleGrant, User
from casework.persistence.queries import people
from casework.services import agencies
from casework.services.codes import code_from, hash_of
from casework.services.disclosure import filing

BRANCHES = 19
_ASKINGS = 4_000
_SUBJECTS = (
    "水质监测月报",
    "水库除险加固项目验收报告",
    "河道采砂许可审批结果",
    "农村饮水安全工程名单",
    "取水许可台账",
    "供水管网改造中标结果",
)
# How many of a hundred applicants are of a kind; the others are natural persons.
_KINDS = (
    *[ApplicantKind.BUSINESS] * 12,
    *[ApplicantKind.RESEARCH] * 3,
    *[ApplicantKind.CHARITY] * 1,
    *[ApplicantKind.LEGAL_SERVICE] * 5,
    *[ApplicantKind.OTHER_ORGANISATION] * 1,
    *[ApplicantKind.NATURAL_PERSON] * 78,
)
PARTY_COLUMNS = tuple(
    column.key for column in Party.__table__.columns if column.key not in {"id", "agency_id"}
)
REQUEST_COLUMNS = (
    *("applicant_kind", "requested_information", "document_number", "description"),
    *("delivery_form", "delivery_way", "reading_help", "code_hash"),
)
_WORKERS = (
    (CLERK, "clerk", Role.CLERK),
    (HANDLER, "handler", Role.HANDLER),
    (REVIEWER, "reviewer", Role.REVIEWER),
    (APPROVER, "approver", Role.APPROVER),
)


@dataclass(frozen=True, slots=True)
class Bureau:
    """An agency, and who acts there by the stand-in's number; the applicant is nobody."""

    agency_id: int
    code: str
    staff: Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class Asking:
    """An application with its digest, bound for the tables that keep it."""

    digest: str
    party: tuple[Any, ...]
    request: tuple[Any, ...]


def bureaus(head: Agency) -> list[Bureau]:
    """The demo's agency, and the branches that are entered below it with a colleague a role."""
    with transaction():
        ids = {number: people.user_by_name(name) for number, name, _ in _WORKERS}
        staff = {number: None if user is None else user.id for number, user in ids.items()}
        branches = [_branch(head, number) for number in range(1, BRANCHES + 1)]
    return [Bureau(head.id, head.code, {APPLICANT: None} | staff), *branches]


def askings(lot: Random) -> list[Asking]:
    """Who asks for what, drawn by lot; all of them hold the code of the demo's first request."""
    party = Sheet(Party, ("id", "agency_id", *PARTY_COLUMNS))
    request = Sheet(DisclosureRequest, REQUEST_COLUMNS)
    code_hash = hash_of(code_from(KEY))
    found = []
    for serial in range(_ASKINGS):
        application = _application(lot, serial)
        kept = filing.party_of(0, application.applicant)
        bound = [party.bound(name, getattr(kept, name)) for name in PARTY_COLUMNS]
        values = {name: getattr(application, name, None) for name in REQUEST_COLUMNS}
        values |= {"applicant_kind": application.applicant.kind, "code_hash": code_hash}
        digest = filing.digest_of(application)
        found.append(Asking(digest, tuple(bound), tuple(request.bind(**values))))
    return found


def _application(lot: Random, serial: int) -> Application:
    kind = lot.choice(_KINDS)
    if kind is ApplicantKind.NATURAL_PERSON:
        applicant = person(f"示范{serial}", serial)
    else:
        applicant = replace(company(f"示范{serial}号单位", "张示范", serial), kind=kind)
    return Application(
        applicant=applicant,
        requested_information=f"{lot.randrange(2015, 2027)}年度{lot.choice(_SUBJECTS)}",
        document_number="",
        description="",
        delivery_form=DeliveryForm.ELECTRONIC,
        delivery_way=DeliveryWay.ONLINE,
    )


def _branch(head: Agency, number: int) -> Bureau:
    """An agency like its head, with colleagues who cannot sign in: they have no password."""
    values = {name: getattr(head, name) for name in agencies.all_fields()}
    values |= {"code": f"{head.code}{number:02d}", "name": f"{head.name}第{number}分局"}
    branch = Agency(**values, parent_id=head.id)
    db.session.add(branch)
    db.session.flush()
    staff: dict[int, int | None] = {APPLICANT: None}
    for place, name, role in _WORKERS:
        user = User(
            username=f"{branch.code}-{name}",
            agency_id=branch.id,
            name="示例同事",
            unit=UNIT,
            password_hash="",
            grants=[RoleGrant(role=role)],
        )
        db.session.add(user)
        db.session.flush()
        staff[place] = user.id
    return Bureau(branch.id, branch.code, staff)
