"""References: which procedure a case is of stands in its reference, as a mark before the number."""

from casework.domain.terms import Term, term


class Mark(Term):
    """What stands before the number; a disclosure request, the oldest, has none."""

    DISCLOSURE = term("", "依申请公开")
    RECORD_CORRECTION = term("G", "更正自身信息")
    CONSULTATION = term("Z", "意见征集")
    COMMENT = term("Y", "对征求意见稿的意见")
    MESSAGE = term("L", "意见建议")
    ANNUAL_REPORT = term("N", "政府信息公开工作年度报告")


def mark_of(reference: str) -> Mark:
    """The mark of a reference such as SFSW-2026-G000012; of anything else, that of a request."""
    letter = reference.rpartition("-")[2][:1]
    return Mark(letter) if letter in set(Mark) else Mark.DISCLOSURE
