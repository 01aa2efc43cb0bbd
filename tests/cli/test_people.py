"""The operator's commands on people: they need no account, and the book says what they did."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from casework.persistence.database import db
from casework.persistence.models.people import AdminAct, AdminEntry
from casework.persistence.queries import people


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def test_an_account_is_shut_by_its_name(runner: FlaskCliRunner) -> None:
    answer = runner.invoke(args=["user", "disable", "handler"])
    user = people.user_by_name("handler")

    assert 0 == answer.exit_code, answer.output
    assert user is not None
    assert not user.is_enabled
    entries = db.session.scalars(db.select(AdminEntry)).all()
    assert [(AdminAct.DISABLE, None, user.id)] == [
        (entry.what, entry.user_id, entry.subject_id) for entry in entries
    ]


def test_an_account_that_is_not_there_is_not_shut(runner: FlaskCliRunner) -> None:
    assert 1 == runner.invoke(args=["user", "disable", "nobody"]).exit_code


@pytest.mark.parametrize("role", ["applicant", "consulted"])
def test_nobody_at_the_desk_is_an_applicant_or_a_third_party(
    runner: FlaskCliRunner, role: str
) -> None:
    options = ["--agency", "SFSW", "--name", "示例", "--unit", "办公室", "--role", role]
    args = ["user", "add", "new", *options, "--password", "a long password"]

    assert 2 == runner.invoke(args=args).exit_code
