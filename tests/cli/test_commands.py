"""The operator's commands: each does its one thing and says what it did."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from casework.persistence.database import db
from casework.persistence.models import Case, CaseEvent, DisclosureRequest, Letter
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


def test_the_numbers_and_the_books_of_the_demo_follow_its_dates(runner: FlaskCliRunner) -> None:
    told = runner.invoke(args=["demo"]).output
    by_series: dict[str, list[tuple[date, int]]] = {}
    for letter in db.session.scalars(db.select(Letter).order_by(Letter.id)):
        series, number = letter.number.split("〔")[0], int(letter.number.split("〕")[1][:-1])
        by_series.setdefault(series, []).append((letter.issued_on, number))
    requests = db.select(DisclosureRequest.submitted_at, Case.reference).join(Case)
    filed = [(at, reference) for at, reference in db.session.execute(requests)]
    done = db.select(CaseEvent.at).join(Case).where(Case.procedure == "disclosure")
    last = db.session.scalars(db.select(CaseEvent.at).order_by(CaseEvent.id.desc()).limit(1)).one()

    assert {"示水公开登", "示水公开告", "示水公开函", "示水公开复"} == set(by_series)
    assert [sorted(numbered) for numbered in by_series.values()] == list(by_series.values())
    assert sorted(reference for _, reference in filed) == [name for _, name in sorted(filed)]
    moments = db.session.scalars(done.order_by(CaseEvent.id)).all()
    assert sorted(moments) == moments
    assert db.session.scalar(db.select(db.func.max(CaseEvent.at))) == last
    assert f"登记编号 {min(filed)[1]}  查询码" in told


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
