"""What somebody writes to the agency: what for, about what, and where they can be told."""

from dataclasses import dataclass

from casework.domain.message.vocabulary import Kind

TITLE_LIMIT = 60  # characters
TEXT_LIMIT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A message as it is written; who gives neither telephone nor mail address follows by code.

    `may_be_published`: whether its author agrees that it is published with the reply, masked.
    """

    kind: Kind
    title: str
    text: str
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    may_be_published: bool = False

    @property
    def has_contact(self) -> bool:
        """Whether a code can be sent to its author."""
        return bool(self.phone or self.email)
