"""The gate: nothing personal gets through it that a person did not decide to keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.publication import gate
from casework.domain.publication.detection import find
from casework.domain.publication.gate import TITLE, Kept, PublicCopy, Said
from casework.domain.publication.vocabulary import GateRefusal
from casework.domain.workflow import Refused

TEXTS = (
    Said(TITLE, "张示范咨询停水", ("张示范",)),
    Said("question", "我是张示范，电话19900000000。", ("张示范",)),
    Said("reply", "请致电000-12345678咨询。"),
)
PHONE = Kept("reply", 3, 15, "本机关的咨询电话")


def test_further_words_are_masked_wherever_they_stand_and_refused_where_they_do_not() -> None:
    said = (Said("text", "老李家在坝下，老李说水浑"), Said("reply", "已回复老李19900000000"))
    copy = gate.copy_of(said, (), ("老李", "坝下"))

    assert copy.texts == {"text": "**家在**，**说水浑", "reply": f"已回复**{'*' * 11}"}
    assert copy.also == ("老李", "坝下")
    with pytest.raises(Refused) as refused:
        gate.copy_of(said, (), ("老王",))
    assert refused.value.reason is GateRefusal.WORD_NOT_THERE


def test_everything_found_is_masked() -> None:
    copy = gate.copy_of(TEXTS)

    assert copy.title == "***咨询停水"
    assert copy.texts == {
        "question": "我是***，电话***********。",
        "reply": "请致电************咨询。",
    }


def test_what_is_kept_with_a_reason_stays() -> None:
    copy = gate.copy_of(TEXTS, (PHONE,))

    assert copy.texts["reply"] == "请致电000-12345678咨询。"
    gate.check(copy, ("张示范",))


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        (Kept("reply", 3, 15, " "), GateRefusal.NO_REASON),
        (Kept("reply", 2, 15, "咨询电话"), GateRefusal.CHANGED),
        (Kept("elsewhere", 3, 15, "咨询电话"), GateRefusal.CHANGED),
    ],
)
def test_what_is_kept_was_found_and_has_a_reason(kept: Kept, reason: GateRefusal) -> None:
    with pytest.raises(Refused) as refused:
        gate.copy_of(TEXTS, (kept,))

    assert refused.value.reason is reason


@pytest.mark.parametrize(
    "copy",
    [
        PublicCopy("停水", {"reply": "请致电19900000000"}),
        PublicCopy("张示范咨询停水", {}),
        PublicCopy("停水", {"reply": "请致电000-12345678咨询"}, (Kept("reply", 3, 15, ""),)),
    ],
)
def test_the_second_look_refuses_what_nobody_decided(copy: PublicCopy) -> None:
    with pytest.raises(Refused) as refused:
        gate.check(copy, ("张示范",))

    assert refused.value.reason is GateRefusal.STILL_THERE


def test_a_file_made_of_the_copy_is_looked_through_too() -> None:
    copy = gate.copy_of(TEXTS, (PHONE,))
    gate.check_file("停水 请致电000-12345678咨询。", copy, ("张示范",))

    with pytest.raises(Refused) as refused:
        gate.check_file("停水 作者 张示范", copy, ("张示范",))
    assert refused.value.reason is GateRefusal.IN_THE_FILE


@given(st.text("张示范19900000000-@.路号 a", max_size=60))
def test_nothing_is_found_in_what_was_masked(text: str) -> None:
    public = gate.masked(Said("text", text, ("张示范",)), ())

    assert find(public, ("张示范",)) == ()
    assert len(public) == len(text)
