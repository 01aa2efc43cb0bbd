"""The query code: how often one may fail, and a new one after an identity check."""

from datetime import timedelta
from uuid import uuid4

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.facts import IdentityCheck
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.services.codes import code_from, hash_of, matches
from casework.services.disclosure import splitting, tracking
from casework.services.disclosure.acts import Order
from casework.services.lockout import ATTEMPTS, FROM_ONE_ADDRESS, LOCKED_FOR, network_of
from casework.services.refusals import NotThere, ServiceRefusal
from tests.road import Road

HERE = "203.0.113.5"


def opened(road: Road, code: str, reference: str = "", address: str = HERE) -> str:
    asked = reference or road.reference
    return tracking.open_by_code(road.office, asked, code, road.agency_id, address)


def refusal(road: Road, code: str, reference: str = "", address: str = HERE) -> Refused:
    with pytest.raises(Refused) as refused:
        opened(road, code, reference, address)
    return refused.value


def test_a_code_opens_its_own_case_however_it_is_typed(road: Road) -> None:
    road.file()

    assert road.reference == opened(road, road.code)
    assert road.reference == opened(road, road.code.lower().replace("-", " "))
    assert road.reference == opened(road, road.code, f" {road.reference.lower()} ")


def test_a_wrong_code_and_an_unknown_reference_are_answered_alike(road: Road) -> None:
    road.file()
    wrong = refusal(road, "AAAA-BBBB-CCCC")
    unknown = refusal(road, road.code, "SFSW-2026-999999", address="198.51.100.1")

    assert ServiceRefusal.CODE_WRONG is wrong.reason
    assert (wrong.reason, wrong.facts) == (unknown.reason, unknown.facts)


def test_who_guesses_at_a_reference_does_not_lock_out_its_owner(road: Road) -> None:
    road.file()
    for number in range(3 * ATTEMPTS):
        refusal(road, "WRONG", address=f"192.0.2.{number}")

    assert road.reference == opened(road, road.code)


def test_an_address_that_failed_too_often_waits_half_an_hour_even_with_the_right_code(
    road: Road,
) -> None:
    road.file()
    left = [
        refusal(road, "WRONG", f"SFSW-2026-{number:06d}").facts["left"]
        for number in range(1, FROM_ONE_ADDRESS + 1)
    ]

    assert list(reversed(range(FROM_ONE_ADDRESS))) == left
    assert ServiceRefusal.CODE_LOCKED is refusal(road, road.code).reason
    assert road.reference == opened(road, road.code, address="198.51.100.1")

    road.clock.go_on(LOCKED_FOR)

    assert road.reference == opened(road, road.code)


def test_a_reference_at_which_many_guess_costs_an_address_more(road: Road) -> None:
    road.file()
    for number in range(ATTEMPTS):
        refusal(road, "WRONG", address=f"192.0.2.{number}")
    left = [refusal(road, "WRONG").facts["left"] for _ in range(4)]

    assert [15, 10, 5, 0] == left
    assert ServiceRefusal.CODE_LOCKED is refusal(road, road.code).reason


def test_opening_ones_own_request_does_not_buy_new_guesses(road: Road) -> None:
    road.file()
    for _ in range(ATTEMPTS - 1):
        refusal(road, "WRONG")
    opened(road, road.code)

    assert FROM_ONE_ADDRESS - ATTEMPTS == refusal(road, "WRONG").facts["left"]


def test_old_failures_do_not_add_up(road: Road) -> None:
    road.file()
    refusal(road, "WRONG")
    road.clock.go_on(LOCKED_FOR + timedelta(minutes=1))

    assert FROM_ONE_ADDRESS - 1 == refusal(road, "WRONG").facts["left"]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_a_subscriber_is_an_ipv4_address_or_an_ipv6_network(address: str, network: str) -> None:
    assert network == network_of(address)


def test_a_new_code_ends_the_old_one(road: Road) -> None:
    road.file()
    for _ in range(ATTEMPTS):
        refusal(road, "WRONG")
    key = uuid4().hex
    check = IdentityCheck("核对身份证原件")
    clerk = road.staff["clerk"]
    fresh = tracking.reissue_code(road.office, road.reference, check, clerk, key)
    again = tracking.reissue_code(road.office, road.reference, check, clerk, key)

    assert fresh == again != road.code
    assert road.reference == opened(road, fresh)
    assert ServiceRefusal.CODE_WRONG is refusal(road, road.code).reason


def test_a_new_code_opens_every_part_and_the_old_one_none(road: Road) -> None:
    road.start()
    order = Order(Action.SPLIT, facts.Split(("2024年概算", "2025年概算")), uuid4().hex)
    splitting.split(road.office, road.reference, order, road.staff["handler"])
    whole, old = road.reference, road.code
    check, clerk = IdentityCheck("核对身份证原件"), road.staff["clerk"]
    part = f"{whole[:-6]}000002"
    fresh = tracking.reissue_code(road.office, part, check, clerk, uuid4().hex)
    db.session.expire_all()
    for road.reference in (whole, part, f"{whole[:-6]}000003"):
        assert road.reference == opened(road, fresh)
        assert ServiceRefusal.CODE_WRONG is refusal(road, old).reason


def test_no_new_code_for_a_case_that_is_not_there(road: Road) -> None:
    with pytest.raises(NotThere):
        tracking.reissue_code(
            road.office, "SFSW-2026-999999", IdentityCheck("x"), road.staff["clerk"], uuid4().hex
        )


def test_codes_follow_from_their_key_and_are_compared_as_hashes(road: Road) -> None:
    code = code_from("a key")

    assert code == code_from("a key") != code_from("another key")
    assert matches(code, hash_of(code))
    assert not matches("AAAA-BBBB-CCCC", hash_of(code))
