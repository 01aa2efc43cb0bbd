"""Every sentence of refusal: used by a rule, and seen by a test of that rule."""

import re
from pathlib import Path

from casework.domain import disclosure
from casework.domain.disclosure.refusals import Refusal

_NAMED = re.compile(r"\bRefusal\.([A-Z_]+)")
_HERE = Path(__file__)


def named_in(paths: list[Path]) -> set[str]:
    return {name for path in paths for name in _NAMED.findall(path.read_text(encoding="utf-8"))}


def test_every_refusal_is_raised_by_a_rule() -> None:
    rules = named_in([path for room in disclosure.__path__ for path in Path(room).rglob("*.py")])

    assert set(Refusal.__members__) == rules


def test_every_refusal_is_seen_by_a_test() -> None:
    tests = [path for path in _HERE.parent.glob("test_disclosure_*.py") if path != _HERE]

    assert set(Refusal.__members__) <= named_in(tests)
