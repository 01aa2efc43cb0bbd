"""The book of administration as its readers see it: who did what about whom, when, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from casework.domain.roles import Role
from casework.domain.terms import Term
from casework.persistence.models.people import AdminAct, AdminEntry
from casework.services import administration, colleagues
from casework.services.staff import STAFF_ROLES
from casework.web.desk.administration.agency_form import AgencyForm
from casework.web.desk.face import face
from casework.web.desk.sheet import LARGEST_ID
from casework.web.doors import requires, staff
from casework.web.words import plain_date, word

_LABELS: Mapping[str, str] = {
    "username": _("用户名"),
    "name": _("姓名"),
    "unit": _("科室"),
    "roles": _("身份"),
    "open_cases": _("未移交的在办申请"),
    "substitute_id": _("代理人"),
    "span": _("代理的起止日期"),
    "ends_on": _("代理结束之日"),
    "review_levels": _("审核环节（需要几人通过）"),
    "wording": _("文书和版本"),
    "reference": _("编号"),
    "due_on": _("期限"),
}
_NOTHING = "—"
Names = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as the page shows it; `changes` are sentences."""

    number: int
    at: datetime
    who: str
    what: Term
    subject: str
    changes: list[str]


@face.get("/administration/book")
@requires(Role.ADMINISTRATOR)
def book() -> str:
    """The book, the latest first."""
    found = administration.book(staff().agency_id, _before())
    shown = found[: administration.PAGE]
    known = colleagues.names(_concerned(shown))
    onward = url_for("desk.book", before=shown[-1].id) if len(found) > len(shown) else ""
    told = [_told(entry, known) for entry in shown]
    return render_template("desk/administration/book.html", entries=told, onward=onward)


def _before() -> int | None:
    typed = request.args.get("before", default=0, type=int)
    return typed if 0 < typed <= LARGEST_ID else None


def _concerned(entries: Sequence[AdminEntry]) -> set[int]:
    """The ids of all who are named in some entries."""
    ids = {entry.user_id for entry in entries} | {entry.subject_id for entry in entries}
    for entry in entries:
        ids |= {int(text) for text in entry.facts.get("substitute_id", ()) if text}
        ids.add(entry.facts.get("to_id"))
    return {user_id for user_id in ids if user_id is not None}


def _told(entry: AdminEntry, known: Names) -> Told:
    return Told(
        number=entry.id,
        at=entry.at,
        who=gettext("系统运维") if entry.user_id is None else known.get(entry.user_id, ""),
        what=entry.what,
        subject=known.get(entry.subject_id or 0, ""),
        changes=_handed_over(entry, known)
        if entry.what is AdminAct.HAND_OVER
        else [_changed(entry, name, known) for name in entry.facts],
    )


def _handed_over(entry: AdminEntry, known: Names) -> list[str]:
    facts = entry.facts
    moved, failed = "、".join(facts["moved"]), "、".join(row[0] for row in facts["failed"])
    sentences = [gettext("移交给：%(name)s", name=known.get(facts["to_id"], ""))]
    if moved:
        sentences.append(gettext("已移交：%(references)s", references=moved))
    if failed:
        sentences.append(gettext("没有移交：%(references)s", references=failed))
    return sentences


def _changed(entry: AdminEntry, name: str, known: Names) -> str:
    before, after = (_spoken(name, text, known) for text in entry.facts[name])
    told = {"label": _label(entry.what, name), "before": before, "after": after}
    if before == _NOTHING:
        return str(gettext("%(label)s：%(after)s", **told))
    return str(gettext("%(label)s：由“%(before)s”改为“%(after)s”", **told))


def _label(what: Term, name: str) -> str:
    """What a column is called: an agency's by its form, whose unbound fields keep their labels."""
    if what is AdminAct.CHANGE_AGENCY:
        return str(getattr(AgencyForm, name).args[0])
    return str(_LABELS[name])


def _spoken(name: str, text: str, known: Names) -> str:
    """A value in the reader's words."""
    if not text:
        return _NOTHING
    if name == "roles":
        held = text.split(",")
        return "、".join(word(role) for role in STAFF_ROLES if role in held)
    if name == "substitute_id":
        return known.get(int(text), "")
    if name in {"span", "ends_on", "due_on"}:
        return "—".join(plain_date(date.fromisoformat(day)) for day in text.split("/"))
    return text
