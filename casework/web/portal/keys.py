"""What a session may open: the requests whose query code was proved, and the one just filed.

The session keeps a proof of the code and never the code: a code that is re-issued ends it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import abort, redirect, session, url_for

from casework.domain.roles import Actor, citizen
from casework.services import drafts
from casework.services.codes import code_from, hash_of
from casework.services.disclosure import viewing
from casework.services.disclosure.filing import Filed
from casework.services.disclosure.viewing import CaseFile
from casework.web.doors import office

_PROOF = 16  # characters of the code's hash
_AT_ONCE = 5  # requests that a session opens side by side: a cookie holds little
CODE_IS_SHOWN_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class JustFiled:
    """The application that this session filed last: its form's key, and its draft if it is kept."""

    reference: str
    key: str
    draft: str | None
    at: datetime


def applicant() -> Actor:
    """Whoever holds a query code, as the services know them."""
    return citizen(office().agency().id)


def admit(reference: str, code_hash: str) -> None:
    """Let this session open a request, as long as its query code stays the same."""
    codes = {**session.get("codes", {}), reference: code_hash[:_PROOF]}
    session["codes"] = dict(list(codes.items())[-_AT_ONCE:])


def opened(reference: str) -> CaseFile:
    """The file of a request that this session may open; else the reader is sent to prove it."""
    file = viewing.case_file(office(), reference, applicant())
    proof = session.get("codes", {}).get(reference)
    if proof != file.case.disclosure.code_hash[:_PROOF]:
        session.get("codes", {}).pop(reference, None)
        session.modified = True
        abort(redirect(url_for("portal.track", reference=reference), 303))
    return file


def hold(filed: Filed, key: str, draft: str | None) -> None:
    """Remember what was just filed, so that its receipt can be shown."""
    admit(filed.reference, hash_of(filed.code))
    at = office().now().isoformat()
    session["filed"] = {"reference": filed.reference, "key": key, "draft": draft, "at": at}


def just_filed() -> JustFiled | None:
    """What this session filed last; None when nothing."""
    kept = session.get("filed")
    if kept is None:
        return None
    at = datetime.fromisoformat(kept["at"])
    return JustFiled(kept["reference"], kept["key"], kept["draft"], at)


def code_to_show(reference: str) -> str | None:
    """The query code of a request that this session has just filed; None an hour later."""
    filed = just_filed()
    if filed is None or filed.reference != reference:
        return None
    return code_from(filed.key) if office().now() - filed.at < CODE_IS_SHOWN_FOR else None


def drop_filed_draft() -> None:
    """Forget the draft once the receipt is in the applicant's hands.

    Not at once: the second click of a double click must still find it, and get the same receipt.
    """
    filed = just_filed()
    if filed is not None and filed.draft is not None:
        drafts.drop(filed.draft)
        session["filed"] = {**session["filed"], "draft": None}


def leave() -> None:
    """Forget everything this session may open: for those who share a computer."""
    for name in ("codes", "filed", "drafts"):
        session.pop(name, None)
