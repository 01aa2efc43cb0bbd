"""Templates are translated when they are compiled, once for each language."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, render_template_string, session
from jinja2 import Environment
from markupsafe import Markup, escape

from casework.web.templates import escaped

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path.relative_to(ROOT / "templates").as_posix() for path in ROOT.glob("templates/**/*.html")
)
MARKUP = "<b>&</b>"


@pytest.fixture(params=["zh", "en"])
def environment(app: Flask, request: pytest.FixtureRequest) -> Environment:
    chinese: Environment = app.jinja_env
    return chinese if request.param == "zh" else chinese.english  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_translates_nothing_while_it_is_drawn(environment: Environment, name: str) -> None:
    source = (ROOT / "templates" / name).read_text("utf-8")
    compiled = environment.compile(source, name, raw=True)

    assert re.findall(r"resolve\('(?:_|gettext)'\)", compiled) == []


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{{ _('申请%(reference)s', reference=x) }}", id="between tags"),
        pytest.param("{% set said = _('申请%(reference)s', reference=x) %}{{ said }}", id="set"),
        pytest.param("{% trans reference=x %}申请{{ reference }}{% endtrans %}", id="block"),
        pytest.param("{{ [_('申请%(reference)s', reference=x)] | join }}", id="in a list"),
        pytest.param("{{ _('申请%(reference)s', reference='<b>&</b>') }}", id="of a constant"),
    ],
)
def test_what_fills_a_blank_is_escaped_once(
    environment: Environment, app: Flask, template: str
) -> None:
    shown = environment.from_string(template).render(x=MARKUP)

    assert shown.endswith("&lt;b&gt;&amp;&lt;/b&gt;")
    assert shown.startswith(("申请", "Request"))


def test_a_blank_that_is_markup_already_stays_markup(app: Flask) -> None:
    template = "{% trans on=x | time_tag %}答复日{{ on }}{% endtrans %}{{ _('占100%%') }}"
    with app.test_request_context():
        shown = render_template_string(template, x=date(2026, 3, 24))

    assert '答复日<time datetime="2026-03-24">2026年3月24日（星期二）</time>占100%' == shown


@pytest.mark.parametrize(
    "value", [MARKUP, Markup("<b>&amp;</b>"), "申请", Markup("申请"), 12, None, ""]
)
def test_whatever_a_template_shows_is_escaped_as_markup_is(value: object) -> None:
    assert escape(value) == escaped(value)


def test_no_sign_that_markup_escapes_is_shown_as_it_is() -> None:
    signs = [chr(number) for number in range(0x3100)]

    assert [escape(sign) for sign in signs] == [escaped(sign) for sign in signs]


def test_a_page_is_in_the_language_of_its_reader_and_the_next_one_in_the_next_readers(
    app: Flask,
) -> None:
    shown = []
    for language in ("zh", "en", "zh"):
        with app.test_request_context():
            session["language"] = language
            shown.append(app.jinja_env.get_template("portal/steps.html").module)

    assert shown[0] is shown[2]
    assert shown[0] is not shown[1]


def test_a_plain_text_is_not_escaped(environment: Environment) -> None:
    compiled = environment.compile("{{ _('申请%(n)s', n=x) }}", "mail.txt", raw=True)

    assert "Markup" not in compiled.partition("def root")[2]
