"""Every string has its English; every term has its word, and every setting its line."""

import re
from dataclasses import fields
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po

from casework.cli.reference import catalogue_is_current, terms
from config import Settings

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "casework/web/translations/en/LC_MESSAGES/messages.po"
_HAN = re.compile(r"[\u4e00-\u9fff]")


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def test_every_string_has_its_english() -> None:
    english = catalogue()
    wanting = [message.id for message in english if message.id and not message.string]
    fuzzy = [message.id for message in english if message.id and message.fuzzy]

    assert wanting == []
    assert fuzzy == []


def test_the_catalogue_holds_what_the_sources_say() -> None:
    assert catalogue_is_current(CATALOGUE)


def test_no_english_was_left_in_chinese() -> None:
    english = catalogue()
    allowed = {"中文"}
    left = [
        message.id
        for message in english
        if message.id not in allowed and _HAN.search(str(message.string))
    ]

    assert left == []


def test_a_translation_keeps_the_blanks_of_its_original() -> None:
    blank = re.compile(r"%\(\w+\)s|\{\w+\}")
    for message in catalogue():
        if message.id and isinstance(message.id, str):
            expected = set(blank.findall(message.id))
            assert expected == set(blank.findall(str(message.string))), message.id


def test_every_term_has_its_word() -> None:
    assert [repr(member) for member in terms() if not member.zh] == []


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    missing = [
        setting.name
        for setting in fields(Settings)
        if f"`CASEWORK_{setting.name.upper()}`" not in documented
    ]

    assert missing == []
