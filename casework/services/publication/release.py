"""A copy that passed the gate stands in public from its release on, until it is withdrawn."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from casework.domain.moments import legal_date
from casework.domain.publication.gate import PublicCopy
from casework.domain.publication.vocabulary import PublicationKind
from casework.persistence.database import db
from casework.persistence.models import Publication
from casework.services.record import Doing


def release(
    doing: Doing[Any],
    kind: PublicationKind,
    copy: PublicCopy,
    columns: Mapping[str, str],
    prepared_by: int | None,
) -> Publication:
    """Put a copy before the public, with columns of its own beside its texts; not yet written.

    Its digest covers its title and all that it says.
    """
    texts = {**copy.texts, **columns}
    content = json.dumps([copy.title, texts], ensure_ascii=False, sort_keys=True)
    released = Publication(
        agency_id=doing.case.agency_id,
        case_id=doing.case.id,
        kind=kind,
        title=copy.title,
        texts=texts,
        kept=[asdict(each) for each in copy.kept],
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        prepared_by=prepared_by,
        released_by=doing.actor.user_id,
        released_on=legal_date(doing.now),
        released_at=doing.now,
    )
    db.session.add(released)
    return released


def withdraw(doing: Doing[Any], released: Publication, reason: str) -> None:
    """Leave a tombstone: number, dates and the public reason; the words are gone."""
    released.title, released.texts, released.kept = "", {}, []
    released.withdrawn_at, released.withdrawn_by = doing.now, doing.actor.user_id
    released.withdrawal_reason = reason
