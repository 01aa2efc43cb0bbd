"""文书打印: the letters of a span for the printer, labels for envelopes, papers for the file."""

from datetime import timedelta
from typing import Any

from flask import g, render_template, request
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import BooleanField, Field, IntegerField, SelectMultipleField, widgets
from wtforms.validators import NumberRange, Optional, ValidationError

from casework.domain.disclosure.facts import ServiceWay
from casework.domain.disclosure.letters import PAPERS, LetterKind
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.persistence.models import Look
from casework.services import printing as service
from casework.services.disclosure import sheets, viewing
from casework.services.printing import MOST, Choice, Viewer
from casework.web.desk.face import face
from casework.web.desk.forms.kinds import legal_day
from casework.web.desk.papers import download
from casework.web.desk.paperwork import parts
from casework.web.desk.sheet import SEES_APPLICANT, Answer, address_of, within
from casework.web.doors import office, requires, staff
from casework.web.forms import SpokenForm, choices
from casework.web.words import sentence

_PRINTING = (Role.CLERK, Role.HANDLER, Role.APPROVER)
_KINDS = tuple(kind for kind in LetterKind if PAPERS[kind].series)
_WEEK = timedelta(days=7)
_PDF = "application/pdf"


class ChoiceForm(SpokenForm):
    """Which letters; it is asked by its address and writes nothing."""

    class Meta(SpokenForm.Meta):
        """An address needs no token."""

        csrf = False

    begins_on = legal_day(_("印发日期从"), _("请填写开始之日"))
    ends_on = legal_day(_("到"), _("请填写结束之日"), description=_("包括这一天"))
    kinds = SelectMultipleField(
        _("文书种类"),
        coerce=LetterKind,
        choices=lambda: choices(_KINDS),
        description=_("不选就是全部"),
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    unserved = BooleanField(_("只列还没有送达的"))
    used = IntegerField(
        _("第一张标签纸已经用掉几枚"),
        [Optional(), NumberRange(0, 23, _("请填写0至23的数"))],
        description=_("标签纸每张24枚（3列8行，每枚宽70毫米、高37毫米）"),
    )

    def validate_ends_on(self, field: Field) -> None:
        """No day before the first."""
        if self.begins_on.data and field.data and field.data < self.begins_on.data:
            raise ValidationError(_("结束之日不能早于开始之日"))

    def choice(self) -> Choice:
        """What the validated fields say."""
        begins_on: Any = self.begins_on.data
        ends_on: Any = self.ends_on.data
        kinds = tuple(self.kinds.data or ())
        return Choice(begins_on, ends_on, kinds, bool(self.unserved.data))


@face.route("/letters/printing", methods=["GET", "POST"])
@requires(*_PRINTING)
def printing() -> Answer:
    """The letters that the address chooses; posted, they are printed, or their labels."""
    form = ChoiceForm(_asked())
    if not form.validate():
        return _page(form), 422
    if request.method == "GET":
        return _page(form)
    try:
        return download(_printed(form), _PDF, f"{request.form.get('as', 'letters')}.pdf")
    except Refused as refused:
        return _page(form, refused), 409


@face.get("/requests/<reference>/letters/<int:letter_id>/service-record")
@requires(*SEES_APPLICANT)
def service_record(reference: str, letter_id: int) -> Response:
    """送达回证 of a letter, to be signed. It names the addressee: a look at it is recorded."""
    way = request.args.get("way", type=ServiceWay)
    pdf = sheets.service_record(office(), reference, within(letter_id), way, staff())
    viewing.reveal(office(), reference, staff(), g.request_id, Look.LETTER)
    return download(pdf, _PDF, f"{reference}送达回证.pdf")


@face.get("/requests/<reference>/review-sheet")
@requires(*SEES_APPLICANT)
def review_sheet(reference: str) -> Response:
    """审查呈批单 of a drafted decision, for the file. It names the applicant, as letters do."""
    pdf = sheets.review_sheet(office(), reference, staff())
    viewing.reveal(office(), reference, staff(), g.request_id, Look.LETTER)
    return download(pdf, _PDF, f"{reference}审查呈批单.pdf")


def _asked() -> "MultiDict[str, str]":
    """What the address asks; the last week's unserved letters where it asks nothing."""
    if request.args:
        return request.args
    today = office().today()
    days = {"begins_on": today - _WEEK, "ends_on": today}
    spoken = {name: [str(on.year), str(on.month), str(on.day)] for name, on in days.items()}
    return MultiDict({**spoken, "unserved": ["y"]})


def _printed(form: ChoiceForm) -> bytes:
    viewer = Viewer(staff(), g.request_id)
    if request.form.get("as") == "labels":
        used = form.used.data or 0
        return service.address_labels(office(), form.choice(), viewer, used=used)
    two_sided = request.form.get("as") == "two_sided"
    return service.one_file(office(), form.choice(), viewer, two_sided=two_sided)


def _page(form: ChoiceForm, refused: Refused | None = None) -> str:
    found = [] if form.errors else service.chosen(staff(), form.choice())
    return render_template(
        "desk/printing.html",
        form=form,
        more=[] if refused is None else [(sentence(refused), None)],
        found=found[:MOST],
        too_many=len(found) > MOST,
        most=MOST,
        address_of=address_of,
        here=request.full_path.rstrip("?"),
        parts=parts(),
    )
