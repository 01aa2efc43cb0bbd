"""What a citizen has typed and not yet sent: kept sealed for a day, found by the session alone."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from casework.persistence.database import db, transaction
from casework.persistence.models import ApplicationDraft, Purpose
from casework.persistence.queries import papers
from casework.services.attachments import Paper
from casework.services.office import Office

KEPT_FOR = timedelta(days=1)


def save(office: Office, token: str, fields: dict[str, Any], files: tuple[Paper, ...]) -> None:
    """Keep the fields (JSON values) and files of a draft under a session's token."""
    content = {"fields": fields, "papers": [asdict(paper) for paper in files]}
    with transaction():
        db.session.merge(
            ApplicationDraft(token_hash=_hash(token), fields=content, saved_at=office.now())
        )


def recall(office: Office, token: str) -> tuple[dict[str, Any], tuple[Paper, ...]] | None:
    """The fields and files of a draft; None when there is none, or it is older than a day."""
    draft = db.session.get(ApplicationDraft, _hash(token))
    if draft is None or office.now() - draft.saved_at > KEPT_FOR:
        return None
    kept = (
        Paper(**{**paper, "purpose": Purpose(paper["purpose"])}) for paper in draft.fields["papers"]
    )
    return draft.fields["fields"], tuple(kept)


def drop(token: str) -> None:
    """Forget a draft, once its application is filed."""
    with transaction():
        papers.drop_draft(_hash(token))


def drop_old(now: datetime) -> None:
    """Forget every draft that is older than a day."""
    with transaction():
        papers.drop_drafts_before(now - KEPT_FOR)


def hashes() -> Iterator[str]:
    """The hashes of the files that drafts hold."""
    for draft in papers.drafts():
        for paper in draft.fields["papers"]:
            yield paper["sha256"]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
