"""The facts of every act, kept as JSON and read again: nothing is lost, and a damage is noticed."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import LEAVES, Outcome
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.workflow import Facts
from casework.persistence.facts import from_fields, to_fields

KINDS = sorted({row.facts for row in DISCLOSURE.rows}, key=lambda kind: kind.__name__)
_DECISIONS = (facts.DraftDecision, facts.SpotReply)
_OTHER_KINDS = [kind for kind in KINDS if kind not in _DECISIONS]


def kept(given_facts: Facts) -> Facts:
    """The facts as an event keeps them: through the text that the database holds."""
    text = json.dumps(to_fields(given_facts), ensure_ascii=False)
    return from_fields(type(given_facts), json.loads(text))


@pytest.mark.parametrize("kind", _OTHER_KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_facts_of_an_act_are_read_as_they_were_kept(
    kind: type[Facts], data: st.DataObject
) -> None:
    given_facts = data.draw(st.from_type(kind))

    assert given_facts == kept(given_facts)


@pytest.mark.parametrize("kind", _DECISIONS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("outcome", LEAVES)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_decision_is_read_with_the_facts_of_its_leaf(
    kind: type[facts.DraftDecision], outcome: Outcome, data: st.DataObject
) -> None:
    leaf: st.SearchStrategy[Any] = st.from_type(LEAVES[outcome].facts)
    decision = data.draw(st.builds(kind, outcome=st.just(outcome), facts=leaf))
    read = kept(decision)

    assert decision == read
    assert isinstance(read, kind)
    assert type(read.facts) is LEAVES[outcome].facts


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (facts.Lapse, {}),
        (facts.Extension, {"working_days": "many", "reason": "x"}),
        (facts.Clarification, {"requested_information": "x", "channel": "pigeon"}),
        (facts.DraftDecision, {"outcome": "granted", "facts": {"reason": "x"}}),
    ],
)
def test_damaged_facts_are_noticed(kind: type[Facts], fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        from_fields(kind, fields)


def test_a_decision_on_a_leaf_of_the_same_fields_keeps_its_own() -> None:
    """Two leaves have the same fields: only the outcome tells them apart."""
    twins = (Outcome.ALREADY_PUBLIC, Outcome.PUBLISHED_WORK)
    for outcome in twins:
        fields = {"outcome": outcome.value, "facts": {"information": "公报", "where": "网站"}}
        read = from_fields(facts.DraftDecision, fields)

        assert isinstance(read, facts.DraftDecision)
        assert LEAVES[outcome].facts is type(read.facts)
