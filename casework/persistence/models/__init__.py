"""Every table, so that one import makes the metadata whole."""

from casework.persistence.models.case import Case, CaseEvent, DisclosureRequest, Party
from casework.persistence.models.papers import (
    ApplicationDraft,
    Attachment,
    Delivery,
    Letter,
    LetterIsFixed,
    Purpose,
)
from casework.persistence.models.people import Agency, AuditEntry, Lockout, Look, RoleGrant, User
from casework.persistence.models.register import IdempotencyKey, NumberSequence, OutboxMessage

__all__ = [
    "Agency",
    "ApplicationDraft",
    "Attachment",
    "AuditEntry",
    "Case",
    "CaseEvent",
    "Delivery",
    "DisclosureRequest",
    "IdempotencyKey",
    "Letter",
    "LetterIsFixed",
    "Lockout",
    "Look",
    "NumberSequence",
    "OutboxMessage",
    "Party",
    "Purpose",
    "RoleGrant",
    "User",
]
