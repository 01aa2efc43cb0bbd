"""House rules that no linter has: where a state is assigned, how large a room may grow."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "casework"
LONGEST_FILE = 300  # lines: about what a reader holds in the head
LONGEST_FUNCTION = 45
LONGEST_VIEW = 12  # statements' lines of a view: parse, ask, answer
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base"}
# How the faces were made is kept as it was run.
_MODULES = sorted(path for path in HOUSE.rglob("*.py") if "fonts" not in path.parts)


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in _MODULES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_imports_go_down_only() -> None:
    run = subprocess.run(  # noqa: S603  # the project's own tool
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout


def test_a_state_is_assigned_in_one_module() -> None:
    assigning = {
        path.relative_to(HOUSE).as_posix()
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr == "state"
        # the kernel's light model holds the state while the machine moves it
        if path.name != "workflow.py"
    }

    assert assigning == {"services/record.py"}


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_no_file_and_no_function_outgrows_its_budget(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = {
        node.name: (node.end_lineno or 0) - node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert text.count("\n") <= LONGEST_FILE
    assert {name for name, lines in functions.items() if lines > LONGEST_FUNCTION} == set()


def test_no_room_is_named_for_its_lack_of_a_subject() -> None:
    assert {path for path in _MODULES if path.stem in NAMELESS} == set()


def test_every_module_says_what_it_answers() -> None:
    silent = [path for path, tree in modules() if tree.body and not ast.get_docstring(tree)]

    assert silent == []


def test_the_clock_is_read_in_one_adapter_only() -> None:
    reading = {
        path.relative_to(HOUSE).as_posix()
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}
        if isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date"}
    }

    assert reading == {"adapters/clock.py"}


def test_queries_never_commit_and_views_never_touch_the_session() -> None:
    for path, tree in modules():
        room = path.relative_to(HOUSE).parts[0]
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        if room == "web":
            names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            assert "db" not in names, path
        if path.is_relative_to(HOUSE / "persistence" / "queries"):
            assert not used & {"commit", "rollback"}, path
