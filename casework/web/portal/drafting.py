"""The application that is being written: kept sealed, and found by a token in the session alone.

What is typed is kept whether it is right or wrong, and so are the files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from uuid import UUID, uuid5

from flask import session
from werkzeug.datastructures import MultiDict

from casework.domain.disclosure.application import Application
from casework.services import drafts
from casework.services.attachments import Paper
from casework.services.disclosure.filing import digest_of
from casework.web.doors import office
from casework.web.portal.forms import FORMS, ApplicationForm

APPLICATION = "application"
_FILING = UUID("6d2f7e0c-5a0e-4a51-9f0c-2a7f6a1e4b90")
# What belongs to the applicant's kind, and is not carried over when another kind is chosen.
_OF_ITS_KIND = frozenset(
    {"kind", "name", "identity_document", "identity_number", "representative", "contact_person"}
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, by field, and the files; `who` names the form."""

    who: str
    fields: dict[str, str]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that can be filed; the key follows from its token and content.

    So the same application sent twice is one case, and one that was changed is another.
    """

    draft: Draft
    form: ApplicationForm
    application: Application
    key: str


def held(slot: str = APPLICATION) -> Draft | None:
    """The draft that this session holds; None when there is none, or it is too old."""
    token = token_of(slot)
    kept = None if token is None else drafts.recall(office(), token)
    if kept is None:
        return None
    fields, papers = kept
    return Draft(fields["who"], fields["typed"], papers)


def token_of(slot: str = APPLICATION) -> str | None:
    """The token of the draft that this session holds."""
    token: str | None = session.get("drafts", {}).get(slot)
    return token


def keep(draft: Draft, slot: str = APPLICATION) -> None:
    """Keep a draft in this session's place for it."""
    tokens = session.setdefault("drafts", {})
    if slot not in tokens:
        tokens[slot] = token_urlsafe(24)
        session.modified = True
    fields = {"who": draft.who, "typed": draft.fields}
    drafts.save(office(), tokens[slot], fields, draft.papers)


def forget(slot: str = APPLICATION) -> None:
    """Leave the session's place empty; the draft itself is dropped by its token."""
    session.get("drafts", {}).pop(slot, None)
    session.modified = True


def typed(who: str) -> MultiDict[str, str]:
    """What an application's form shows at first: what was typed before."""
    draft = held()
    if draft is None:
        return MultiDict()
    alike = draft.who == who
    return MultiDict(
        {name: text for name, text in draft.fields.items() if alike or name not in _OF_ITS_KIND}
    )


def write(who: str, form: ApplicationForm, sent: Mapping[str, str]) -> None:
    """Keep what was typed into an application's form, as it was typed."""
    before = held()
    papers = before.papers if before is not None and before.who == who else ()
    names = set(form.data) - {"key", "csrf_token"}
    keep(Draft(who, {name: sent[name] for name in names if name in sent}, papers))


def ready() -> Ready | None:
    """The draft, if it can be filed as it stands."""
    draft, token = held(), token_of()
    if draft is None or token is None or not draft.papers:
        return None
    form = FORMS[draft.who](MultiDict(draft.fields), meta={"csrf": False})
    del form.key  # it belongs to a sent form; here the fields come from the draft
    if not form.validate():
        return None
    application = form.to_application()
    content = "".join([token, digest_of(application), *(paper.stored_as for paper in draft.papers)])
    return Ready(draft, form, application, uuid5(_FILING, content).hex)
