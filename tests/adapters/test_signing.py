"""Electronic signatures: what is signed stays as it was, and another program finds it valid."""

import asyncio
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from casework.adapters.signing import Signatory, UnfitCertificate, sign, signatory_from
from casework.domain.disclosure.letters import LetterKind
from tests.letters.samples import BUREAU, printed

PASSWORD = "示范口令1"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PKCS#12 file with a certificate that the agency signed itself, good for a day."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, BUREAU.name)])
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
    sealed = BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"agency", key, made, None, sealed))
    return path


@pytest.fixture(scope="module")
def signatory(certificate: Path) -> Signatory:
    return signatory_from(certificate, PASSWORD, BUREAU.name)


def test_a_signature_is_put_behind_the_letter_s_bytes(signatory: Signatory) -> None:
    letter = printed(LetterKind.D12).pdf
    signed = sign(letter, signatory)

    assert signed.startswith(letter)
    assert len(signed) <= 150_000


def test_a_letter_is_signed_also_where_an_event_loop_runs(signatory: Signatory) -> None:
    letter = printed(LetterKind.D12).pdf

    async def signing() -> bytes:
        return sign(letter, signatory)

    # In a thread of its own: a browser's driver may have left a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        signed = thread.submit(asyncio.run, signing()).result()

    assert signed.startswith(letter)


def test_a_signature_tells_who_signed(signatory: Signatory) -> None:
    with pikepdf.open(BytesIO(sign(printed(LetterKind.D12).pdf, signatory))) as signed:
        (field,) = signed.Root.AcroForm.Fields

        assert str(field.V.Name) == BUREAU.name
        assert str(field.V.SubFilter) == "/adbe.pkcs7.detached"


def test_another_program_finds_the_signature_valid_over_the_whole_letter(
    signatory: Signatory, tmp_path: Path
) -> None:
    said = _checked(sign(printed(LetterKind.D11).pdf, signatory), tmp_path)

    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_another_program_finds_a_changed_letter_s_signature_invalid(
    signatory: Signatory, tmp_path: Path
) -> None:
    signed = bytearray(sign(printed(LetterKind.D11).pdf, signatory))
    at = signed.index(b"/Lang")
    signed[at + 1] ^= 1

    assert "Signature is Valid" not in _checked(bytes(signed), tmp_path)


@pytest.mark.parametrize("password", ["", "错误的口令"])
def test_a_wrong_password_opens_nothing(certificate: Path, password: str) -> None:
    with pytest.raises(UnfitCertificate, match=r"agency\.p12"):
        signatory_from(certificate, password, BUREAU.name)


def test_a_file_that_is_no_certificate_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.p12").write_bytes(b"not a certificate")

    with pytest.raises(UnfitCertificate):
        signatory_from(tmp_path / "x.p12", PASSWORD, BUREAU.name)


def _checked(signed: bytes, folder: Path) -> str:
    """What poppler's pdfsig says of a signed PDF."""
    program = shutil.which("pdfsig")
    assert program is not None, "pdfsig is missing: install poppler-utils"
    path = folder / "signed.pdf"
    path.write_bytes(signed)
    done = subprocess.run(  # noqa: S603  # a file of this test's own
        [program, "-nocert", str(path)], check=False, capture_output=True, text=True, timeout=30
    )
    return done.stdout
