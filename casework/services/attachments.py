"""Files that come with an act: sealed into the store by their content, listed with the case."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from casework.adapters.uploads import Upload
from casework.domain.disclosure.facts import DraftDecision
from casework.domain.disclosure.standing import Standing
from casework.persistence.database import insert
from casework.persistence.encryption import keyring
from casework.persistence.models import Attachment, Case, Purpose
from casework.persistence.queries import papers
from casework.services.office import Office
from casework.services.refusals import NotThere

_CONTEXT = "attachment.content"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "application/pdf": (".pdf",),
        "image/jpeg": (".jpg", ".jpeg"),
        "image/png": (".png",),
        f"{_OFFICE}.wordprocessingml.document": (".docx",),
        f"{_OFFICE}.spreadsheetml.sheet": (".xlsx",),
        "application/ofd": (".ofd",),
    }
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file already in the store, to be listed with a case."""

    purpose: Purpose
    stored_as: str
    size: int
    media_type: str
    filename: str


def keep(office: Office, upload: Upload, purpose: Purpose) -> Paper:
    """Put an upload into the store, durably, before any row speaks of it."""
    # A blind index of the content: a known file cannot be looked for, and lies there once.
    name = keyring.index(hashlib.sha256(upload.content).hexdigest(), "attachment name")
    office.files.put(name, keyring.seal(upload.content, _CONTEXT))
    return Paper(purpose, name, len(upload.content), upload.media_type, _named(upload))


def _named(upload: Upload) -> str:
    """The file's name, ended as its content says: a computer opens a file by its name's end.

    A document called x.hta runs when it is opened. Signs that show nothing go: one of them turns
    the letters around, so that x.hta reads as another kind.
    """
    shown = (sign for sign in upload.filename if unicodedata.category(sign) != "Cf")
    name, endings = "".join(shown), _ENDINGS[upload.media_type]
    return name if name.lower().endswith(endings) else f"{name}{endings[0]}"


def attach(case: Case, files: Iterable[Paper], now: datetime) -> None:
    """List files with a case, as brought by the act that was written last."""
    for paper in files:
        insert(
            Attachment(
                case_id=case.id,
                event_sequence=case.version,
                purpose=paper.purpose,
                stored_as=paper.stored_as,
                size=paper.size,
                media_type=paper.media_type,
                filename=paper.filename,
                added_at=now,
            )
        )


def supplied(standing: Standing, listed: Iterable[Attachment]) -> list[Attachment]:
    """The files that a reply supplies: those that came with its last draft, and no earlier ones.

    A file of a draft that was revised since may be the very one that must not go out.
    """
    drafts = [
        sequence
        for sequence, event in enumerate(standing.events, start=1)
        if isinstance(event.facts, DraftDecision)
    ]
    last = drafts[-1] if drafts else 0
    return [
        attachment
        for attachment in listed
        if attachment.purpose is Purpose.SUPPLIED and attachment.event_sequence == last
    ]


def content(office: Office, case: Case, attachment_id: int) -> tuple[Attachment, bytes]:
    """An attachment of a case and its bytes; raises NotThere."""
    found = papers.attachment(attachment_id, case.id)
    if found is None:
        raise NotThere(str(attachment_id))
    return found, keyring.open(office.files.get(found.stored_as), _CONTEXT)
