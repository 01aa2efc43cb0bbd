"""What somebody says about a draft: on the whole of it or on one passage, with a contact or not."""

from dataclasses import dataclass

TEXT_LIMIT = 5000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A comment as it is written. `passage`: the number of the passage; None: the whole draft."""

    text: str
    passage: int | None = None
    name: str = ""
    phone: str = ""
    email: str = ""

    @property
    def has_contact(self) -> bool:
        """Whether its author can be told."""
        return bool(self.phone or self.email)
