"""Once and no more: a form that is sent again finds what its first posting led to.

What was changed in between is not dropped in silence: it is refused, and can be sent anew.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from casework.domain.workflow import Facts, Refused
from casework.persistence.facts import to_fields
from casework.persistence.queries import register
from casework.services.attachments import Paper
from casework.services.refusals import ServiceRefusal


def earlier(
    key: str, facts: Facts, papers: Iterable[Paper], now: datetime, result: str = ""
) -> str | None:
    """Take a key for this transaction, None; or the result of the posting that took it before.

    `result`: what this posting leads to, where that is known before it is done.
    Raises Refused when that posting said something else.
    """
    content = [to_fields(facts), [paper.stored_as for paper in papers]]
    said = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    try:
        return register.claim(key, said, result, now)
    except register.SaidOtherwise as changed:
        raise Refused(ServiceRefusal.SENT_ALREADY) from changed
