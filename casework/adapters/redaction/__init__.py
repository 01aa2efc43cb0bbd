"""Covering parts of a file: what is suggested, what is covered, and the proof that it is gone.

Strangers' files are read apart, in a process of its own.
"""

from casework.adapters.redaction.apart import page_image, redacted, sizes, suggestions
from casework.adapters.redaction.covering import (
    MOST_PAGES,
    TAKEN,
    WHOLE,
    Box,
    RedactionFault,
    RedactionRefused,
)
from casework.adapters.redaction.suggesting import Suggestion

__all__ = [
    "MOST_PAGES",
    "TAKEN",
    "WHOLE",
    "Box",
    "RedactionFault",
    "RedactionRefused",
    "Suggestion",
    "page_image",
    "redacted",
    "sizes",
    "suggestions",
]
