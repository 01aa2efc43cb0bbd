"""The chain of a case's events: each hash covers the event and the hash of the one before it.

The chain alone does not show that its last events were cut off; the daily anchor does, a digest
of every case's head that is kept outside (`flask audit anchor`).
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC

from casework.persistence.models import Case, CaseEvent


def link(event: CaseEvent) -> str:
    """The hash of an event, over its case, place, content and the hash before it."""
    content = [
        event.case_id,
        event.sequence,
        event.action,
        event.state,
        event.on.isoformat(),
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.role.value,
        event.user_id,
        event.facts,
        event.previous_hash,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_break(case: Case, events: Iterable[CaseEvent]) -> int | None:
    """The sequence number at which a case's chain is broken; None where it is whole."""
    previous = ""
    expected = 1
    for event in events:
        sound = event.sequence == expected and event.previous_hash == previous
        if not sound or event.hash != link(event):
            return expected
        previous, expected = event.hash, expected + 1
    whole = previous == case.head_hash and expected - 1 == case.version
    return None if whole else expected


def anchor(heads: Iterable[tuple[str, int, str]]) -> str:
    """One digest over every case's reference, version and head hash, in the order given."""
    digest = hashlib.sha256()
    for reference, version, head in heads:
        digest.update(f"{reference}\t{version}\t{head}\n".encode())
    return digest.hexdigest()
