"""Address labels: three by eight on a sheet, each address whole within its label."""

from datetime import date

import pytest

from casework.letters import Address, AddressTooLong, NoGlyph, Press
from tests.letters.paper import glyphs, page_texts, read

ON = date(2026, 3, 24)
SHORT = Address("张某某", "示范市滨河路1号", "999999", "199 0000 0000")
LONG = Address(
    "示范市高新技术产业开发区管理委员会农业农村和水务局综合行政执法大队",
    "示范省示范市示范区示范街道办事处示范社区居民委员会滨河路一百二十八号示范大厦B座二十三层2301—2308室"
    "（原示范宾馆后院，由北门进入，左转第二栋，电梯上二十三层后右转到底）",
    "999999",
)


def labels(*addresses: Address, used: int = 0) -> bytes:
    return Press().labels(addresses, ON, used=used)


def test_a_sheet_has_twenty_four_labels() -> None:
    assert [page.count("张某某") for page in page_texts(labels(*[SHORT] * 50))] == [24, 24, 2]


def test_a_label_says_postcode_address_name_and_telephone() -> None:
    assert read(labels(SHORT)) == "999999示范市滨河路1号张某某收19900000000"


def test_what_is_not_known_is_left_out() -> None:
    assert read(labels(Address("张某某", "示范市滨河路1号"))) == "示范市滨河路1号张某某收"


@pytest.mark.parametrize("place", [0, 1, 2, 3, 23])
def test_an_address_stays_within_its_label_however_long(place: int) -> None:
    sheet = glyphs(labels(LONG, used=place))
    row, column = divmod(place, 3)
    top = 0.5 + row * 37

    assert all(column * 70 + 5.9 <= glyph.left <= column * 70 + 64.1 for glyph in sheet)
    assert all(top + 6 <= glyph.baseline <= top + 31 for glyph in sheet)
    assert len(sheet) == len(f"{LONG.address}{LONG.name}{LONG.postcode}收 ")


def test_a_short_address_is_set_larger_than_a_long_one() -> None:
    sizes = [glyphs(labels(address))[0].points for address in (SHORT, LONG)]

    assert sizes[0] == pytest.approx(12)
    assert 6 <= sizes[1] < 10


def test_an_address_that_fits_no_label_is_refused_not_cut() -> None:
    with pytest.raises(AddressTooLong):
        labels(Address("张某某", "示范路" * 200))


def test_an_address_that_no_font_shows_is_refused() -> None:
    with pytest.raises(NoGlyph):
        labels(Address("张某某", "\U0001f600"))


def test_a_sheet_that_was_begun_goes_on_where_it_was_left() -> None:
    pages = page_texts(labels(*[SHORT] * 3, used=22))

    assert [page.count("张某某") for page in pages] == [2, 1]


def test_the_same_addresses_give_the_same_sheet() -> None:
    assert labels(SHORT, LONG) == labels(SHORT, LONG)
