"""An agency's certificate, and the electronic signature that it puts to a printed letter.

The signature is added behind the letter's bytes, which stay as they were; the time it tells is the
machine's. RSA and ECDSA with SHA-256; the national SM2 algorithms are not signed with here.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec

_FIELD = "Signature1"
_DIGEST = "sha256"


class UnfitCertificate(Exception):
    """The file holds no certificate with its key, or the password does not open it."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the key and certificate of an agency, and the agency's name."""

    name: str
    key: SimpleSigner


def signatory_from(path: Path, password: str, name: str) -> Signatory:
    """The signatory of a PKCS#12 file; raises UnfitCertificate."""
    try:
        key = SimpleSigner.load_pkcs12_data(path.read_bytes(), [], password.encode())
    except ValueError as unreadable:
        raise UnfitCertificate(f"签名证书文件不能打开：{path.name}") from unreadable
    return Signatory(name, key)


def sign(pdf: bytes, signatory: Signatory) -> bytes:
    """A PDF with a signature over every byte of it, in a field that shows nothing."""
    signer = PdfSigner(
        PdfSignatureMetadata(field_name=_FIELD, md_algorithm=_DIGEST, name=signatory.name),
        signer=signatory.key,
        new_field_spec=SigFieldSpec(_FIELD),
    )
    out = BytesIO()
    # pyHanko runs an event loop for it, and a thread that has one running (an asynchronous server,
    # a browser's driver) cannot run another: so it gets a thread of its own.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(signer.sign_pdf, IncrementalPdfFileWriter(BytesIO(pdf)), output=out).result()
    return out.getvalue()
