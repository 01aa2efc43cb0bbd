"""The form by which a handler takes a proposed decision as the draft, to be looked over and sent.

One form for all that are proposed: the button says which.
"""

from flask import url_for
from wtforms import IntegerField, StringField
from wtforms.validators import Optional

from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.facts import DraftDecision
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Facts
from casework.services.disclosure import proposals
from casework.services.disclosure.viewing import CaseFile
from casework.services.refusals import NotThere
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.sheet import within


class ProposalForm(ActForm):
    """条例 36(一), 36(六)."""

    makes = DraftDecision

    repeats = StringField()  # the earlier request, where this one repeats it
    published = IntegerField(validators=[Optional()])  # the entry, where it is public already

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Draft on this case, as this colleague sees what is like it."""
        self._file, self._actor = file, actor

    def facts(self) -> Facts:
        """The decision that was chosen, with its facts; raises NotThere where there is none."""
        case, standing = self._file.case, self._file.standing
        if self.repeats.data:
            return proposals.repeats(case, standing, self.repeats.data, self._actor)
        if self.published.data:
            return proposals.is_public(case, standing, within(self.published.data))
        raise NotThere(case.reference)

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Draft it; on to the form of its leaf, which shows it and can be changed."""
        super().carry_out(action, reference, actor)
        drafted = Outcome.REPEATED if self.repeats.data else Outcome.ALREADY_PUBLIC
        return url_for("desk.leaf", reference=reference, outcome=drafted.value)
