"""What the form of every leaf has: which leaf it is, and its draft decision."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from casework.domain.disclosure import decisions
from casework.domain.disclosure.decisions import Leaf, Outcome
from casework.domain.disclosure.facts import DraftDecision
from casework.domain.workflow import Facts
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import sentences


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


class LeafForm(ActForm):
    """The form of one leaf's facts; `outcome` says which leaf, where several share their facts."""

    outcome: Outcome

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
