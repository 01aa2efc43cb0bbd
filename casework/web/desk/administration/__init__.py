"""The administrator's desk: people, substitutes, hand-overs, settings, notices, the book."""

from casework.web.desk.administration import (
    agency,
    book,
    hand_over,
    notices,
    passwords,
    people,
    substitutes,
    workload,
)

__all__ = [
    "agency",
    "book",
    "hand_over",
    "notices",
    "passwords",
    "people",
    "substitutes",
    "workload",
]
