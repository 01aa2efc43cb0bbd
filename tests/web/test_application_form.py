"""The fields of an application: what each refuses, and the Application that they make."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.application import (
    Applicant,
    Application,
    DeliveryForm,
    DeliveryWay,
    IdentityDocument,
    ReadingHelp,
)
from casework.web.application_form import OrganisationFields, PersonFields, compact, tidy

PERSON = {
    "name": " 张示范 ",
    "identity_document": "resident_card",
    "identity_number": "9999 9919 9001 010016",
    "phone": "\uff11\uff19\uff1900000000",
    "email": "zhang@shifan.example",
    "address": "示范市示范区清水路100号",
    "postcode": "000000",
    "requested_information": "清水河\r\n治理概算",
    "document_number": "示水〔2023〕12号",
    "description": "",
    "delivery_form": "electronic",
    "delivery_way": "online",
    "reading_help": "large_print",
}
ORGANISATION = {
    **PERSON,
    "kind": "charity",
    "name": "示范基金会",
    "identity_document": "other",
    "identity_number": "示范01",
    "representative": "王䶮",
    "contact_person": "李示范",
}


class PersonForm(PersonFields, Form):
    """A natural person's fields on a form of the test's own."""


class OrganisationForm(OrganisationFields, Form):
    """An organisation's fields on a form of the test's own."""


class PaperForm(PersonFields, Form):
    """A natural person's fields as a clerk copies them."""

    is_paper = True


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def errors(form: type[Form], given: dict[str, str], **changed: str) -> dict[str, list[str]]:
    filled = form(MultiDict({**given, **changed}))
    filled.validate()
    return {name: [str(error) for error in found] for name, found in filled.errors.items()}


def test_a_persons_fields_make_their_application() -> None:
    form = PersonForm(MultiDict(PERSON))

    assert form.validate(), form.errors
    assert form.to_application() == Application(
        applicant=Applicant(
            kind=ApplicantKind.NATURAL_PERSON,
            name="张示范",
            identity_document=IdentityDocument.RESIDENT_CARD,
            identity_number="999999199001010016",
            phone="19900000000",
            email="zhang@shifan.example",
            address="示范市示范区清水路100号",
            postcode="000000",
        ),
        requested_information="清水河\n治理概算",
        document_number="示水〔2023〕12号",
        description="",
        delivery_form=DeliveryForm.ELECTRONIC,
        delivery_way=DeliveryWay.ONLINE,
        reading_help=ReadingHelp.LARGE_PRINT,
    )


def test_an_organisations_fields_make_its_application() -> None:
    form = OrganisationForm(MultiDict(ORGANISATION))

    assert form.validate(), form.errors
    applicant = form.to_application().applicant
    assert (ApplicantKind.CHARITY, "王䶮", "李示范") == (
        applicant.kind,
        applicant.representative,
        applicant.contact_person,
    )


def test_nothing_is_asked_about_purpose() -> None:
    names = {field.name for field in OrganisationForm()}

    assert names == {*ORGANISATION}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \x00 "}, "name"),
        ({"name": "长" * 61}, "name"),
        ({"name": "张\U0001f30a"}, "name"),
        ({"requested_information": "河道照片\U0001f600"}, "requested_information"),
        (
            {"identity_document": "credit_code", "identity_number": "91000000000000000K"},
            "identity_document",
        ),
        ({"identity_document": "nonsense"}, "identity_document"),
        ({"identity_number": ""}, "identity_number"),
        ({"identity_number": "999999199001010017"}, "identity_number"),
        ({"identity_number": "99999919900101001"}, "identity_number"),
        ({"phone": "", "email": ""}, "phone"),
        ({"phone": "打不通"}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"email": "zhang"}, "email"),
        ({"email": "z@x"}, "email"),
        ({"email": f"{'z' * 120}@x.example"}, "email"),
        ({"address": "", "delivery_way": "post"}, "address"),
        ({"postcode": "十万"}, "postcode"),
        ({"requested_information": " "}, "requested_information"),
        ({"requested_information": "长" * 3001}, "requested_information"),
        ({"document_number": "长" * 121}, "document_number"),
        ({"description": "长" * 2001}, "description"),
        ({"delivery_form": ""}, "delivery_form"),
        ({"delivery_form": "paper"}, "delivery_way"),
        ({"delivery_way": "pigeon"}, "delivery_way"),
        ({"reading_help": "magic"}, "reading_help"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changed: dict[str, str], field: str) -> None:
    found = errors(PersonForm, PERSON, **changed)

    assert [field] == list(found)
    assert all(any("一" <= sign <= "鿿" for sign in text) for text in found[field])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "natural_person"}, "kind"),
        ({"representative": ""}, "representative"),
        ({"contact_person": " "}, "contact_person"),
        (
            {"identity_document": "credit_code", "identity_number": "910000000000000001"},
            "identity_number",
        ),
    ],
)
def test_an_organisation_says_who_it_is_and_who_acts(changed: dict[str, str], field: str) -> None:
    assert [field] == list(errors(OrganisationForm, ORGANISATION, **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"phone": ""},
        {"email": ""},
        {"email": "", "phone": "000-1234567"},
        {"phone": "+86 199 0000 0000"},
        {"identity_document": "passport", "identity_number": "E00000000"},
        {"address": ""},
        {"delivery_form": "paper", "delivery_way": "collect", "address": ""},
        {"identity_number": "99999919900101018x"},
    ],
)
def test_what_the_law_does_not_ask_is_not_asked(changed: dict[str, str]) -> None:
    assert {} == errors(PersonForm, PERSON, **changed)


def test_reading_help_need_not_be_answered() -> None:
    without = {name: text for name, text in PERSON.items() if name != "reading_help"}
    form = PersonForm(MultiDict(without))

    assert form.validate()
    assert ReadingHelp.NONE is form.to_application().reading_help


def test_paper_may_lack_what_the_online_form_insists_on() -> None:
    assert {} == errors(PaperForm, PERSON, identity_number="", phone="", email="")
    assert ["phone"] == list(errors(PaperForm, PERSON, phone="", email="", address=""))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" 甲\x00乙\x1f ", "甲乙"), ("甲\r\n乙\r丙", "甲\n乙\n丙"), ("甲\t乙", "甲\t乙"), (None, "")],
)
def test_text_is_kept_without_control_characters(typed: str | None, kept: str) -> None:
    assert kept == tidy(typed)


def test_a_number_is_kept_half_width_and_without_blanks() -> None:
    assert compact(" \uff111 0x ") == "110X"
