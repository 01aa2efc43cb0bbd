"""The application that is being written: kept sealed, and found by a token in the session alone.

What is typed is kept whether it is right or wrong, and so are the files.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from secrets import token_urlsafe
from typing import Any
from uuid import UUID, uuid5

from flask import session
from pydantic import TypeAdapter
from werkzeug.datastructures import MultiDict

from casework.domain.disclosure.application import Application
from casework.services import drafts
from casework.services.attachments import Paper
from casework.services.disclosure.filing import digest_of
from casework.web.doors import office
from casework.web.portal.forms import FORMS, ApplicationForm

APPLICATION = "application"
_APPLICATIONS = TypeAdapter(Application)
_FILING = UUID("6d2f7e0c-5a0e-4a51-9f0c-2a7f6a1e4b90")
# What belongs to the applicant's kind, and is not carried over when another kind is chosen.
_OF_ITS_KIND = frozenset(
    {"kind", "name", "identity_document", "identity_number", "representative", "contact_person"}
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, by field, and the files; `who` names the form.

    `application`: what it says; None while it is not yet right.
    """

    who: str
    fields: dict[str, str]
    papers: tuple[Paper, ...]
    application: Application | None = None

    def to_fields(self) -> dict[str, Any]:
        """The JSON values in which it is kept, less the files."""
        said = None if self.application is None else asdict(self.application)
        return {"who": self.who, "typed": self.fields, "application": said}


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that can be filed; the key follows from its token and content.

    So the same application sent twice is one case, and one that was changed is another.
    """

    draft: Draft
    application: Application
    key: str

    @property
    def form(self) -> ApplicationForm:
        """The form that it was typed into, for its labels."""
        return FORMS[self.draft.who](MultiDict(self.draft.fields), meta={"csrf": False})


def held(slot: str = APPLICATION) -> Draft | None:
    """The draft that this session holds; None when there is none, or it is too old."""
    token = token_of(slot)
    kept = None if token is None else drafts.recall(office(), token)
    if kept is None:
        return None
    fields, papers = kept
    said = fields.get("application")
    application = None if said is None else _APPLICATIONS.validate_python(said)
    return Draft(fields["who"], fields["typed"], papers, application)


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
    drafts.save(office(), tokens[slot], draft.to_fields(), draft.papers)


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


def write(who: str, form: ApplicationForm, sent: Mapping[str, str]) -> bool:
    """Keep what was typed into an application's form, as it was typed; whether it is right."""
    before = held()
    papers = before.papers if before is not None and before.who == who else ()
    names = set(form.data) - {"key", "csrf_token"}
    application = form.to_application() if form.validate() else None
    keep(Draft(who, {name: sent[name] for name in names if name in sent}, papers, application))
    return application is not None


def ready() -> Ready | None:
    """The draft, if it can be filed as it stands."""
    draft, token = held(), token_of()
    if draft is None or token is None or not draft.papers or draft.application is None:
        return None
    content = [token, digest_of(draft.application), *(paper.stored_as for paper in draft.papers)]
    return Ready(draft, draft.application, uuid5(_FILING, "".join(content)).hex)
