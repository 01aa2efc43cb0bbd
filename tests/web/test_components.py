"""What every page's building blocks promise: words beside colours, links that lead somewhere."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from jinja2 import StrictUndefined
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from casework.domain.clock import LedgerDay, LedgerKind

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "casework" / "web" / "static"
TEMPLATES = ROOT / "templates"


class ApplicationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF publishes no types
    """One field of each kind."""

    kind = RadioField(
        "申请人类型",
        [InputRequired("请选择申请人类型")],
        choices={"person": "公民", "organisation": "法人或者其他组织"},
    )
    name = StringField("姓名", [DataRequired("请填写姓名")], description="与有效身份证件一致")
    email = EmailField("电子邮箱", [Optional()], render_kw={"autocomplete": "email"})
    description = TextAreaField("特征性描述", [DataRequired("请描述"), Length(max=500)])
    received_on = DateField(  # type: ignore[call-arg]  # the stubs are older than WTForms 3.3
        "收到日期",
        [InputRequired("请填写收到日期")],
        format="%Y %m %d",
        invalid_value_message="收到日期不是有效的日期",
    )
    delivery_form = SelectMultipleField("获取方式", choices={"post": "邮寄", "email": "邮件"})
    unit = SelectField(
        "承办单位", choices={"业务": {"water": "水资源科"}, "综合": {"office": "办公室"}}
    )
    assistance = BooleanField("我需要阅读方面的帮助")
    identity = FileField("身份证明", [DataRequired("请上传身份证明")])
    pages = IntegerField("页数", [Optional()])
    password = PasswordField("密码", [DataRequired("请输入密码")])
    idempotency_key = HiddenField()


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    on: date
    byline: str = ""
    description: str = ""
    links: tuple[tuple[str, str], ...] = ()


class Page(HTMLParser):
    """The elements of a page, in order, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def element(self, id_: str) -> dict[str, str]:
        return next(a for _, a in self.elements if a.get("id") == id_)

    def of_class(self, name: str) -> list[dict[str, str]]:
        return [a for _, a in self.elements if name in a.get("class", "").split()]

    def references(self) -> Iterator[str]:
        """The ids that labels, descriptions and links within the page point at."""
        for _, attributes in self.elements:
            for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
                yield from attributes.get(name, "").split()
            if attributes.get("href", "").startswith("#"):
                yield attributes["href"][1:]


def ledger() -> list[LedgerDay]:
    """Nine days about 清明, with every kind of day that a ledger knows."""
    kinds = [
        (LedgerKind.DAY_ZERO, None, "收到申请之日", "C-1"),
        (LedgerKind.COUNTED, 1, "", "C-1"),
        (LedgerKind.EXCLUDED, None, "征求第三方意见", "C-4"),
        (LedgerKind.HOLIDAY, None, "清明节", "C-2"),
        (LedgerKind.WEEKEND, None, "", "C-2"),
        (LedgerKind.MAKEUP, 2, "清明节调休", "C-2"),
        (LedgerKind.HOLIDAY, None, "国庆节、中秋节", "C-2"),
        (LedgerKind.EXTENSION, 3, "", "C-6"),
        (LedgerKind.EXTENSION, 4, "", "C-6"),
    ]
    return [
        LedgerDay(date(2026, 3, 28) + timedelta(days=n), kind, count, reason, rule, "", False)
        for n, (kind, count, reason, rule) in enumerate(kinds)
    ]


DUE_ON = ledger()[-1].on
CALENDAR = """
{% from "components/deadline_calendar.html" import deadline_calendar %}
{{ deadline_calendar(days, due_on=due_on, today=today) }}
"""


def rendered_calendar(
    app: Flask, days: list[LedgerDay], due_on: date | None = DUE_ON, today: date | None = None
) -> Page:
    return rendered(app, CALENDAR, days=days, due_on=due_on, today=today)


def cn_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）"


@pytest.fixture(scope="module")
def app() -> Flask:
    app = Flask("components", template_folder=str(TEMPLATES), static_folder=str(STATIC))
    app.config.update(SECRET_KEY="components", WTF_CSRF_ENABLED=False)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters["cn_date"] = cn_date
    app.jinja_env.filters["reason"] = str
    return app


def site(*, large_type: bool = False, english: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        agency_name="示范市水务局",
        service_name="政府信息公开",
        home_url="/",
        static_url="/static/",
        english=english,
        nav=[("首页", "/", False), ("依申请公开", "/requests", True)],
        language_url="/language/en",
        large_type=large_type,
        large_type_url="/large-type",
        footer=SimpleNamespace(
            organiser="示范市水务局",
            address="示范市示范区水务路1号",
            phone="000-00000000",
            identifier_code="0000000000",
            icp="示ICP备00000000号",
            public_security="示公网安备00000000000000号",
            links=[("网站地图", "/map"), ("帮助", "/help"), ("隐私说明", "/privacy")],
        ),
    )


def macro(name: str, call: str) -> str:
    return f'{{% from "components/{name}.html" import {name} %}}{{{{ {name}({call}) }}}}'


def rendered(app: Flask, template: str, **context: object) -> Page:
    with app.test_request_context():
        return Page(render_template_string(template, **context))


def rendered_form(app: Flask, template: str, typed: Mapping[str, object] | None = None) -> Page:
    """The template over the form: as first seen, or as answered when something was typed."""
    method = "GET" if typed is None else "POST"
    with app.test_request_context(method=method, data=typed):
        form = ApplicationForm()
        if typed is not None:
            form.validate()
        return Page(render_template_string(template, form=form, site=site()))


FORM_PAGE = """
{% extends "base.html" %}
{% from "components/error_summary.html" import error_summary %}
{% from "components/field.html" import field %}
{% from "components/post_form.html" import post_form %}
{% from "components/button.html" import button %}
{% block content %}
  {{ error_summary(form) }}
  {% call post_form(form, enctype="multipart/form-data") %}
    {% for each in form if each.name != "idempotency_key" %}{{ field(each) }}{% endfor %}
    {{ button("提交") }}
  {% endcall %}
{% endblock %}
"""

GALLERY = """
{% extends "base.html" %}
{% from "components/back_link.html" import back_link %}
{% from "components/bar_chart.html" import bar_chart %}
{% from "components/breadcrumbs.html" import breadcrumbs %}
{% from "components/column_chart.html" import column_chart %}
{% from "components/deadline_calendar.html" import deadline_calendar %}
{% from "components/details.html" import details %}
{% from "components/inset.html" import inset %}
{% from "components/notification_banner.html" import notification_banner %}
{% from "components/pagination.html" import pagination %}
{% from "components/panel.html" import panel %}
{% from "components/sub_navigation.html" import sub_navigation %}
{% from "components/summary_list.html" import summary_list %}
{% from "components/table.html" import table %}
{% from "components/tag.html" import tag %}
{% from "components/timeline.html" import timeline %}
{% from "components/warning.html" import warning %}
{% block beforeContent %}{{ breadcrumbs([("首页", "/")]) }}{{ back_link("/") }}{% endblock %}
{% block content %}
  {% call panel("申请已提交") %}登记编号{% endcall %}
  {{ notification_banner("请补正") }}
  {{ inset("我们应当答复您") }}
  {{ warning("撤回后不能恢复") }}
  {{ tag("已逾期", "late") }}
  {{ summary_list([("收到日期", "2026年3月28日"), none, ("获取方式", "邮寄", "更改", "/change")]) }}
  {{ timeline(entries) }}
  {{ deadline_calendar(days, due_on=days[-1].on) }}
  {% call details("更多") %}说明{% endcall %}
  {% set total = ["合计", 1, 2] %}
  {{ table("办理情况", ["结果", "自然人", "总计"], [["公开", 1, 2]], numeric=[1, 2], total=total) }}
  {% set outcomes = [("予以公开", 3), ("不予公开", 0)] %}
  {{ bar_chart("outcomes", "按结果", "予以公开最多。", outcomes, "件", "结果") }}
  {% set months = [["1", 31, 20], ["2", 0, 9]] %}
  {{ column_chart("months", "按月", "一月最多。", months, ["收到", "办结"], "件", "月份") }}
  {{ sub_navigation("本件", [("概况", "/a", true), ("文书", "/b", false)]) }}
  {{ pagination("/previous", "/next") }}
{% endblock %}
"""


@pytest.fixture
def gallery(app: Flask) -> Page:
    entries = [Entry("登记", date(2026, 3, 28), "局办公室", "编号", (("回执.pdf", "/receipt"),))]
    return rendered(app, GALLERY, site=site(), days=ledger(), entries=entries)


@pytest.fixture
def refused_form(app: Flask) -> Page:
    return rendered_form(app, FORM_PAGE, {"received_on": ["2026", "13", "1"], "email": "<a@b>"})


@pytest.fixture(params=["gallery", "refused_form"])
def page(request: pytest.FixtureRequest) -> Page:
    chosen = request.getfixturevalue(request.param)
    assert isinstance(chosen, Page)
    return chosen


def test_no_page_carries_an_inline_style_or_script_that_the_policy_would_block(page: Page) -> None:
    inline = [
        (tag, attributes)
        for tag, attributes in page.elements
        if tag == "style"
        or (tag == "script" and "src" not in attributes)
        or any(name == "style" or name.startswith("on") for name in attributes)
    ]

    assert inline == []


def test_no_id_stands_twice_on_a_page(page: Page) -> None:
    assert sorted(page.ids) == sorted(set(page.ids))


def test_every_label_description_and_inner_link_points_at_something(page: Page) -> None:
    assert [name for name in page.references() if name not in page.ids] == []


def test_every_static_file_that_a_page_asks_for_is_there_and_on_our_own_host(page: Page) -> None:
    asked = [
        attributes.get("href") or attributes["src"]
        for tag, attributes in page.elements
        if tag in {"link", "script"}
    ]

    assert asked
    assert [url for url in asked if not (STATIC / url.removeprefix("/static/")).is_file()] == []


def test_no_style_sheet_fetches_from_another_host() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css")]

    assert re.findall(r"url\((?!icon-document\.svg)|@import|@font-face", "".join(sheets)) == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("components/*.html")), ids=lambda p: p.stem)
def test_each_component_file_holds_one_macro_of_its_own_name(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert re.findall(r"{% macro (\w+)\(", source) == [path.stem]


@pytest.mark.parametrize(
    ("english", "lang"), [pytest.param(False, "zh-CN", id="zh"), pytest.param(True, "en", id="en")]
)
def test_the_page_says_its_language(app: Flask, english: bool, lang: str) -> None:
    page = rendered(app, '{% extends "base.html" %}', site=site(english=english))

    assert page.elements[0] == ("html", {"lang": lang, "class": "govuk-template"})


def test_large_type_is_a_class_of_the_root_and_can_be_switched_back(app: Flask) -> None:
    template = '{% extends "base.html" %}'
    page = rendered(app, template, site=site(large_type=True))

    assert page.elements[0][1]["class"] == "govuk-template large-type"
    assert "标准字号" in page.texts


def test_the_foot_of_the_page_names_the_sponsor_and_the_registrations(gallery: Page) -> None:
    for fact in (
        "主办：示范市水务局",
        "地址：示范市示范区水务路1号",
        "电话：000-00000000",
        "网站标识码：0000000000",
        "示ICP备00000000号",
        "示公网安备00000000000000号",
        "网站地图",
    ):
        assert fact in gallery.texts


def test_the_first_link_of_a_page_leads_to_its_content(gallery: Page) -> None:
    first = next(attributes for tag, attributes in gallery.elements if tag == "a")

    assert first["href"] == "#main-content"


def test_a_page_whose_form_was_refused_says_so_in_its_title(refused_form: Page) -> None:
    assert refused_form.texts[0] == "错误：政府信息公开 - 示范市水务局"


def test_each_error_stands_beside_its_field_and_in_the_summary(refused_form: Page) -> None:
    for field, sentence in {
        "kind": "请选择申请人类型",
        "name": "请填写姓名",
        "description": "请描述",
        "received_on": "收到日期不是有效的日期",
        "identity": "请上传身份证明",
        "password": "请输入密码",
    }.items():
        assert refused_form.texts.count(sentence) == 2
        assert f"{field}-error" in refused_form.ids
        assert field in refused_form.references()


def test_what_was_typed_is_not_lost_when_the_form_is_refused(refused_form: Page) -> None:
    assert refused_form.element("received_on")["value"] == "2026"
    assert refused_form.element("received_on-month")["value"] == "13"
    assert refused_form.element("email")["value"] == "<a@b>"


def test_a_password_is_never_written_back(app: Flask) -> None:
    page = rendered_form(app, FORM_PAGE, {"password": "typed"})

    assert "value" not in page.element("password")


@pytest.mark.parametrize("boxes", [["2026"], ["2026", "3", "24", "9"]], ids=["too few", "too many"])
def test_a_date_sent_in_the_wrong_number_of_boxes_is_an_error_not_a_crash(
    app: Flask, boxes: list[str]
) -> None:
    page = rendered_form(app, FORM_PAGE, {"received_on": boxes})

    assert "received_on-error" in page.ids


def test_three_boxes_make_one_date(app: Flask) -> None:
    typed = {"received_on": ["2026", "3", "24"]}
    with app.test_request_context(method="POST", data=typed):
        actual = ApplicationForm().received_on.data

    assert actual == date(2026, 3, 24)


def test_the_year_comes_first_and_each_box_says_its_unit(app: Flask) -> None:
    page = rendered_form(app, FORM_PAGE)
    units = [text for text in page.texts if text in {"年", "月", "日"}]

    assert units == ["年", "月", "日"]


def test_the_hint_and_the_error_are_read_with_the_field(refused_form: Page) -> None:
    assert refused_form.element("name")["aria-describedby"] == "name-hint name-error"


def test_a_field_that_may_stay_empty_says_so(app: Flask) -> None:
    page = rendered_form(app, FORM_PAGE)
    optional = [page.texts[n - 1] for n, text in enumerate(page.texts) if text == "（选填）"]

    assert optional == ["电子邮箱", "获取方式", "承办单位", "页数"]


def test_the_limit_of_a_text_is_said_and_its_box_does_not_cut(app: Flask) -> None:
    page = rendered_form(app, FORM_PAGE)

    assert "最多 500 个字" in page.texts
    assert "maxlength" not in page.element("description")
    assert page.element("description")["aria-describedby"] == "description-info"


def test_a_forms_hidden_keys_travel_with_it(app: Flask) -> None:
    page = rendered_form(app, FORM_PAGE)
    form = next(attributes for tag, attributes in page.elements if tag == "form")

    assert form == {"method": "post", "enctype": "multipart/form-data", "novalidate": ""}
    assert page.element("idempotency_key")["type"] == "hidden"


def test_what_belongs_to_one_option_follows_that_option(app: Flask) -> None:
    template = macro("radios_field", 'form.kind, revealed={"person": "有效身份证件"}, inline=true')
    page = rendered_form(app, template)

    assert page.texts == ["申请人类型", "公民", "有效身份证件", "法人或者其他组织"]
    assert len(page.of_class("revealed")) == 1


def test_a_list_with_groups_keeps_them(app: Flask) -> None:
    page = rendered_form(app, macro("select_field", "form.unit"))
    groups = [attributes["label"] for tag, attributes in page.elements if tag == "optgroup"]

    assert groups == ["业务", "综合"]


def test_a_submit_button_ignores_a_second_click(app: Flask) -> None:
    page = rendered(app, macro("button", '"提交"'))

    assert page.elements[0][1]["data-prevent-double-click"] == "true"


def test_no_error_summary_stands_where_nothing_is_wrong(app: Flask) -> None:
    assert rendered(app, macro("error_summary", "none")).elements == []


def test_a_refusal_by_the_law_stands_in_the_summary_without_a_field(app: Flask) -> None:
    page = rendered(app, macro("error_summary", 'more=[("延长只能一次", none)]'))

    assert page.texts == ["有错误需要改正", "延长只能一次"]


def test_every_day_of_the_calendar_says_in_words_what_it_is(app: Flask) -> None:
    page = rendered_calendar(app, ledger())

    for words in (
        "28 周六 起算日",
        "29 周日 第1日",
        "30 周一 不计",
        "31 周二 清明节",
        "1 周三 休息",
        "2 周四 补班 第2日",
        "3 周五 节假日",
        "4 周六 延长 第3日",
        "5 周日 届满 第4日",
    ):
        assert words in page.text


@pytest.mark.parametrize("kind", list(LedgerKind))
def test_each_kind_of_day_has_its_look_and_its_key(app: Flask, kind: LedgerKind) -> None:
    page = rendered_calendar(app, ledger(), due_on=None)
    days = [day.kind for day in ledger()].count(kind)
    sheet = (STATIC / "casework.css").read_text(encoding="utf-8")

    assert len(page.of_class(f"day--{kind}")) == days + 1
    assert f".day--{kind} {{" in sheet


def test_each_day_stands_under_its_weekday(app: Flask) -> None:
    page = rendered_calendar(app, ledger())
    columns = [day["class"].split()[-1] for day in page.of_class("day")]

    assert columns == [f"day--w{day.on.isoweekday()}" for day in ledger()]


def test_the_legend_adds_the_days_up(app: Flask) -> None:
    page = rendered_calendar(app, ledger())

    for words in ("起算日 1 天", "计入 1 天", "节假日 2 天", "不计入 1 天", "届满日"):
        assert words in page.texts


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 3, 28), "2026年3月28日（星期六） 起算日 收到申请之日 条例第三十三条第二款"),
        (date(2026, 3, 29), "2026年3月29日（星期日） 第1日 计入 条例第三十三条第二款"),
        (date(2026, 3, 30), "2026年3月30日（星期一） 不计入 征求第三方意见 条例第三十三条第三款"),
        (date(2026, 4, 2), "2026年4月2日（星期四） 第2日 清明节调休 全国年节及纪念日放假办法"),
    ],
    ids=lambda value: value.isoformat() if isinstance(value, date) else "",
)
def test_the_ledger_gives_each_day_its_number_its_reason_and_its_article(
    app: Flask, on: date, words: str
) -> None:
    page = rendered_calendar(app, [day for day in ledger() if day.on == on])

    assert words in page.text


def test_today_is_marked_in_words(app: Flask) -> None:
    page = rendered_calendar(app, ledger(), today=date(2026, 3, 29))

    assert "29 周日 今天 第1日" in page.text
    assert [day["class"] for day in page.of_class("day") if "aria-current" in day] == [
        "day day--counted day--w7"
    ]


def test_a_day_that_rests_on_no_notice_makes_the_deadline_provisional(app: Flask) -> None:
    days = [replace(ledger()[1], rule="C-1 C-10", provisional=True)]
    page = rendered_calendar(app, days)

    assert "暂定" in page.texts
    assert "条例第三十三条第二款 放假安排尚未公布" in page.text
    assert "暂定" not in rendered_calendar(app, ledger()).texts


def test_a_notices_number_stands_beside_the_rule(app: Flask) -> None:
    days = [replace(ledger()[3], notice="国办发明电〔2025〕7号")]

    assert "全国年节及纪念日放假办法 国办发明电〔2025〕7号" in rendered_calendar(app, days).text


def test_a_calendar_across_the_turn_of_the_year_keeps_its_months_in_order(app: Flask) -> None:
    days = [replace(ledger()[1], on=date(2025, 12, 31) + timedelta(days=n)) for n in range(2)]
    page = rendered_calendar(app, days)

    assert page.text.index("2025年12月") < page.text.index("2026年1月")


def test_a_ledger_without_days_draws_no_month(app: Flask) -> None:
    assert rendered_calendar(app, []).of_class("calendar__month") == []


@pytest.mark.parametrize(
    ("chart", "call"),
    [
        ("bar_chart", '"id", "题", "述", [("甲", 0), ("乙", 0)], "件", "结果"'),
        ("bar_chart", '"id", "题", "述", [], "件", "结果"'),
        ("column_chart", '"id", "题", "述", [["1", 0]], ["收到"], "件", "月份"'),
        ("column_chart", '"id", "题", "述", [], ["收到"], "件", "月份"'),
    ],
    ids=["bars of nothing", "no bars", "columns of nothing", "no columns"],
)
def test_a_chart_of_nothing_is_drawn_empty(app: Flask, chart: str, call: str) -> None:
    page = rendered(app, macro(chart, call))

    assert "图" not in page.text
    assert page.element("id-title") == {"id": "id-title"}


def test_every_chart_has_its_title_its_description_and_its_table(gallery: Page) -> None:
    pictures = [attributes for _, attributes in gallery.elements if attributes.get("role") == "img"]

    assert [p["aria-labelledby"] for p in pictures] == ["outcomes-title", "months-title"]
    assert [p["aria-describedby"] for p in pictures] == [
        "outcomes-description",
        "months-description",
    ]
    assert "予以公开 3 不予公开 0" in gallery.text
    assert "1 31 20 2 0 9" in gallery.text


@pytest.mark.parametrize(
    ("most", "top"), [(3, "4"), (5, "8"), (31, "40"), (41, "80"), (999, "2000"), (8000, "8000")]
)
def test_the_scale_of_a_column_chart_holds_its_tallest_column(
    app: Flask, most: int, top: str
) -> None:
    call = '"id", "题", "述", [["1", most]], ["收到"], "件", "月份"'
    page = rendered(app, macro("column_chart", call), most=most)
    ticks = [text for text in page.texts if text.isdecimal()]

    assert ticks[4] == top


def test_the_dates_of_a_timeline_are_readable_by_machines_too(gallery: Page) -> None:
    times = [attributes for tag, attributes in gallery.elements if tag == "time"]

    assert times == [{"datetime": "2026-03-28"}]
    assert "2026年3月28日（星期六）" in gallery.texts


def test_one_page_alone_has_no_pagination(app: Flask) -> None:
    assert rendered(app, macro("pagination", "")).elements == []


def test_markup_in_what_people_wrote_is_shown_not_obeyed(app: Flask) -> None:
    page = rendered(app, macro("summary_list", "rows"), rows=[("姓名", "<script>x</script>")])

    assert "script" not in [tag for tag, _ in page.elements]
    assert "<script>x</script>" in page.texts
