"""The administrator's desk: people, substitutes, hand-overs, the agency's settings, the book."""

from casework.web.desk.administration import (
    agency,
    book,
    hand_over,
    passwords,
    people,
    substitutes,
    workload,
)

__all__ = ["agency", "book", "hand_over", "passwords", "people", "substitutes", "workload"]
