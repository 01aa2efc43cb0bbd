"""The operator's commands: each does its one thing and says what it did."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from casework.persistence.database import db
from casework.persistence.models import CaseEvent
from casework.persistence.queries import people
from tests.people import AGENCY
from tests.road import Road


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def test_an_agency_is_entered_and_changed_from_a_file(runner: FlaskCliRunner, files: Path) -> None:
    file = files / "agency.toml"
    lines = [f'{name} = "{value}"' for name, value in {**AGENCY, "phone": "000-1"}.items()]
    file.write_text("\n".join(lines), encoding="utf-8")
    answer = runner.invoke(args=["agency", "load", str(file)])
    changed = people.agency_by_code("SFSW")

    assert 0 == answer.exit_code, answer.output
    assert changed is not None
    assert "000-1" == changed.phone

    file.write_text('name = "没有代码"', encoding="utf-8")
    assert 1 == runner.invoke(args=["agency", "load", str(file)]).exit_code


@pytest.mark.parametrize(
    ("agency", "password", "exit_code"),
    [("SFSW", "a long password", 0), ("XXXX", "a long password", 1), ("SFSW", "short", 1)],
)
def test_a_user_is_entered(
    runner: FlaskCliRunner, agency: str, password: str, exit_code: int
) -> None:
    options = ["--agency", agency, "--name", "示例", "--unit", "办公室", "--role", "clerk"]
    args = ["user", "add", "new", *options, "--password", password]

    assert exit_code == runner.invoke(args=args).exit_code


def test_the_demo_tells_its_stories_once(runner: FlaskCliRunner) -> None:
    first = runner.invoke(args=["demo"])
    second = runner.invoke(args=["demo", "--if-empty"])

    assert 0 == first.exit_code, first.output
    assert "查询码" in first.output
    assert first.output.splitlines()[-2:] == second.output.splitlines()[-2:]


def test_a_changed_event_is_found_where_it_was_changed(runner: FlaskCliRunner, road: Road) -> None:
    road.start()
    whole = runner.invoke(args=["audit", "verify"])
    anchored = runner.invoke(args=["audit", "anchor"]).output
    event = db.session.scalars(db.select(CaseEvent).where(CaseEvent.sequence == 2)).one()
    event.facts = {**event.facts, "evidence": "改过的"}
    db.session.commit()
    broken = runner.invoke(args=["audit", "verify"])

    assert 0 == whole.exit_code
    assert 1 == broken.exit_code
    assert f"{road.reference}\t第2条" in broken.output
    assert 64 == len(anchored.strip())


def test_the_worker_delivers_what_waits_and_ends(runner: FlaskCliRunner, road: Road) -> None:
    road.start()

    assert 0 == runner.invoke(args=["work", "--once"]).exit_code


def test_recompute_lists_nothing_where_no_notice_moved_anything(
    runner: FlaskCliRunner, road: Road
) -> None:
    road.start()

    assert "有变化 0 件" in runner.invoke(args=["deadlines", "recompute"]).output
    assert "已更新 0 件" in runner.invoke(args=["deadlines", "recompute", "--apply"]).output


def test_the_reference_is_written_from_the_sources(runner: FlaskCliRunner) -> None:
    answer = runner.invoke(args=["reference", "--check"])

    assert 0 == answer.exit_code, answer.output
