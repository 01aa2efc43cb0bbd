"""Facts of acts as JSON objects and back: the form in which events and letters keep them."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from casework.domain.disclosure.decisions import LEAVES
from casework.domain.disclosure.facts import DraftDecision
from casework.domain.workflow import Facts

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_fields(facts: DataclassInstance) -> dict[str, Any]:
    """The JSON object of a frozen dataclass of facts: dates as ISO text, terms by their value."""
    fields: dict[str, Any] = _adapter(dict).dump_python(asdict(facts), mode="json")
    return fields


def from_fields(kind: type[Facts], fields: dict[str, Any]) -> Facts:
    """The facts that a JSON object holds; raises pydantic.ValidationError on a damaged one."""
    facts: Facts = _adapter(kind).validate_python(fields)  # type: ignore[arg-type]  # mypy 2.4 doubts that a class of dataclasses is hashable
    if isinstance(facts, DraftDecision):
        # Several leaves have fields of the same names: the outcome says which one this is.
        leaf = _adapter(LEAVES[facts.outcome].facts).validate_python(fields["facts"])
        return replace(facts, facts=leaf)
    return facts
