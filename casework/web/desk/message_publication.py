"""The public copy of a message and its reply: what is masked in it, before another releases it."""

from flask import redirect, render_template, url_for
from flask_babel import lazy_gettext as _

from casework.domain.message.vocabulary import Action
from casework.domain.publication import gate
from casework.domain.publication.gate import Kept, PublicCopy, Said
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services.message import acts, publishing, viewing
from casework.services.message.acts import Order
from casework.services.message.viewing import MessageFile
from casework.web.desk.acts import told
from casework.web.desk.face import face
from casework.web.desk.gate import blamed, further_words, shown, typed
from casework.web.desk.sheet import Answer
from casework.web.doors import office, requires, staff
from casework.web.forms import VersionedForm

_PLACES = {
    gate.TITLE: _("标题"),
    "question": _("留言"),
    "reply": _("答复内容"),
    "follow_up": _("追问"),
    "follow_up_reply": _("对追问的答复"),
}


class PrepareForm(VersionedForm):
    """The reasons beside what was found are read by the gate."""

    also = further_words()


@face.route("/messages/<reference>/publication", methods=["GET", "POST"])
@requires(Role.HANDLER)
def prepare_message(reference: str) -> Answer:
    """What was found, each in its sentence, and the copy as it would be."""
    file = viewing.message_file(office(), reference, staff())
    before = file.standing.preparation
    also = () if before is None else before.copy.also
    form = PrepareForm(data={"version": file.case.version, "also": also})
    if not form.validate_on_submit():
        return _first(file, form)
    try:
        _prepare(file, form)
    except Refused as refused:
        if blamed(form.also, refused):
            return _page(file, form, ()), 422
        return _page(file, form, _typed(file, form), refused), 409
    told(Action.PREPARE_PUBLICATION)
    return redirect(url_for("desk.message", reference=reference), 303)


def _first(file: MessageFile, form: PrepareForm) -> Answer:
    """The form as it is first shown, where a copy may be prepared; or what is wrong with it."""
    if form.is_submitted():
        return _page(file, form, _typed(file, form)), 422
    refused = viewing.refusal(office(), file, staff(), Action.PREPARE_PUBLICATION)
    if refused is not None:
        raise refused
    before = file.standing.preparation
    return _page(file, form, () if before is None else _still(file, before.copy))


def _prepare(file: MessageFile, form: PrepareForm) -> None:
    kept, also = _typed(file, form), form.also.data or ()
    facts = publishing.prepared(file.case.message, file.standing, kept, also)
    order = Order(Action.PREPARE_PUBLICATION, facts, form.key.data or "", form.version.data)
    acts.act(office(), file.case.reference, order, staff())


def _said(file: MessageFile, also: tuple[str, ...]) -> tuple[Said, ...]:
    return gate.with_words(publishing.said(file.case.message, file.standing), also)


def _typed(file: MessageFile, form: PrepareForm) -> tuple[Kept, ...]:
    return typed(gate.found(_said(file, form.also.data or ())))


def _still(file: MessageFile, copy: PublicCopy) -> tuple[Kept, ...]:
    """What was kept before and is still found, the texts having grown since."""
    found = gate.found(_said(file, copy.also))
    there = {(one.place, one.finding.begins, one.finding.ends) for one in found}
    return tuple(one for one in copy.kept if (one.place, one.begins, one.ends) in there)


def _page(
    file: MessageFile, form: PrepareForm, kept: tuple[Kept, ...], refused: Refused | None = None
) -> str:
    now = file if refused is None else _again(file)
    said = _said(file, () if form.also.errors else form.also.data or ())
    return render_template(
        "desk/message_publication.html",
        file=file,
        form=form,
        found=shown(gate.found(said), kept, lambda place: str(_PLACES[place])),
        copy=gate.copy_of(said, kept),
        more=form.go_on(now.case.version, refused),
    )


def _again(file: MessageFile) -> MessageFile:
    """The message as it has become."""
    return viewing.message_file(office(), file.case.reference, staff())
