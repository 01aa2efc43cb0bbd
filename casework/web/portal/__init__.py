"""The citizens' face: applying, following one's request, and what everybody may know beforehand."""

from casework.web.portal import (
    acts,
    applying,
    finding,
    following,
    information,
    opinion,
    receipts,
    tracking,
)
from casework.web.portal.face import face

__all__ = [
    "acts",
    "applying",
    "face",
    "finding",
    "following",
    "information",
    "opinion",
    "receipts",
    "tracking",
]
