"""What applicants paste: signs that show nothing, and radicals where characters are meant."""

import pytest

from casework.domain.disclosure.letters import LetterKind
from casework.letters import NoGlyph, Press
from casework.letters.faces import faces
from casework.letters.legible import legible
from tests.letters.paper import read
from tests.letters.samples import printed

INVISIBLE = "\u200b\u200d\u200e\u2060\ufeff\u00ad\u202a\x00\x07\ufe0f"


@pytest.mark.parametrize("sign", INVISIBLE)
def test_what_shows_nothing_is_left_out(sign: str) -> None:
    assert legible(f"水{sign}务") == "水务"


def test_spaces_and_line_ends_stay() -> None:
    assert legible("水\u3000务\n局\t科 ") == "水\u3000务\n局\t科 "


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        pytest.param("\u2f08\u2ea0政府", "人民政府", id="both-blocks"),
        pytest.param("\u2f54\u2ed3\u2f02", "水长丶", id="kangxi"),
        pytest.param("\ufa19福", "\ufa19福", id="another-form-of-a-character-stays"),
    ],
)
def test_a_radical_is_read_as_its_character(copied: str, meant: str) -> None:
    assert legible(copied) == meant


def test_every_radical_of_the_kangxi_block_can_be_printed() -> None:
    faces().check(legible("".join(map(chr, range(0x2F00, 0x2FD6)))))


def test_a_pasted_text_is_not_refused_and_is_found_as_it_was_meant() -> None:
    pasted = f"请公开\u2f08\u2ea0政府{INVISIBLE}水务\u2f2f作报告"
    Press().check(pasted)
    letter = printed(LetterKind.D09, requested_information=pasted, attachments=(pasted,))
    said = read(letter.pdf)

    assert said.count("请公开人民政府水务工作报告") == 2


def test_a_name_is_printed_without_what_shows_nothing() -> None:
    assert "张某：" in read(printed(LetterKind.D09, addressee="张\ufeff某").pdf)


def test_a_character_for_another_shape_of_a_name_is_still_refused() -> None:
    # A variation selector asks for a shape that no font here tells apart: nobody's name is guessed.
    with pytest.raises(NoGlyph):
        Press().check("葛\U000e0100")
