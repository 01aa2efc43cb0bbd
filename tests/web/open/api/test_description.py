"""The description and the catalogue: they name everything, and what they name is there."""

import json
import re

from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from casework.web.open.api.endpoint import ENDPOINTS
from tests.web.open.api.asked import DOCUMENTS, read
from tests.web.open.api.conftest import Books

_PART = re.compile(r"<(?:\w+:)?(\w+)>")


def test_the_description_is_sound_openapi(client: FlaskClient) -> None:
    described = read(client, "/openapi.json")

    assert described["openapi"] == "3.1.0"
    assert [] == list(OpenAPIV31SpecValidator(described).iter_errors())


def test_the_description_describes_every_endpoint(app: Flask, client: FlaskClient) -> None:
    paths = read(client, "/openapi.json")["paths"]
    assert isinstance(paths, dict)
    rules = {
        _PART.sub(r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("open.api_")
    }

    assert {f"/api/v1{path}" for path in (*paths, *DOCUMENTS)} == rules


def test_every_operation_has_its_own_name_and_says_what_can_go_wrong(client: FlaskClient) -> None:
    paths = read(client, "/openapi.json")["paths"]
    assert isinstance(paths, dict)
    operations = [path["get"] for path in paths.values()]
    wrong = [
        answer
        for operation in operations
        for status, answer in operation["responses"].items()
        if int(status) >= 400
    ]

    assert len({one["operationId"] for one in operations}) == len(operations)
    assert {media for answer in wrong for media in answer["content"]} == {
        "application/problem+json"
    }


def test_the_index_names_every_endpoint(client: FlaskClient) -> None:
    resources = read(client, "/")["resources"]
    assert isinstance(resources, dict)

    assert set(resources) == {one.name for one in ENDPOINTS}


def test_the_catalogue_leads_to_what_is_there_and_says_what_it_is(
    books: Books, client: FlaskClient
) -> None:
    found = read(client, "/catalogue.jsonld")
    datasets = found["dcat:dataset"]
    assert isinstance(datasets, list)
    forms = [form for one in datasets for form in one["dcat:distribution"]]

    assert len({one["@id"] for one in datasets}) == len(datasets)
    for form in forms:
        answer = client.get(form["dcat:downloadURL"]["@id"])
        media_type = form["dcat:mediaType"]["@id"].partition("media-types/")[2]
        assert (answer.status_code, answer.mimetype) == (200, media_type), form


def test_the_catalogue_has_every_table_in_every_form(books: Books, client: FlaskClient) -> None:
    text = json.dumps(read(client, "/catalogue.jsonld"))
    told = {
        one.name
        for one in ENDPOINTS
        for ending in one.forms
        if ending
        and re.search(_PART.sub("[^/]+", f"/api/v1{one.rule}").replace(".", r"\.") + ending, text)
    }

    assert told == {one.name for one in ENDPOINTS if len(one.forms) > 1}
