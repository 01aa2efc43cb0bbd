"""What a citizen has typed and not yet sent: kept sealed for a day, found by the session alone."""

import hashlib
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from casework.persistence.database import db, transaction
from casework.persistence.models import ApplicationDraft, Purpose
from casework.persistence.queries import papers
from casework.services.attachments import Paper
from casework.services.office import Office

KEPT_FOR = timedelta(days=1)


def save(office: Office, token: str, fields: dict[str, Any], files: tuple[Paper, ...]) -> None:
    """Keep the fields (JSON values) and files of a draft under a session's token.

    Files that the draft had before and has no more are dropped.
    """
    content = {"fields": fields, "papers": [asdict(paper) for paper in files]}
    with transaction():
        before = db.session.get(ApplicationDraft, _hash(token))
        had = set() if before is None else _names(before)
        db.session.merge(
            ApplicationDraft(token_hash=_hash(token), fields=content, saved_at=office.now())
        )
    _discard(office, had - {paper.stored_as for paper in files})


def recall(office: Office, token: str) -> tuple[dict[str, Any], tuple[Paper, ...]] | None:
    """The fields and files of a draft; None when there is none, or it is older than a day."""
    draft = papers.draft(_hash(token))
    if draft is None or office.now() - draft[1] > KEPT_FOR:
        return None
    content, _ = draft
    kept = (Paper(**{**paper, "purpose": Purpose(paper["purpose"])}) for paper in content["papers"])
    return content["fields"], tuple(kept)


def drop(token: str) -> None:
    """Forget a draft, once its application is filed."""
    with transaction():
        papers.drop_draft(_hash(token))


def drop_old(office: Office) -> None:
    """Forget every draft that is older than a day, with its files.

    They are pictures of identity documents: none is kept longer than its draft.
    """
    had: set[str] = set()
    with transaction():
        for draft in papers.drafts_before(office.now() - KEPT_FOR):
            had |= _names(draft)
            db.session.delete(draft)
    _discard(office, had)


def _names(draft: ApplicationDraft) -> set[str]:
    return {paper["stored_as"] for paper in draft.fields["papers"]}


def _discard(office: Office, names: set[str]) -> None:
    """Drop files that no case lists; one that was sent again meanwhile is younger and stays."""
    for name in names - papers.listed(names):
        office.files.drop(name, office.now() - KEPT_FOR)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
