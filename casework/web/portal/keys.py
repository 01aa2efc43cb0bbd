"""What a session may open: requests and questions whose code was proved, and what was just filed.

The session keeps a proof of the code and never the code: a code that is re-issued ends it, and so
does a while in which nothing was opened.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import abort, current_app, redirect, session, url_for

from casework.domain.references import Mark, mark_of
from casework.domain.roles import Actor, author, citizen
from casework.services import drafts
from casework.services.acts import Filed
from casework.services.codes import code_from, hash_of
from casework.services.consultation import comments_viewing
from casework.services.consultation.comments_viewing import CommentFile
from casework.services.disclosure import consulting, viewing
from casework.services.disclosure.consulting import Question
from casework.services.disclosure.viewing import CaseFile
from casework.services.message import viewing as messages
from casework.services.message.viewing import MessageFile
from casework.services.record_correction import viewing as corrections
from casework.services.record_correction.viewing import CorrectionFile
from casework.web.doors import HELD, OPINIONS, office

_PROOF = 16  # characters of the code's hash
_USED = "held_used"  # the second when something was last opened, written once a minute
_USED_EVERY = 60
_AT_ONCE = 5  # requests that a session opens side by side: a cookie holds little
CODE_IS_SHOWN_FOR = timedelta(hours=1)
_PAGES = {
    Mark.DISCLOSURE: "portal.request_page",
    Mark.RECORD_CORRECTION: "portal.correction_page",
    Mark.COMMENT: "portal.comment_page",
    Mark.MESSAGE: "portal.message_page",
}


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


def writer() -> Actor:
    """Whoever holds the query code of a message or a comment, as the services know them."""
    return author(office().agency().id)


def admit(name: str, code_hash: str, place: str = HELD) -> None:
    """Let this session open a request or a question, as long as its code stays the same."""
    now = _seconds()
    held = {**_held(now, place), name: [code_hash[:_PROOF], now]}
    session[place] = dict(list(held.items())[-_AT_ONCE:])
    session[_USED] = now


def references() -> list[str]:
    """The requests that this session may still open."""
    return list(_held(_seconds(), HELD))


def opened(reference: str) -> CaseFile:
    """The file of a request that this session may open; else the reader is sent to prove it."""
    file = viewing.case_file(office(), reference, applicant())
    if not _is_proved(reference, file.case.disclosure.code_hash, HELD):
        abort(redirect(url_for("portal.track", reference=reference), 303))
    return file


def opened_correction(reference: str) -> CorrectionFile:
    """The file of a record correction that this session may open; else as above."""
    file = corrections.correction_file(office(), reference, applicant())
    if not _is_proved(reference, file.case.correction.code_hash, HELD):
        abort(redirect(url_for("portal.track", reference=reference), 303))
    return file


def opened_message(reference: str) -> MessageFile:
    """The file of a message that this session may open; else as above."""
    file = messages.message_file(office(), reference, writer())
    if not _is_proved(reference, file.case.message.code_hash, HELD):
        abort(redirect(url_for("portal.track", reference=reference), 303))
    return file


def opened_comment(reference: str) -> CommentFile:
    """The file of a comment that this session may open; else as above."""
    file = comments_viewing.comment_file(office(), reference, writer())
    if not _is_proved(reference, file.case.comment.code_hash, HELD):
        abort(redirect(url_for("portal.track", reference=reference), 303))
    return file


def page_of(reference: str) -> str:
    """The address of the page of a case that its own people follow."""
    return url_for(_PAGES[mark_of(reference)], reference=reference)


def asked(reference: str, number: int) -> Question:
    """A question that this session may open; else the reader is sent to prove its code."""
    question = consulting.question(office(), reference, number, office().agency().id)
    if not _is_proved(question.name, question.code_hash, OPINIONS):
        abort(redirect(url_for("portal.opinion", name=question.name), 303))
    return question


def _is_proved(name: str, code_hash: str, place: str) -> bool:
    """Whether this session proved the code that is still in force."""
    now = _seconds()
    held = _held(now, place)
    proof, _since = held.get(name, ("", 0))
    if proof != code_hash[:_PROOF]:
        held.pop(name, None)
        session[place] = held
        return False
    if now - session[_USED] >= _USED_EVERY:
        session[_USED] = now
    return True


def _held(now: int, place: str) -> dict[str, tuple[str, int]]:
    """The proofs by name, each with the second it was given; none after an idle while."""
    idle, longest = (
        current_app.config[name].total_seconds() for name in ("HOLDER_IDLE", "SESSION_LONGEST")
    )
    if now - session.get(_USED, 0) >= idle:
        return {}
    held = session.get(place, {})
    return {name: (proof, since) for name, (proof, since) in held.items() if now - since < longest}


def _seconds() -> int:
    return int(office().now().timestamp())


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
    for name in (HELD, OPINIONS, _USED, "filed", "drafts"):
        session.pop(name, None)
