"""The kinds of field that the desk's forms are made of."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from casework.web.desk.forms.kinds import Lines


class Points(Form):
    points = Lines("需要补正的事项")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1.请写明年份\r\n2．请写明区域", ("请写明年份", "请写明区域")),
        ("1、请写明年份\n\n 十二、请写明区域 ", ("请写明年份", "请写明区域")),
        ("（一）请写明年份\n(2) 请写明区域", ("请写明年份", "请写明区域")),
        ("① 请写明年份\n⑳请写明区域", ("请写明年份", "请写明区域")),
        (
            "2023年的数据\n1.5公里以内\n一共几处\n10个站点",
            ("2023年的数据", "1.5公里以内", "一共几处", "10个站点"),
        ),
        ("1.\n（二）", ()),
    ],
)
def test_a_line_s_own_number_is_left_out(typed: str, kept: tuple[str, ...]) -> None:
    assert Points(MultiDict({"points": typed})).points.data == kept
