"""The locked words of each kind: readable without a case, the zones parted, every branch shown."""

import pytest

from casework.domain.disclosure.letters import PAPERS, LetterKind, Remedy
from casework.letters.locked import passages
from casework.letters.zones import zones


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_can_be_read_with_its_zones_in_their_places(kind: LetterKind) -> None:
    found = [passage.zone for passage in passages(kind) if passage.zone]

    assert found == [zone.name for zone in zones(kind)]


@pytest.mark.parametrize("kind", LetterKind)
def test_no_mark_of_the_press_is_left_in_the_words(kind: LetterKind) -> None:
    for is_given in (True, False):
        for passage in passages(kind, is_given=is_given):
            for line in passage.paragraphs:
                assert line == line.strip(" ")
                assert line.isprintable() or "\u3000" in line
                assert not line.startswith(("# ", "## ", "> "))


@pytest.mark.parametrize(
    "kind", [kind for kind, paper in PAPERS.items() if paper.remedy is not Remedy.NONE]
)
def test_the_remedy_is_among_what_is_locked(kind: LetterKind) -> None:
    locked = "".join(line for passage in passages(kind) for line in passage.paragraphs)

    assert "行政复议" in locked


def test_facts_are_blanks_and_tables_are_rows() -> None:
    lines = [line for passage in passages(LetterKind.D14) for line in passage.paragraphs]

    assert "……：" == lines[0]
    assert "附件：检索记录" in lines
    assert "检索人　……" in lines


def test_a_sentence_for_a_missing_fact_is_found_too() -> None:
    said = {line for passage in passages(LetterKind.D09) for line in passage.paragraphs}
    otherwise = passages(LetterKind.D09, is_given=False)
    other = {line for passage in otherwise for line in passage.paragraphs}

    assert any("现当场提供" in line for line in said)
    assert any("现向……提供该政府信息" in line for line in other - said)
