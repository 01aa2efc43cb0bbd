"""What the form of every act has: the version that was seen, its facts, and the doing of it."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, ClassVar

from flask import url_for
from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Facts
from casework.services.attachments import Paper
from casework.services.disclosure import acts
from casework.services.disclosure.acts import Order
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import WritingForm


class ActForm(WritingForm):
    """The form of one act. Its fields bear the names of the facts that it `makes`."""

    makes: ClassVar[Any]
    is_main: ClassVar[bool] = False  # the act that carries the case on
    caution: ClassVar[str] = ""  # what cannot be undone

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired(_("页面已过期"))])

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """What the form proposes."""
        return {}

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Offer what depends on who acts on which case."""

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """What the handler should know before acting."""
        return []

    def facts(self) -> Facts:
        """The facts that the validated fields say."""
        given = {
            field.name: self[field.name].data for field in fields(self.makes) if field.name in self
        }
        made: Facts = self.makes(**given)
        return made

    def papers(self) -> tuple[Paper, ...]:
        """The files that come with the act."""
        return tuple(paper for field in self if isinstance(field, Papers) for paper in field.kept())

    def key_used(self) -> str:
        """The key of this posting, which the validated form has."""
        return self.key.data or ""

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Ask the service for the act; the address to go on to. Raises Refused."""
        order = Order(action, self.facts(), self.key_used(), self.version.data, self.papers())
        acts.act(office(), reference, order, actor)
        return url_for("desk.case", reference=reference)
