"""What is hidden of an applicant, and what is left to tell two cases apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.application import Applicant, IdentityDocument
from casework.domain.masking import (
    mask_address,
    mask_email,
    mask_name,
    mask_number,
    mask_phone,
    masked,
)


def _applicant(kind: ApplicantKind) -> Applicant:
    return Applicant(
        kind=kind,
        name="示范水务有限公司" if kind.is_organisation else "张三丰",
        identity_document=IdentityDocument.RESIDENT_CARD,
        identity_number="99999919900307001X",
        phone="19900000000",
        email="zhang@example.com",
        address="示范省示范市某某区某某路1号",
        postcode="000000",
        representative="李䶮",
        contact_person="王五",
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("张三", "张*", id="two characters"),
        pytest.param("张三丰", "张*", id="the length of the name is hidden too"),
        pytest.param("𠮷田某", "𠮷*", id="a surname beyond the basic plane"),
        pytest.param("张", "*", id="one character"),
        pytest.param("", "", id="none"),
    ],
)
def test_a_name_keeps_its_first_character(name: str, expected: str) -> None:
    actual = mask_name(name)

    assert expected == actual


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("99999919900307001X", "**************001X", id="resident card"),
        pytest.param("E99999999", "*****9999", id="passport"),
        pytest.param("123456", "******", id="too short to tell a part"),
        pytest.param("", "", id="none"),
    ],
)
def test_an_identity_number_keeps_its_last_four(number: str, expected: str) -> None:
    actual = mask_number(number)

    assert expected == actual


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        pytest.param("19900001234", "199****1234", id="mobile"),
        pytest.param("0000-7654321", "000*****4321", id="landline with area code"),
        pytest.param("7654321", "*****21", id="landline"),
        pytest.param("", "", id="none"),
    ],
)
def test_a_phone_number_keeps_its_ends(phone: str, expected: str) -> None:
    actual = mask_phone(phone)

    assert expected == actual


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        pytest.param("zhang@example.com", "z****@example.com", id="address"),
        pytest.param("zhang", "****", id="not an address"),
        pytest.param("", "", id="none"),
    ],
)
def test_an_email_keeps_its_domain(email: str, expected: str) -> None:
    actual = mask_email(email)

    assert expected == actual


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param(
            "示范省示范市某某区某某路1号", "示范省示范市某某区****", id="down to the district"
        ),
        pytest.param("示范市某某县某某镇二村3组", "示范市某某县****", id="down to the county"),
        pytest.param(
            "示范壮族自治区示范市某某区1号楼",
            "示范壮族自治区示范市某某区****",
            id="an autonomous region is no district",
        ),
        pytest.param("示范市阳光小区3栋201", "示范市****", id="a housing estate is no district"),
        pytest.param(
            "示范市人民路8号市民之家", "示范市****", id="what follows a road stays hidden"
        ),
        pytest.param("某某路1号", "****", id="no district known"),
        pytest.param("", "", id="none"),
    ],
)
def test_an_address_ends_with_its_district(address: str, expected: str) -> None:
    actual = mask_address(address)

    assert expected == actual


def test_every_particular_of_a_person_is_masked() -> None:
    actual = masked(_applicant(ApplicantKind.NATURAL_PERSON))

    assert (
        Applicant(
            kind=ApplicantKind.NATURAL_PERSON,
            name="张*",
            identity_document=IdentityDocument.RESIDENT_CARD,
            identity_number="**************001X",
            phone="199****0000",
            email="z****@example.com",
            address="示范省示范市某某区****",
            postcode="******",
            representative="李*",
            contact_person="王*",
        )
        == actual
    )


def test_an_organisations_name_is_public() -> None:
    actual = masked(_applicant(ApplicantKind.BUSINESS)).name

    assert actual == "示范水务有限公司"


@given(st.text(st.characters(exclude_characters="*"), min_size=1, max_size=40))
def test_no_masked_number_or_phone_is_the_whole(text: str) -> None:
    """Where there was no star before: a star may hide a star."""
    assert text not in {mask_number(text), mask_phone(text)} or len(text) <= 2
