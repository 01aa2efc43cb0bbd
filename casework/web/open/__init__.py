"""Open to everybody: figures, deadline calculator, working-day calendar, the switches."""

from casework.web.open import (
    annual_reports,
    api,
    calculator,
    consultation,
    consultation_catalogue,
    consultations,
    feeds,
    messages,
    messages_statistics,
    reader,
    report_check,
    statistics,
    verification,
    year,
)
from casework.web.open.face import face

__all__ = [
    "annual_reports",
    "api",
    "calculator",
    "consultation",
    "consultation_catalogue",
    "consultations",
    "face",
    "feeds",
    "messages",
    "messages_statistics",
    "reader",
    "report_check",
    "statistics",
    "verification",
    "year",
]
