"""One comment at the desk: its words, who said them masked, and the acts on it."""

from flask import abort, redirect, render_template
from flask_babel import gettext as _

from casework.domain.masking import mask_email, mask_name, mask_phone
from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.services.consultation import comments_viewing, grouping
from casework.services.consultation.comments_viewing import CommentFile
from casework.services.consultation.grouping import GroupLine
from casework.web.desk.acts import told
from casework.web.desk.cases import is_revealed
from casework.web.desk.consultation_story import story
from casework.web.desk.face import face
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.commenting import FORMS
from casework.web.desk.sheet import Answer, sees_applicant
from casework.web.doors import office, requires, staff
from casework.web.words import word


@face.get("/comments/<reference>")
@requires()
def comment(reference: str) -> str:
    """All that is known of one, and what may be done on it now."""
    file = comments_viewing.comment_file(office(), reference, staff())
    shown = _shown(file, revealed=is_revealed(reference))
    return render_template("desk/consultation_comment.html", **shown)


@face.route("/comments/<reference>/acts/<action>", methods=["GET", "POST"])
@requires()
def comment_act(reference: str, action: str) -> Answer:
    """The form of an act on one comment, and the doing of it."""
    doing = next((one for one in FORMS if one.value == action), None) or abort(404)
    file = comments_viewing.comment_file(office(), reference, staff())
    form = FORMS[doing].opened(
        file, lambda: comments_viewing.refusal(office(), file, staff(), doing)
    )
    if not form.validate_on_submit():
        return _page(doing, reference, form), 422 if form.is_submitted() else 200
    try:
        onward = form.carry_out(doing, reference, staff())
    except Refused as refused:
        return _page(doing, reference, form, refused), 409
    told(doing)
    return redirect(onward, 303)


def _shown(file: CommentFile, *, revealed: bool) -> dict[str, object]:
    return {
        "file": file,
        "standing": file.standing,
        "offers": [
            (word(row.action), row.action.value, FORMS[row.action].is_main)
            for row in file.permitted
            if row.action in FORMS
        ],
        "story": story(file.standing, FORMS),
        "author": _author(file, revealed=revealed),
        "revealed": revealed,
        "sees_author": sees_applicant(),
        "group": _group(file),
    }


def _author(file: CommentFile, *, revealed: bool) -> list[tuple[str, str]]:
    """Who it is from, as the user may see it now; nothing where nobody said."""
    detail = file.case.comment
    given = (
        (_("姓名或者单位"), detail.name, mask_name),
        (_("联系电话"), detail.phone, mask_phone),
        (_("电子邮箱"), detail.email, mask_email),
    )
    return [(name, value if revealed else mask(value)) for name, value, mask in given if value]


def _group(file: CommentFile) -> GroupLine | None:
    """The comments that say the same, where somebody put it among them."""
    if file.standing.group_id is None:
        return None
    groups = grouping.groups(file.consultation.reference, staff())
    return next((group for group in groups if group.id == file.standing.group_id), None)


def _page(action: Term, reference: str, form: ActForm, refused: Refused | None = None) -> str:
    file = comments_viewing.comment_file(office(), reference, staff())
    more = form.go_on(file.case.version, refused)
    shown = {"action": action, "file": file, "form": form, "more": more}
    return render_template("desk/consultation_comment_act.html", **shown)
