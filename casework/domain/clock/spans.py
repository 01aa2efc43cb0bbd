"""A span of days that a consultation, or a fee that was waived, keeps out of the count (C-4)."""

from dataclasses import dataclass
from datetime import date

from casework.domain.clock.entries import SuspensionReason, VoidReason


@dataclass(frozen=True, slots=True)
class Span:
    """Days not counted: after `begins_on` up to `ends_on`, inclusive; None: not known yet.

    `returned` is False while the end is only the limit by which silence ends the waiting.
    """

    begins_on: date
    ends_on: date | None
    why: SuspensionReason | VoidReason
    who: str
    returned: bool

    def excludes(self, on: date) -> bool:
        """Whether a day lies in the span (C-4: the day of issue still counts)."""
        return self.begins_on < on and (self.ends_on is None or on <= self.ends_on)

    def waits(self, on: date) -> bool:
        """Whether the opinion is being waited for on a day, from issue until its return."""
        # On the day of the return nobody is waited for, on the day of the limit one still may be.
        over = self.ends_on is not None and (
            on > self.ends_on or (self.returned and on == self.ends_on)
        )
        return self.begins_on <= on and not over
