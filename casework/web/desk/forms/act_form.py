"""What the form of every act has: the version that was seen, its facts, and the doing of it."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, ClassVar, Protocol, Self, cast

from flask import url_for

from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Facts, Refused
from casework.persistence.models import Case
from casework.services.attachments import Paper
from casework.services.disclosure import acts
from casework.services.disclosure.acts import Order
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.papers import Papers
from casework.web.doors import office, staff
from casework.web.forms import VersionedForm


class AnyFile(Protocol):
    """The file of a case of any procedure."""

    @property
    def case(self) -> Case:
        """The case."""
        ...


class ActForm(VersionedForm):
    """The form of one act. Its fields bear the names of the facts that it `makes`."""

    makes: ClassVar[Any]
    is_main: ClassVar[bool] = False  # the act that carries the case on
    caution: ClassVar[str] = ""  # what cannot be undone

    @classmethod
    def opened(cls, file: AnyFile, refusal: Callable[[], Refused | None]) -> Self:
        """The form as it is first shown, or as it was posted.

        Raises Refused where it is first shown and `refusal` says why the act is not offered.
        """
        # What the forms ask of a file, the files of all procedures have.
        seen = cast("CaseFile", file)
        proposed = {"version": file.case.version, **cls.prefilled(seen, office().today())}
        form = cls(data=proposed)
        form.prepare(seen, staff())
        if not form.is_submitted() and (refused := refusal()) is not None:
            raise refused
        return form

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
