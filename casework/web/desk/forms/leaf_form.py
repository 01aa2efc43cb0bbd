"""What the form of every leaf has: which leaf it is, and its draft decision."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, FieldList, FormField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from casework.domain.disclosure import decisions
from casework.domain.disclosure.decisions import Leaf, Outcome
from casework.domain.disclosure.facts import DraftDecision
from casework.domain.workflow import Facts
from casework.persistence.models import Attachment, Purpose
from casework.services.attachments import Paper
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import sentences

# What the third party alone is told.
_OF_OTHER_LETTERS = frozenset({"public_interest"})


def information() -> TextAreaField:
    """The field for what was asked, as the letter repeats it."""
    return sentences(
        _("申请获取的信息"),
        _("请写明申请获取的信息"),
        description=_("照申请的内容写，写进答复书"),
    )


def reason(hint: str = "") -> TextAreaField:
    """The field for the reason that the letter gives."""
    return sentences(_("理由"), _("请写明理由"), description=hint or _("写进答复书"))


def _texts(form: Iterable[Field]) -> Iterator[Field]:
    """The fields of a form, and of the rows in it, that are written into the letter."""
    for field in form:
        if isinstance(field, FieldList | FormField):
            yield from _texts(field)
        elif isinstance(field, StringField) and field.short_name not in _OF_OTHER_LETTERS:
            yield field


class LeafForm(ActForm):
    """The form of one leaf's facts; `outcome` says which leaf, where several share their facts."""

    outcome: Outcome
    unknown_to_applicant: frozenset[str] = frozenset()
    copies: tuple[Attachment, ...] = ()  # of the case, covered where they must be

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse words of the letter that tell the applicant which third party was asked."""
        is_sound = super().validate(extra_validators)
        for field in _texts(self):
            named = [name for name in self.unknown_to_applicant if name in (field.data or "")]
            if named:
                told = gettext("答复书由申请人收执，不能写第三方的名称“%(name)s”", name=named[0])
                field.errors = [*field.errors, told]
                is_sound = False
        return bool(is_sound)

    def offer_copies(self, file: CaseFile) -> None:
        """Offer the case's covered copies, where the leaf supplies files and there are any."""
        self.copies = tuple(one for one in file.attachments if one.purpose is Purpose.REDACTED)
        if "covered_copies" not in self:
            return
        if not self.copies:
            del self["covered_copies"]
            return
        choices = [SelectChoice(one.id, one.filename) for one in self.copies]
        self["covered_copies"].choices = choices

    def papers(self) -> tuple[Paper, ...]:
        """The files that are sent with the form, and the covered copies that are chosen in it."""
        chosen = self["covered_copies"].data if "covered_copies" in self else ()
        copies = (
            Paper(Purpose.SUPPLIED, one.stored_as, one.size, one.media_type, one.filename)
            for one in self.copies
            if one.id in (chosen or ())
        )
        return (*super().papers(), *copies)

    @property
    def leaf(self) -> Leaf:
        """The leaf: its article, its row of table 三, its letter."""
        return decisions.LEAVES[self.outcome]

    def facts(self) -> Facts:
        """The draft decision: the leaf and what it needs."""
        leaf = self.leaf.facts(**dict(self._given()))
        override = self["public_interest"].data if "public_interest" in self else ""
        return DraftDecision(self.outcome, leaf, override or "")

    def _given(self) -> Iterator[tuple[str, Any]]:
        for field in fields(self.leaf.facts):
            if field.name in self:
                yield field.name, self[field.name].data
            elif field.name == "ground":
                yield field.name, self.leaf.ground
