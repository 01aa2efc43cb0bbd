"""文书文字: what the agency says in the zones of its letters, tried on a case before it is kept.

The look at the case is recorded like any other: a preview names the applicant.
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from flask import g, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from casework.domain.disclosure.letters import PAPERS, LetterKind
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Refused
from casework.letters.locked import passages
from casework.letters.zones import objections, placeholders, zones
from casework.persistence.models import Look
from casework.persistence.models.people import AdminAct
from casework.services import colleagues, letter_wording, letters
from casework.services.administration import Mandate
from casework.services.disclosure import viewing
from casework.services.letter_wording import REWORDABLE, Wording, ZoneName
from casework.services.refusals import NotThere
from casework.web.application_form import tidy
from casework.web.desk.administration.answering import More, answered, told
from casework.web.desk.face import face
from casework.web.desk.papers import download
from casework.web.desk.paperwork import parts
from casework.web.desk.sheet import LARGEST_ID, Answer, sees_applicant
from casework.web.doors import office, requires, staff
from casework.web.forms import WritingForm
from casework.web.words import sentence, word

_WORDING = (Role.APPROVER, Role.ADMINISTRATOR)


class WordingForm(WritingForm):
    """What the zones of a kind should say; a field a zone is added by `wording_form`."""

    version = IntegerField(
        validators=[InputRequired(), NumberRange(0, LARGEST_ID)], widget=HiddenInput()
    )
    reference = StringField(_("用哪件申请预览"), filters=[tidy])

    kind: LetterKind

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, and whether every zone can be printed."""
        sound: bool = super().validate(extra_validators)
        for name, text in letter_wording.own_words(self.wording()).items():
            faults = list(self._faults(name, text))
            self[name].errors = [*self[name].errors, *faults]
            sound = sound and not faults
        return sound

    def wording(self) -> Wording:
        """What the fields say; what is shipped, where the other button was pressed."""
        shipped = "shipped" in request.form
        said = (
            (zone.name, zone.text if shipped else self[zone.name].data or "")
            for zone in zones(self.kind)
        )
        return Wording(self.kind, self.version.data or 0, tuple(said))

    def _faults(self, name: str, text: str) -> Iterator[str]:
        for one in objections(self.kind, {name: text}):
            yield word(one.fault).format(said=one.said)
        lacking = letters.unprintable(office(), text)
        if lacking:
            yield gettext("公文里印不出“%(characters)s”", characters="、".join(lacking))


def wording_form(kind: LetterKind, said: Mapping[str, str], version: int) -> WordingForm:
    """The form of a kind, with what its zones say now."""
    fields = {name: TextAreaField(word(ZoneName(name))) for name in said}
    bound = type("BoundWordingForm", (WordingForm,), {**fields, "kind": kind})
    return cast("WordingForm", bound(data={**said, "version": version}))


@face.get("/letters/wording")
@requires(*_WORDING)
def wordings() -> str:
    """The kinds of letters, and which of them the agency words itself."""
    versions = letter_wording.versions(staff().agency_id)
    kinds = [(kind, versions.get(kind, 0)) for kind in REWORDABLE]
    return render_template("desk/wordings.html", kinds=kinds, parts=parts())


@face.route("/letters/wording/<kind>", methods=["GET", "POST"])
@requires(*_WORDING)
def wording(kind: str) -> Answer:
    """A kind's letter: its locked text, its zones to be worded, and how they were worded before."""
    form = _form(_kind(kind))
    if "preview" in request.form and form.validate():
        return _preview(form)

    def save(mandate: Mandate) -> str:
        letter_wording.save(office(), form.wording(), mandate)
        told(AdminAct.CHANGE_WORDING)
        return url_for("desk.wording", kind=kind)

    return answered(form, lambda more: _page(form, more), save)


def _form(kind: LetterKind) -> WordingForm:
    agency_id = staff().agency_id
    version = letter_wording.versions(agency_id).get(kind, 0)
    return wording_form(kind, letter_wording.texts(agency_id, kind), version)


def _kind(value: str) -> LetterKind:
    try:
        kind = LetterKind(value)
    except ValueError:
        raise NotThere(value) from None
    if kind not in REWORDABLE:
        raise NotThere(value)
    return kind


def _looker(reference: str) -> Actor:
    """Whoever previews; raises NotThere for those who may not see whom a letter names."""
    if not sees_applicant():
        raise NotThere(reference)
    return staff()


def _preview(form: WordingForm) -> Answer:
    reference = form.reference.data or ""
    try:
        pdf = letter_wording.preview(office(), reference, form.wording(), _looker(reference))
    except NotThere:
        form.reference.errors = [gettext("没有这件申请，或者您不能查看，请核对登记编号")]
        return _page(form, []), 422
    except Refused as refused:
        return _page(form, [(sentence(refused), None)]), 409
    viewing.reveal(office(), reference, staff(), g.request_id, Look.LETTER)
    return download(pdf, "application/pdf", f"{reference}.pdf")


def _page(form: WordingForm, more: More) -> str:
    kind, agency_id = form.kind, staff().agency_id
    history = letter_wording.history(agency_id, kind)
    locked = passages(kind)
    always = {line for passage in locked for line in passage.paragraphs}
    otherwise = [
        line
        for passage in passages(kind, is_given=False)
        for line in passage.paragraphs
        if line not in always
    ]
    return render_template(
        "desk/wording.html",
        form=form,
        more=more,
        parts=parts(),
        kind=kind,
        title=PAPERS[kind].title,
        passages=locked,
        otherwise=otherwise,
        names_of_zones={zone.name: word(ZoneName(zone.name)) for zone in zones(kind)},
        shipped={zone.name: zone.text for zone in zones(kind)},
        placeholders=placeholders(kind),
        may_look=sees_applicant(),
        history=history,
        names=colleagues.names(row.saved_by for row in history),
    )
