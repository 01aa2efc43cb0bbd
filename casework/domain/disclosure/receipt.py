"""The day on which an application counts as received, by the channel it came through (条例 31).

That day is day 0 of every period. It is never shifted off a rest day (C-1).
"""

from dataclasses import dataclass
from datetime import date

from casework.domain.calendar import Calendar
from casework.domain.terms import Term, term


class ReceiptChannel(Term):
    """How an application reaches the agency (条例 29, 31)."""

    IN_PERSON = term("in_person", "当面提交")
    REGISTERED_MAIL = term("registered_mail", "邮寄（需签收）")
    ORDINARY_MAIL = term("ordinary_mail", "平常信函（无需签收）")
    FAX = term("fax", "传真")
    ONLINE = term("online", "互联网渠道")
    E_MAIL = term("e_mail", "电子邮件")
    ORAL = term("oral", "口头提出，代为填写")


class ReceiptFlag(Term):
    """What is wrong with the evidence of receipt, and should be seen by a person."""

    LATE_CONFIRMATION = term("late_confirmation", "没有按时与申请人确认")
    MISSING_SUBMISSION = term("missing_submission", "缺少提交日期，收到日期未定")
    MISSING_SIGNATURE = term("missing_signature", "缺少签收日期，收到日期未定")
    MISSING_CONFIRMATION = term("missing_confirmation", "尚未与申请人确认，收到日期未定")
    CONFLICT = term("conflict", "收件日期前后矛盾，收到日期未定")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptEvidence:
    """What is known of an application's way: each date once it is known.

    `submitted_on`: handed in, posted or sent by the applicant; `arrived_on`: reached the agency;
    `signed_on`: signed for by any mail room of the agency; `confirmed_on`: both sides confirmed.
    """

    channel: ReceiptChannel
    submitted_on: date | None = None
    arrived_on: date | None = None
    signed_on: date | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The legal date of receipt, None while the evidence does not give one; its rule; its flags."""

    received_on: date | None
    rule: str
    flags: tuple[ReceiptFlag, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    """Which date of the evidence decides, and what its absence means."""

    rule: str
    decisive: str
    missing: ReceiptFlag


_IN_PERSON = _Rule("R-31-1", "submitted_on", ReceiptFlag.MISSING_SUBMISSION)
_SIGNED = _Rule("R-31-2a", "signed_on", ReceiptFlag.MISSING_SIGNATURE)
_PLAIN = _Rule("R-31-2b", "confirmed_on", ReceiptFlag.MISSING_CONFIRMATION)
_CONFIRMED = _Rule("R-31-3", "confirmed_on", ReceiptFlag.MISSING_CONFIRMATION)

_RULES = {
    ReceiptChannel.IN_PERSON: _IN_PERSON,
    # A clerk writes an oral application down in the applicant's presence (条例 29 I).
    ReceiptChannel.ORAL: _IN_PERSON,
    ReceiptChannel.REGISTERED_MAIL: _SIGNED,
    ReceiptChannel.ORDINARY_MAIL: _PLAIN,
    ReceiptChannel.FAX: _CONFIRMED,
    ReceiptChannel.ONLINE: _CONFIRMED,
    # E-mail is an internet channel: 条例 31(三) replaced 207号's day of the mail system.
    ReceiptChannel.E_MAIL: _CONFIRMED,
}


def receipt(evidence: ReceiptEvidence, calendar: Calendar) -> Receipt:
    """The date of receipt that the evidence gives, and what is wrong with the evidence.

    Evidence whose dates run backwards gives none. A plain letter is to be confirmed on the day it
    arrives; what came online or by fax by the next working day [D]. 条例 31.
    """
    rule = _RULES[evidence.channel]
    if _runs_backwards(evidence):
        return Receipt(None, rule.rule, (ReceiptFlag.CONFLICT,))
    received_on: date | None = getattr(evidence, rule.decisive)
    if received_on is None:
        return Receipt(None, rule.rule, (rule.missing,))
    late = rule.missing is ReceiptFlag.MISSING_CONFIRMATION and _late(evidence, calendar)
    return Receipt(received_on, rule.rule, (ReceiptFlag.LATE_CONFIRMATION,) if late else ())


def _runs_backwards(evidence: ReceiptEvidence) -> bool:
    """Whether something happened to the application before it was submitted or arrived."""
    way = (evidence.submitted_on, evidence.arrived_on, evidence.signed_on, evidence.confirmed_on)
    known = [on for on in way if on is not None]
    return known != sorted(known)


def _late(evidence: ReceiptEvidence, calendar: Calendar) -> bool:
    arrived_on = evidence.arrived_on
    if evidence.channel is not ReceiptChannel.ORDINARY_MAIL:
        arrived_on = arrived_on or evidence.submitted_on
    if arrived_on is None or evidence.confirmed_on is None:
        return False
    if evidence.channel is ReceiptChannel.ORDINARY_MAIL:
        return evidence.confirmed_on > arrived_on
    return evidence.confirmed_on > calendar.reach(arrived_on, 1).on
