"""The seal, the signature and the code that a letter bears, by who did the act that owes it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from casework.adapters.signing import UnfitCertificate, signatory_from
from casework.app import create_app
from casework.domain.disclosure.letters import LetterKind
from casework.domain.roles import Role, nobody
from casework.persistence.models import Letter
from casework.services import letterhead, sealing
from casework.services.administration import Mandate
from casework.services.refusals import NotThere
from casework.services.sealing import SealChoice
from config import Settings
from tests.letters.seal import seal_png
from tests.road import Road


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PKCS#12 file without a password, whose certificate its holder signed."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示范市水务局")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "agency.p12"
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"a", key, made, None, NoEncryption()))
    return path


@pytest.fixture
def signing(road: Road, certificate: Path) -> Road:
    """A road in an office that signs."""
    signatory = signatory_from(certificate, "", "SFSW")
    road.office = replace(road.office, signatory=signatory)
    return road


def letter(road: Road, kind: LetterKind) -> Letter:
    (found,) = (one for one, _ in road.see().letters if one.kind is kind)
    return found


def signer(issued: Letter) -> str | None:
    """Who signed a letter electronically."""
    with pikepdf.open(BytesIO(issued.pdf)) as pdf:
        if "/AcroForm" not in pdf.Root:
            return None
        (field,) = pdf.Root.AcroForm.Fields
        return str(field.V.Name)


def test_what_the_approver_signed_is_signed_electronically_and_kept_as_that(
    signing: Road,
) -> None:
    signing.start()
    signing.sign()
    reply = letter(signing, LetterKind.D09)

    assert "示范市水务局" == signer(reply)
    assert sha256(reply.pdf).hexdigest() == reply.sha256
    assert signer(letter(signing, LetterKind.D01)) is None


def test_without_a_certificate_nothing_is_signed(road: Road) -> None:
    road.start()
    road.sign()

    assert signer(letter(road, LetterKind.D09)) is None


def test_a_sealed_and_signed_letter_bears_its_code_too(signing: Road) -> None:
    administrator = signing.staff["administrator"]
    sealing.change(
        signing.office, SealChoice(False), seal_png(), Mandate(administrator, uuid4().hex)
    )
    signing.start()
    signing.sign()
    reply = letter(signing, LetterKind.D09)

    assert letterhead.index_of(reply.facts["verification"]["code"]) == reply.code_index
    assert len(reply.pdf) <= 150_000


@pytest.mark.parametrize("role", Role)
def test_only_the_approver_gives_the_agency_s_seal_unless_it_is_set_so(
    road: Road, role: Role
) -> None:
    assert (role is Role.APPROVER) == letterhead.is_sealed(road.agency_id, role)

    administrator = Mandate(road.staff["administrator"], uuid4().hex)
    sealing.change(road.office, SealChoice(True), None, administrator)
    assert letterhead.is_sealed(road.agency_id, role)


def test_only_somebody_gives_a_seal(road: Road) -> None:
    stranger = Mandate(nobody(road.agency_id), uuid4().hex)
    with pytest.raises(NotThere):
        sealing.change(road.office, SealChoice(True), None, stranger)


def test_a_site_starts_with_the_certificate_that_it_names(
    settings: Settings, certificate: Path
) -> None:
    app = create_app(replace(settings, signing_p12=str(certificate)))

    assert app.extensions["casework"].signatory is not None


def test_a_site_does_not_start_with_a_certificate_that_it_cannot_open(
    settings: Settings, files: Path
) -> None:
    (files / "x.p12").write_bytes(b"no certificate")
    with pytest.raises(UnfitCertificate):
        create_app(replace(settings, signing_p12=str(files / "x.p12")))
