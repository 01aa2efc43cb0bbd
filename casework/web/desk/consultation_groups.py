"""Comments that say the same: proposed by their words, confirmed by a person, answered once."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services.consultation import alike, answering, comments_viewing, grouping, viewing
from casework.services.consultation.alike import Proposal
from casework.services.consultation.comments_viewing import PAGE, Sought
from casework.services.consultation.grouping import GroupLine
from casework.services.refusals import NotThere
from casework.web.desk.face import face
from casework.web.desk.forms.commenting import AnswerGroupForm, GroupForm, PutInForm
from casework.web.desk.sheet import LARGEST_ID, Answer, within
from casework.web.doors import office, requires, staff
from casework.web.words import sentence

_ANSWERING = (Role.HANDLER, Role.REVIEWER, Role.APPROVER)
_CHANGE = "change-"  # tells its form's fields from those of the other form on the page


@dataclass(frozen=True, slots=True)
class Proposed:
    """A comment with those that are like it, and the form that puts the ticked ones together."""

    proposal: Proposal
    form: PutInForm
    ticked: frozenset[str]


@face.get("/consultations/<reference>/groups")
@requires()
def comment_groups(reference: str) -> str:
    """The groups, with how far each is answered."""
    return render_template(
        "desk/consultation_groups.html",
        file=viewing.consultation_file(office(), reference, staff()),
        groups=grouping.groups(reference, staff()),
    )


@face.route("/consultations/<reference>/groups/<int:group_id>", methods=["GET", "POST"])
@requires(*_ANSWERING)
def comment_group(reference: str, group_id: int) -> Answer:
    """One group, its comments, and the one answer to all of them."""
    group = _group(reference, group_id)
    form = AnswerGroupForm()
    if not form.validate_on_submit():
        return _group_page(reference, group, form), 422 if form.is_submitted() else 200
    key = form.key.data or ""
    try:
        count = answering.answer_group(office(), reference, group.id, form.answer(), key, staff())
    except Refused as refused:
        return _group_page(reference, group, form, refused), 409
    flash(_("已答复%(count)s条意见", count=count))
    return redirect(url_for("desk.comment_groups", reference=reference), 303)


@face.post("/consultations/<reference>/groups/<int:group_id>/change")
@requires(*_ANSWERING)
def change_comment_group(reference: str, group_id: int) -> Answer:
    """Another title, or another unit that considers it."""
    group, form = _group(reference, group_id), GroupForm(prefix=_CHANGE)
    if not form.validate_on_submit():
        return _group_page(reference, group, AnswerGroupForm(formdata=None), changing=form), 422
    grouping.change_group(office(), reference, group.id, form.group(), form.key.data or "", staff())
    flash(_("已修改归类"))
    address = url_for("desk.comment_group", reference=reference, group_id=group.id)
    return redirect(address, 303)


@face.get("/consultations/<reference>/similar")
@requires(*_ANSWERING)
def similar_comments(reference: str) -> str:
    """Comments in no group yet, each with those that are like it."""
    return _similar_page(reference)


@face.post("/consultations/<reference>/similar/<comment>")
@requires(*_ANSWERING)
def confirm_similar(reference: str, comment: str) -> Answer:
    """Put a comment and the ticked ones like it together: a person has looked."""
    form = PutInForm(prefix=comment)
    form.offer(_offered(reference))
    if not form.validate_on_submit():
        return _similar_page(reference, form), 422
    try:
        _together(reference, form)
    except Refused as refused:
        return _similar_page(reference, form, refused), 409
    flash(_("已归为一类"))
    return redirect(_address(reference, _after()), 303)


def _after() -> tuple[int, int] | None:
    """The place that the address says; None for anything that no page of ours says."""
    count, _, number = request.args.get("after", "").partition("_")
    try:
        place = int(count), int(number)
    except ValueError:
        return None
    return place if all(0 < part <= LARGEST_ID for part in place) else None


def _address(reference: str, place: tuple[int, int] | None) -> str:
    after = None if place is None else "{}_{}".format(*place)
    return url_for("desk.similar_comments", reference=reference, after=after)


def _group(reference: str, group_id: int) -> GroupLine:
    """A group of this consultation; raises NotThere."""
    wanted = within(group_id)
    groups = grouping.groups(reference, staff())
    found = next((group for group in groups if group.id == wanted), None)
    if found is None:
        raise NotThere(str(group_id))
    return found


def _group_page(
    reference: str,
    group: GroupLine,
    form: AnswerGroupForm,
    refused: Refused | None = None,
    changing: GroupForm | None = None,
) -> str:
    if changing is None:
        now = {"title": group.title, "unit": group.unit}
        changing = GroupForm(formdata=None, data=now, prefix=_CHANGE)
    sought = Sought(group_id=group.id)
    return render_template(
        "desk/consultation_group.html",
        reference=reference,
        group=group,
        lines=comments_viewing.listed(reference, staff(), sought)[:PAGE],
        answer=form,
        changing=changing,
        form=form if form.errors else changing,
        more=[] if refused is None else [(sentence(refused), None)],
    )


def _offered(reference: str) -> list[tuple[int, str]]:
    return [(line.id, line.title) for line in grouping.groups(reference, staff())]


def _together(reference: str, form: PutInForm) -> None:
    """The very same words of others go along with each that was ticked. Raises Refused."""
    chosen, key, group_id = form.chosen.references, form.key.data or "", form.group_id.data
    whose = office(), reference
    if group_id:
        grouping.put_in(*whose, group_id, chosen, key, staff(), with_same=True)
    else:
        grouping.open_group(*whose, form.group(), chosen, key, staff(), with_same=True)


def _similar_page(
    reference: str, sent: PutInForm | None = None, refused: Refused | None = None
) -> str:
    found = alike.proposals(reference, staff(), _after())
    groups = _offered(reference)
    return render_template(
        "desk/consultation_similar.html",
        reference=reference,
        file=viewing.consultation_file(office(), reference, staff()),
        proposed=[_proposed(one, groups, sent) for one in found[:PAGE]],
        form=sent,
        more=[] if refused is None else [(sentence(refused), None)],
        onward=_address(reference, found[PAGE - 1].place) if len(found) > PAGE else "",
        after=request.args.get("after"),
    )


def _proposed(
    proposal: Proposal, groups: Sequence[tuple[int, str]], sent: PutInForm | None
) -> Proposed:
    """The proposal with its form: the one that was sent, else a new one with all that is like."""
    if sent is not None and sent.key.name.startswith(proposal.reference):
        return Proposed(proposal, sent, frozenset(sent.chosen.references))
    known = next((one.group_id for one in proposal.alike if one.group_id), 0)
    form = PutInForm(formdata=None, data={"group_id": known}, prefix=proposal.reference)
    form.offer(groups)
    alike = (one.reference for one in proposal.alike if one.group_id is None)
    return Proposed(proposal, form, frozenset({proposal.reference, *alike}))
