"""The words of a notice: that something happened and where to look, never what it says."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from casework.domain.notices import Notice
from casework.domain.references import Mark, mark_of
from casework.persistence.models import Agency

_MATTERS = {
    Mark.DISCLOSURE: "政府信息公开申请",
    Mark.RECORD_CORRECTION: "更正自身信息记录申请",
}
_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "mail"


@dataclass(frozen=True, slots=True)
class Wording:
    """A notice in words: the mail's subject and body, and the one line of a text message."""

    subject: str
    body: str
    short: str


def wording(
    notice: Notice, reference: str, agency: Agency | None, code: str = "", site: str = ""
) -> Wording:
    """The words of a notice about a case; only its reference and the agency stand in it.

    `matter`: what a case of its procedure is called, for the templates that procedures share.
    `code`: what proves a contact, in the one notice that carries it; `site`: where to look.
    """
    template = _environment().get_template(f"{notice.value}.txt")
    mark = mark_of(reference)
    matter = _MATTERS.get(mark, mark.zh)
    said = {"reference": reference, "agency": agency, "matter": matter, "code": code, "site": site}
    blocks = template.make_module(said)
    return Wording(str(blocks.subject()), str(blocks.body()), str(blocks.short()))  # type: ignore[attr-defined]


@cache
def _environment() -> Environment:
    return Environment(  # noqa: S701  # plain text: nothing to escape
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True
    )
