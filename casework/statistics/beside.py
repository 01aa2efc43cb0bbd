"""What is told beside the requests of a year: consultations and messages, by an agency of its own.

They are counted by the year only, and not summed up over agencies.
"""

from collections.abc import Iterator
from datetime import date, datetime

from casework.persistence.models import Agency
from casework.statistics import consultations, message_vocabulary, messages
from casework.statistics.periods import Period
from casework.statistics.vocabulary import Group, Line

_HELD = consultations.Figure
_CONSULTATIONS = (_HELD.HELD, _HELD.RECEIVED, _HELD.ADOPTION_RATE, _HELD.IN_TIME, _HELD.LATE)
_SAID = message_vocabulary.Figure
_MESSAGES = (_SAID.RECEIVED, _SAID.ANSWERED, _SAID.ANSWER_RATE, _SAID.MEDIAN)


def beside(agency: Agency, period: Period, today: date, as_of: datetime) -> tuple[Line, ...]:
    """The lines of a year; none of a quarter.

    Raises what consultations and messages raise whose figures contradict one another.
    """
    if period.quarter is not None:
        return ()
    return (
        *_consultations(agency, period.year, today, as_of),
        *_messages(agency, period.year, today, as_of),
    )


def _consultations(agency: Agency, year: int, today: date, as_of: datetime) -> Iterator[Line]:
    for line in consultations.figures(agency, year, today, as_of).lines():
        # A figure is followed by its parts, which have labels of their own.
        if line.figure in _CONSULTATIONS and line.label is line.figure:
            key = line.figure.value
            yield Line(
                Group.CONSULTATIONS, key, line.figure, line.value, line.unit, line.definition
            )


def _messages(agency: Agency, year: int, today: date, as_of: datetime) -> Iterator[Line]:
    found = messages.figures(agency, year, today, as_of)
    for line in found.lines(message_vocabulary.Group.TOTAL):
        if line.figure in _MESSAGES:
            key = line.figure.value
            yield Line(Group.MESSAGES, key, line.figure, line.value, line.unit, line.definition)
