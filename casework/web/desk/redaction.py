"""Covering parts of an attachment: what is suggested or drawn, on pictures of its pages."""

from collections.abc import Sequence

from flask import g, redirect, render_template, session, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import Field, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, ValidationError

from casework.adapters.redaction import MOST_PAGES, WHOLE, Box, Suggestion
from casework.domain.workflow import Refused
from casework.services.printing import Viewer
from casework.services.publication import redaction
from casework.services.publication.redaction import Covering, Sheet
from casework.services.refusals import NotThere
from casework.web.desk.face import face
from casework.web.desk.forms.kinds import one_line
from casework.web.desk.papers import download
from casework.web.desk.sheet import SEES_APPLICANT, Answer, address_of, within
from casework.web.doors import office, requires, staff
from casework.web.forms import WritingForm
from casework.web.words import sentence, word

_OPENED = "covering"  # the session's mark: the look at this attachment was written down
_MOST_BOXES = 2_000
_LONGEST = 40 * _MOST_BOXES  # characters
_NUMBERS = 5  # page, left, top, width, height
_DIGITS = 4


class RedactionForm(WritingForm):
    """The boxes: those that are suggested and ticked, and those that are drawn or written."""

    suggested = SelectMultipleField(_("建议遮盖的内容"), validate_choice=False)
    boxes = TextAreaField(
        _("另外遮盖的位置"),
        [Length(max=_LONGEST, message=_("遮盖的位置太多，请分几次办理"))],
        description=_(
            "在页面图上拖动就能画框，画好的框会自动写在这里。也可以自己写，一行一个：页码、左、上、宽、高，"
            "都以页面宽、高的千分之几计，例如“1 120 300 200 25”"
        ),
    )
    filename = one_line(
        _("副本的文件名"),
        _("请填写副本的文件名"),
        description=_("不要写个人信息"),
        default=lambda: gettext("遮盖后的副本.pdf"),
    )

    pages = MOST_PAGES  # of the file: a box on a later page would cover nothing

    def validate_suggested(self, field: Field) -> None:
        """Boxes as this page gave them out."""
        for value in field.data or ():
            _boxes_in(str(value).replace(";", "\n"), self.pages)

    def validate_boxes(self, field: Field) -> None:
        """Five numbers a line; and something is covered at all."""
        if not _boxes_in(field.data or "", self.pages) and not self.suggested.data:
            raise ValidationError(_("请选择建议的内容，或者在页面上画框"))

    def all_boxes(self) -> tuple[Box, ...]:
        """Every box of the validated form."""
        ticked = ";".join(self.suggested.data or ()).replace(";", "\n")
        drawn = _boxes_in(self.boxes.data or "", self.pages)
        return (*_boxes_in(ticked, self.pages), *drawn)


@face.route("/redaction/<reference>/<int:attachment_id>", methods=["GET", "POST"])
@requires(*SEES_APPLICANT)
def redact(reference: str, attachment_id: int) -> Answer:
    """The pages with what seems to be personal, and the covered copy that is made of them."""
    form, viewer = RedactionForm(), Viewer(staff(), g.request_id)
    sheet = redaction.sheet(office(), reference, within(attachment_id), viewer)
    form.pages = len(sheet.pages)
    session[_OPENED] = f"{reference}/{attachment_id}"
    if not form.validate_on_submit():
        return _page(reference, sheet, form), 422 if form.is_submitted() else 200
    given = Covering(attachment_id, form.all_boxes(), form.filename.data or "")
    try:
        redaction.cover(office(), reference, given, form.key.data or "", viewer)
    except Refused as refused:
        return _page(reference, sheet, form, sentence(refused)), 409
    return redirect(address_of(reference), 303)


@face.get("/redaction/<reference>/<int:attachment_id>/pages/<int:number>.png")
@requires(*SEES_APPLICANT)
def redaction_page(reference: str, attachment_id: int, number: int) -> Response:
    """A page's picture; only after the page with all of them, where the look is written down."""
    if session.get(_OPENED) != f"{reference}/{attachment_id}" or number > MOST_PAGES:
        raise NotThere(str(number))
    picture = redaction.page(office(), reference, within(attachment_id), number, staff())
    return download(picture, "image/png", f"{number}.png")


def _page(reference: str, sheet: Sheet, form: RedactionForm, more: str = "") -> str:
    choices = [_choice(one) for one in sheet.suggestions]
    form.suggested.choices = choices
    if not form.is_submitted():  # what is not to be covered is unticked: to forget one harms nobody
        form.suggested.data = [choice.value for choice in choices]
    attachment_id = sheet.attachment.id
    return render_template(
        "desk/redaction.html",
        reference=reference,
        attachment=sheet.attachment,
        back=address_of(reference),
        form=form,
        pages=[
            (
                url_for(
                    "desk.redaction_page",
                    reference=reference,
                    attachment_id=attachment_id,
                    number=number,
                ),
                round(wide),
                round(high),
            )
            for number, (wide, high) in enumerate(sheet.pages, start=1)
        ],
        more=[(more, None)] if more else [],
    )


def _choice(one: Suggestion) -> SelectChoice:
    """A suggestion in its line; its value is its boxes."""
    value = ";".join(
        f"{box.page} {box.left} {box.top} {box.width} {box.height}" for box in one.boxes
    )
    place = gettext("第%(page)s页（%(kind)s）：", page=one.boxes[0].page, kind=word(one.kind))
    shown = Markup("{}{}<mark>{}</mark>{}").format(place, one.before, one.words, one.after)
    return SelectChoice(value, shown)


def _boxes_in(text: str, pages: int) -> tuple[Box, ...]:
    """The boxes that are written in a text, one a line. Raises ValidationError."""
    lines = [(at, line.split()) for at, line in enumerate(text.splitlines(), start=1)]
    boxes = tuple(_box(at, parts, pages) for at, parts in lines if parts)
    if len(boxes) > _MOST_BOXES:
        raise ValidationError(_("遮盖的位置太多，请分几次办理"))
    return boxes


def _box(at: int, parts: Sequence[str], pages: int) -> Box:
    is_number = all(part.isascii() and part.isdecimal() and len(part) <= _DIGITS for part in parts)
    if not is_number or len(parts) != _NUMBERS:
        raise ValidationError(_("第%(line)s行：请写五个整数", line=at))
    box = Box(*map(int, parts))
    is_on_page = box.left + box.width <= WHOLE and box.top + box.height <= WHOLE
    if not (0 < box.page <= pages and box.width and box.height and is_on_page):
        raise ValidationError(_("第%(line)s行：框不在页面上，请核对", line=at))
    return box
