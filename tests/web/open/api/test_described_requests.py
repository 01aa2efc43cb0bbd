"""What a stranger's program makes of the description: schemathesis asks within it and beyond."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as bounds
from schemathesis import GenerationMode, openapi
from schemathesis.core.result import Ok
from schemathesis.generation.case import Case
from schemathesis.schemas import APIOperation

from casework.web.open.api.endpoint import ENDPOINTS, ROOT
from tests.web.open.api.conftest import Books

_EXAMPLES = 8  # of each operation, in each of the two ways
_BOTH = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
_NAMES = [one.named(ending) for one in ENDPOINTS for ending in one.forms]


Operation = APIOperation[Any, Any, Any, Any]


@pytest.fixture
def operations(app: Flask, books: Books) -> dict[str, Operation]:
    """The operations of the served description, on books in which there is something to find."""
    schema = openapi.from_wsgi(f"{ROOT}/openapi.json", app)
    found = [each for each in schema.get_all_operations() if isinstance(each, Ok)]
    return {each.ok().definition.raw["operationId"]: each.ok() for each in found}


def at_the_bounds(operation: Operation) -> Iterator[Case[Any]]:
    """Cases at and beyond each bound of each parameter, and in every method."""
    schema = operation.schema
    config = schema.config.generation_for(operation=operation, phase="coverage")
    yield from schema.iter_coverage_cases(
        operation, generation_modes=_BOTH, generation_config=config
    )


def test_every_endpoint_is_asked(operations: dict[str, Operation]) -> None:
    assert set(operations) == set(_NAMES)


def test_what_is_asked_at_the_bounds_is_answered_as_described(
    operations: dict[str, Operation],
) -> None:
    asked = 0
    for operation in operations.values():
        for case in at_the_bounds(operation):
            case.call_and_validate()
            asked += 1

    assert asked > len(operations) * 3


@pytest.mark.parametrize("mode", _BOTH, ids=lambda mode: str(mode.value))
def test_whatever_is_asked_is_answered_as_described(
    operations: dict[str, Operation], mode: GenerationMode
) -> None:
    for operation in operations.values():

        @seed(20260302)
        @bounds(max_examples=_EXAMPLES, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Case[Any]) -> None:
            case.call_and_validate()

        ask()
