"""The query code: five attempts, half an hour, and a new one after an identity check."""

from datetime import timedelta
from uuid import uuid4

import pytest

from casework.domain.disclosure.facts import IdentityCheck
from casework.domain.workflow import Refused
from casework.services.codes import code_from, hash_of, matches
from casework.services.disclosure import tracking
from casework.services.lockout import ATTEMPTS, LOCKED_FOR
from casework.services.refusals import NotThere, ServiceRefusal
from tests.road import Road


def opened(road: Road, code: str, reference: str = "") -> str:
    return tracking.open_by_code(road.office, reference or road.reference, code, road.agency_id)


def refusal(road: Road, code: str, reference: str = "") -> Refused:
    with pytest.raises(Refused) as refused:
        opened(road, code, reference)
    return refused.value


def test_a_code_opens_its_own_case_however_it_is_typed(road: Road) -> None:
    road.file()

    assert road.reference == opened(road, road.code)
    assert road.reference == opened(road, road.code.lower().replace("-", " "))
    assert road.reference == opened(road, road.code, f" {road.reference.lower()} ")


def test_a_wrong_code_and_an_unknown_reference_are_answered_alike(road: Road) -> None:
    road.file()
    wrong = refusal(road, "AAAA-BBBB-CCCC")
    unknown = refusal(road, road.code, "SFSW-2026-999999")

    assert ServiceRefusal.CODE_WRONG is wrong.reason
    assert (wrong.reason, wrong.facts) == (unknown.reason, unknown.facts)


def test_five_failures_lock_a_reference_for_half_an_hour(road: Road) -> None:
    road.file()
    left = [refusal(road, "WRONG").facts["left"] for _ in range(ATTEMPTS)]

    assert [4, 3, 2, 1, 0] == left
    locked = refusal(road, road.code)
    assert ServiceRefusal.CODE_LOCKED is locked.reason

    road.clock.go_on(LOCKED_FOR)

    assert road.reference == opened(road, road.code)


def test_a_success_forgets_the_failures_before_it(road: Road) -> None:
    road.file()
    for _ in range(ATTEMPTS - 1):
        refusal(road, "WRONG")
    opened(road, road.code)

    assert ATTEMPTS - 1 == refusal(road, "WRONG").facts["left"]


def test_old_failures_do_not_add_up(road: Road) -> None:
    road.file()
    refusal(road, "WRONG")
    road.clock.go_on(LOCKED_FOR + timedelta(minutes=1))

    assert ATTEMPTS - 1 == refusal(road, "WRONG").facts["left"]


def test_a_new_code_ends_the_old_one_and_the_lock(road: Road) -> None:
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
