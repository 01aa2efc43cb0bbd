"""The files of a form that is not yet right: kept until it is, so that they are sent once."""

from flask import request

from casework.services import drafts
from casework.services.attachments import Paper
from casework.web.portal import drafting
from casework.web.portal.drafting import Draft
from casework.web.uploads import Papers


def kept(slot: str, files: Papers) -> tuple[Paper, ...]:
    """The files of the form in a slot: those sent now, if sound, else those sent before."""
    draft = drafting.held(slot)
    before = () if draft is None else draft.papers
    if request.method != "POST" or files.errors or not files.uploads:
        return before
    papers = files.kept()
    drafting.keep(Draft("files", {}, papers), slot)
    return papers


def drop(slot: str) -> None:
    """Forget the files, which are now listed with the case."""
    token = drafting.token_of(slot)
    if token is not None:
        drafts.drop(token)
        drafting.forget(slot)
