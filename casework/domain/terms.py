"""The vocabulary's base: an enum member and its Chinese term, said once and beside each other."""

from enum import StrEnum
from typing import Self


def term(value: str, zh: str) -> tuple[str, str]:
    """Pair an identifier with its Chinese term; the catalogue of translations finds it here."""
    return value, zh


class Term(StrEnum):
    """A word of the field: stored by its value, shown by its `zh`."""

    zh: str

    def __new__(cls, value: str, zh: str = "") -> Self:
        """Make the member; `zh` is what a reader sees."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        return member
