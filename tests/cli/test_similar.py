"""The command that makes the index of similar requests anew."""

from flask import Flask

from casework.persistence.database import db
from casework.persistence.models import RequestBand, RequestSubject
from tests.road import Road


def test_the_index_is_made_anew_of_all_requests(app: Flask, road: Road) -> None:
    for _ in range(3):
        road.file()
    answer = app.test_cli_runner().invoke(args=["similar", "rebuild"])

    assert "已索引 3 件\n" == answer.output
    assert 3 == len(db.session.scalars(db.select(RequestSubject)).all())
    assert 36 == len(db.session.scalars(db.select(RequestBand)).all())
