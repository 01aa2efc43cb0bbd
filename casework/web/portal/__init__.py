"""The citizens' face: applying, following one's request, and what everybody may know beforehand."""

from casework.web.portal import (
    acts,
    applying,
    corrections,
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
    "corrections",
    "face",
    "finding",
    "following",
    "information",
    "opinion",
    "receipts",
    "tracking",
]
