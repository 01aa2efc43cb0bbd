"""Every table, so that one import makes the metadata whole."""

from casework.persistence.models.annual_report import (
    AnnualReport,
    EditionIsFixed,
    ReportSnapshot,
)
from casework.persistence.models.case import Case, CaseEvent, DisclosureRequest, Party
from casework.persistence.models.consultation import (
    Comment,
    CommentBand,
    CommentGroup,
    Consultation,
    MajorDecision,
)
from casework.persistence.models.letterhead import LetterWording, Sealing
from casework.persistence.models.message import (
    FrequentQuestion,
    FrequentQuestionGram,
    MessageDetail,
)
from casework.persistence.models.outside import AskedOutside, CaseAccess, FeeNotice, RemedyCase
from casework.persistence.models.papers import (
    ApplicationDraft,
    Attachment,
    Delivery,
    Letter,
    LetterIsFixed,
    Purpose,
    VoidNumber,
)
from casework.persistence.models.people import Agency, AuditEntry, Lockout, Look, RoleGrant, User
from casework.persistence.models.publication import Publication, PublicationGram
from casework.persistence.models.record_correction import RecordCorrection
from casework.persistence.models.register import IdempotencyKey, NumberSequence, OutboxMessage
from casework.persistence.models.similarity import (
    ProactiveConsideration,
    PublishedGram,
    PublishedInformation,
    RequestBand,
    RequestSubject,
)
from casework.persistence.models.summary import Summary

__all__ = [
    "Agency",
    "AnnualReport",
    "ApplicationDraft",
    "AskedOutside",
    "Attachment",
    "AuditEntry",
    "Case",
    "CaseAccess",
    "CaseEvent",
    "Comment",
    "CommentBand",
    "CommentGroup",
    "Consultation",
    "Delivery",
    "DisclosureRequest",
    "EditionIsFixed",
    "FeeNotice",
    "FrequentQuestion",
    "FrequentQuestionGram",
    "IdempotencyKey",
    "Letter",
    "LetterIsFixed",
    "LetterWording",
    "Lockout",
    "Look",
    "MajorDecision",
    "MessageDetail",
    "NumberSequence",
    "OutboxMessage",
    "Party",
    "ProactiveConsideration",
    "Publication",
    "PublicationGram",
    "PublishedGram",
    "PublishedInformation",
    "Purpose",
    "RecordCorrection",
    "RemedyCase",
    "ReportSnapshot",
    "RequestBand",
    "RequestSubject",
    "RoleGrant",
    "Sealing",
    "Summary",
    "User",
    "VoidNumber",
]
