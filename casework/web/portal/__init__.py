"""The citizens' face: applying, following one's request, and what everybody may know beforehand."""

from casework.web.portal import (
    acts,
    applying,
    commenting,
    comments,
    corrections,
    finding,
    following,
    information,
    message_writing,
    messages,
    opinion,
    receipts,
    tracking,
)
from casework.web.portal.face import face

__all__ = [
    "acts",
    "applying",
    "commenting",
    "comments",
    "corrections",
    "face",
    "finding",
    "following",
    "information",
    "message_writing",
    "messages",
    "opinion",
    "receipts",
    "tracking",
]
