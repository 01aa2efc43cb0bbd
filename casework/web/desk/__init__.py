"""The handlers' face: sign-in, queue, case page, the lawful acts, the register. No rule of law."""

from flask import Flask

from casework.web.desk import (
    acts,
    administration,
    cases,
    consultation_catalogue,
    consultation_comment,
    consultation_comments,
    consultation_drafting,
    consultation_feedback,
    consultation_groups,
    consultation_preview,
    consultations,
    corrections,
    decision,
    keeper,
    message_publication,
    message_questions,
    messages,
    number_register,
    printing,
    published,
    queue,
    redaction,
    register,
    reports,
    seal,
    signing_in,
    similar,
    suggestions,
    wording,
)
from casework.web.desk.face import face

__all__ = [
    "acts",
    "administration",
    "cases",
    "consultation_catalogue",
    "consultation_comment",
    "consultation_comments",
    "consultation_drafting",
    "consultation_feedback",
    "consultation_groups",
    "consultation_preview",
    "consultations",
    "corrections",
    "decision",
    "face",
    "install",
    "message_publication",
    "message_questions",
    "messages",
    "number_register",
    "printing",
    "published",
    "queue",
    "redaction",
    "register",
    "reports",
    "seal",
    "signing_in",
    "similar",
    "suggestions",
    "wording",
]


def install(app: Flask) -> None:
    """Know who is signed in on every request."""
    keeper.install(app)
