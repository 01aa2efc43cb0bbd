"""Personal data in a text: what is planted is found, and official prose raises no alarm."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.publication.detection import Finding, find
from casework.domain.publication.vocabulary import PersonalDatum

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


FIRM = "示范市清泉环境有限公司"
# The same number in figures of full width.
_WIDE = "".join(chr(ord(one) + 0xFEE0) for one in "999999199001010016")


def checked(body: str) -> str:
    """An identity number of an area that is nobody's, with its check digit."""
    total = sum(int(one) * weight for one, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def card(body: str) -> str:
    """A card's number with its check digit (Luhn)."""
    for last in "0123456789":
        figures = [int(one) for one in reversed(body + last)]
        doubled = (sum(divmod(one * 2, 10)) if at % 2 else one for at, one in enumerate(figures))
        if sum(doubled) % 10 == 0:
            return body + last
    raise AssertionError(body)


def said(text: str, *names: str) -> list[tuple[PersonalDatum, str]]:
    return [(one.kind, text[one.begins : one.ends]) for one in find(text, names)]


@pytest.mark.parametrize(
    ("text", "kind", "datum"),
    [
        ("身份证999999199001010016。", PersonalDatum.ID_NUMBER, "999999199001010016"),
        ("999999 19900101 0016", PersonalDatum.ID_NUMBER, "999999 19900101 0016"),
        (_WIDE, PersonalDatum.ID_NUMBER, _WIDE),
        ("999999900101001", PersonalDatum.ID_NUMBER, "999999900101001"),
        ("打19900000000给我", PersonalDatum.MOBILE, "19900000000"),
        ("199-0000-0000", PersonalDatum.MOBILE, "199-0000-0000"),
        ("+86 199 0000 0000", PersonalDatum.MOBILE, "+86 199 0000 0000"),
        ("8619900000000", PersonalDatum.MOBILE, "8619900000000"),
        ("138.0000.0000", PersonalDatum.MOBILE, "138.0000.0000"),
        ("138·0000·0000", PersonalDatum.MOBILE, "138·0000·0000"),
        ("138  0000\n0000", PersonalDatum.MOBILE, "138  0000\n0000"),
        ("138\u200b00000000", PersonalDatum.MOBILE, "138\u200b00000000"),
        ("999999.19900101/0016", PersonalDatum.ID_NUMBER, "999999.19900101/0016"),
        ("zhang @ shifan.example", PersonalDatum.EMAIL, "zhang @ shifan.example"),
        ("办公电话000-12345678", PersonalDatum.LANDLINE, "000-12345678"),
        ("(000)1234567", PersonalDatum.LANDLINE, "(000)1234567"),
        ("信箱zhang.shi@shifan.example。", PersonalDatum.EMAIL, "zhang.shi@shifan.example"),
        ("车牌京A·12345", PersonalDatum.PLATE, "京A·12345"),
        ("京AD12345", PersonalDatum.PLATE, "京AD12345"),
        ("京A1234警", PersonalDatum.PLATE, "京A1234警"),
        ("示范区清水路100号2单元301室", PersonalDatum.ADDRESS, "示范区清水路100号2单元301室"),
        ("示范镇示范村三组", PersonalDatum.ADDRESS, "示范镇示范村三组"),
        ("我反映的是我家住在示范市澄江路3号楼", PersonalDatum.ADDRESS, "示范市澄江路3号楼"),
        ("我家在北街6号", PersonalDatum.ADDRESS, "北街6号"),
        ("地址是示范区清水路9号", PersonalDatum.ADDRESS, "示范区清水路9号"),
    ],
)
def test_each_kind_is_found(text: str, kind: PersonalDatum, datum: str) -> None:
    assert said(text) == [(kind, datum)]


@pytest.mark.parametrize(
    "text",
    [
        "根据国办公开办函〔2021〕30号、示水发〔2020〕123号文件。",
        "2023年1月1日至2024年12月31日，共支出12345678.90元。",
        "《中华人民共和国政府信息公开条例》第三十六条第（五）项。",
        "登记编号SFSW-2026-000012，示水公开告〔2026〕12号。",
        "2024.01.02—2024.03.04，共13.5公里、12.3吨、1.3、4.5、6.7、8.9、1.2、3.4。",
        "水位1234567890123毫米，库容98765432立方米。",
        "第一组代表发言，二楼会议室，一号楼前的公告栏。",
        "热线12345，邮编000000。",
        "",
    ],
)
def test_official_prose_raises_no_alarm(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("张示范", "申请人张示范反映", ["张示范"]),
        ("张示范", "申请人张 示 范反映", ["张 示 范"]),
        ("张示范", "张先生和张女士", ["张先生", "张女士"]),
        (
            "示范市清泉环境有限公司",
            "清泉环境排污，示范市清泉环境有限公司",
            ["清泉环境", "示范市清泉环境有限公司"],
        ),
        ("张", "张家村", []),
    ],
)
def test_the_parties_names_are_found_as_people_write_them(
    name: str, text: str, found: list[str]
) -> None:
    assert [words for _kind, words in said(text, name)] == found


def test_a_card_is_found_by_its_check_digit_and_a_long_number_is_not() -> None:
    number = card("999999000000000")

    assert said(f"卡号{number}")[0][0] is PersonalDatum.BANK_CARD
    assert said(f"编号{number[:-1]}{(int(number[-1]) + 1) % 10}") == []


_PROSE = st.text("关于水库水质的意见和建议，请答复。（一）年月日", max_size=40)
_SERIAL = st.integers(0, 999).map("{:03}".format)
_BIRTHDAYS = st.dates().filter(lambda day: 1900 <= day.year < 2100).map("{:%Y%m%d}".format)
_IDS = st.builds(lambda day, serial: checked(f"999999{day}{serial}"), _BIRTHDAYS, _SERIAL)
_MOBILES = st.integers(0, 99_999_999).map("199{:08}".format)
_CARDS = st.integers(1, 10**9 - 1).map(lambda number: card(f"999999{number:09}"))


@given(_PROSE, st.one_of(_IDS, _MOBILES, _CARDS), _PROSE, st.sampled_from(["", " ", "-"]))
def test_what_is_planted_is_found_whole(before: str, number: str, after: str, gap: str) -> None:
    spaced = gap.join(number[at : at + 4] for at in range(0, len(number), 4))
    text = f"{before}：{spaced}，{after}"
    begins = len(before) + 1

    assert any(one.begins <= begins and begins + len(spaced) <= one.ends for one in find(text))


@given(st.text(max_size=200), st.lists(st.text(max_size=6), max_size=3))
def test_findings_are_in_order_within_the_text_and_never_overlap(
    text: str, names: list[str]
) -> None:
    found = find(text, names)
    ends = [0, *(one.ends for one in found)]

    assert all(end <= one.begins < one.ends for end, one in zip(ends, found, strict=False))
    assert ends[-1] <= len(text)


@pytest.mark.parametrize("part", ["示范市", "路", "甲乙路", "1", "1 ", "村一", "a@", "a.", "1号"])
def test_a_hostile_text_is_read_through(part: str) -> None:
    begun = time.process_time()
    found = find(part * 3000)

    assert all(isinstance(one, Finding) for one in found)
    assert time.process_time() - begun < 30  # not a benchmark: a pattern that runs away takes hours


@pytest.mark.parametrize("lead", ["", "我住", "他在", "我家住在", "地址：", "位于", "请到", "送到"])
@pytest.mark.parametrize(
    "address",
    [
        "王家村3组", "李家庄12号", "石家庄市裕华路3号", "张家港市杨舍镇5号", "和平区长江路3号",
        "从化区街口街道7号", "由拳路15号", "是家巷2号", "到任家坪路8号",
    ],
)  # fmt: skip
def test_no_part_of_an_address_is_left(lead: str, address: str) -> None:
    """Whatever leads there may be masked with it; never is a part of it left."""
    text = f"{lead}{address}，请来人。"
    (found,) = find(text)

    assert found.begins <= len(lead)
    assert found.ends == len(lead) + len(address)
