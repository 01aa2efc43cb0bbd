"""Every route declares who may enter, and every form that writes carries its keys."""

import re
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule

from casework.domain.roles import Role
from casework.web.doors import ASKED, HOLDER, PUBLIC, door_of

ROOT = Path(__file__).resolve().parents[2]


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def test_every_route_declares_its_door(app: Flask) -> None:
    undeclared = {rule.endpoint for rule in rules(app) if door_of(app, rule.endpoint) is None}

    assert undeclared == set()


def test_the_desk_is_for_staff_and_the_open_pages_for_everybody(app: Flask) -> None:
    for rule in rules(app):
        door = door_of(app, rule.endpoint)
        face = rule.endpoint.partition(".")[0]
        if face == "desk" and rule.endpoint != "desk.sign_in":
            assert door is not None
            assert door.roles
            assert Role.APPLICANT not in door.roles, rule.endpoint
        if face == "open":
            assert door is PUBLIC, rule.endpoint


def test_a_page_of_one_case_asks_for_its_query_code(app: Flask) -> None:
    of_a_case = [rule for rule in rules(app) if "reference" in rule.arguments]
    asked = {rule.endpoint for rule in of_a_case if rule.endpoint.startswith("portal.")}

    opinions = {name for name in asked if name.startswith("portal.opinion")}

    assert opinions
    assert {name for name in opinions if door_of(app, name) is not ASKED} == set()
    assert {name for name in asked - opinions if door_of(app, name) is not HOLDER} == set()


def test_nobody_enters_the_desk_unknown(app: Flask) -> None:
    client = app.test_client()
    for rule in rules(app):
        if rule.endpoint.startswith("desk.") and rule.endpoint != "desk.sign_in":
            path = re.sub(r"<(?:[a-z]+:)?[a-z_]+>", "1", rule.rule)
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                answer = client.open(path, method=method)
                assert answer.status_code in {303, 400}, (rule, method)


def test_every_form_that_writes_goes_through_the_one_macro() -> None:
    bare = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "templates").rglob("*.html")
        if path.name != "post_form.html"
        and re.search(r"<form[^>]*method=[\"']?post", path.read_text("utf-8"), re.IGNORECASE)
    ]

    assert bare == []
