"""A year's figures on public consultations: held, comments, what was adopted, answered in time.

A consultation belongs to the year in which its comments closed. `figures` answers or raises
Unreconciled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from casework.domain.consultation.standing import midnight
from casework.domain.consultation.tally import Counted, Tally, tally_of
from casework.domain.consultation.vocabulary import Kind
from casework.domain.terms import Term, term
from casework.persistence.models import Agency, Consultation
from casework.persistence.queries import comments, consultations

_TENTH = Decimal("0.1")


class Figure(Term):
    """The figures."""

    HELD = term("held", "公开征求意见")
    RECEIVED = term("received", "收到意见")
    ADOPTED = term("adopted", "采纳")
    PARTLY_ADOPTED = term("partly_adopted", "部分采纳")
    NOT_ADOPTED = term("not_adopted", "不采纳")
    UNANSWERED = term("unanswered", "尚未答复")
    ADOPTION_RATE = term("adoption_rate", "采纳率")
    IN_TIME = term("in_time", "按期公布采纳情况")
    LATE = term("late", "逾期公布采纳情况")
    OVERDUE = term("overdue", "逾期未公布采纳情况")
    AWAITED = term("awaited", "尚未到期")


class Unit(Term):
    """What a figure counts in."""

    CONSULTATION = term("consultation", "次")
    COMMENT = term("comment", "条")
    PER_CENT = term("per_cent", "%")


class Definition(Term):
    """What a figure counts, by which date, and what it leaves out."""

    HELD = term("held", "征求意见的截止日在统计区间内、没有取消的公开征求意见。")
    RECEIVED = term(
        "received",
        "对上述征求意见收到的意见，包括网上、信函、电话、当面和会议上的意见，逾期收到的和不公开显示的也计入；联系方式尚未核验的不计入。",
    )
    ADOPTION = term(
        "adoption", "按每条意见的答复统计。采纳、部分采纳、不采纳和尚未答复之和等于收到的意见。"
    )
    ADOPTION_RATE = term(
        "adoption_rate", "采纳和部分采纳的条数除以收到的条数，四舍五入到小数点后一位。"
    )
    FEEDBACK = term(
        "feedback",
        "截止以后按期限公布意见采纳情况的征求意见；期限是截止日以后的工作日，由本机关确定。",
    )


class Unreconciled(Exception):
    """The figures contradict one another, so none of them is published."""


@dataclass(frozen=True, slots=True)
class Line:
    """One published figure; `value` None: nothing to divide by."""

    figure: Figure
    label: Term
    value: int | Decimal | None
    unit: Unit
    definition: Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationFigures:
    """One agency's figures on the consultations that closed in a year up to `ends_on`, inclusive.

    `awaited`: their feedback is not due yet; `overdue`: it was, and there is none.
    """

    agency: str
    year: int
    begins_on: date
    ends_on: date
    as_of: datetime
    by_kind: tuple[tuple[Kind, int], ...]
    tally: Tally
    in_time: int
    late: int
    overdue: int
    awaited: int

    @property
    def held(self) -> int:
        """How many there were."""
        return sum(count for _kind, count in self.by_kind)

    @property
    def adoption_rate(self) -> Decimal | None:
        """Adopted wholly or partly, per cent of those received; None where none was."""
        tally = self.tally
        if not tally.received:
            return None
        taken = Decimal(100 * (tally.adopted + tally.partly_adopted))
        return (taken / tally.received).quantize(_TENTH, ROUND_HALF_UP)

    def lines(self) -> tuple[Line, ...]:
        """Every published figure in the order in which they are shown."""
        return tuple(_lines(self))


def figures(agency: Agency, year: int, today: date, as_of: datetime) -> ConsultationFigures:
    """The figures of a year, of the present one up to today; raises Unreconciled."""
    begins_on, ends_on = date(year, 1, 1), min(date(year, 12, 31), today - timedelta(days=1))
    day = timedelta(days=1)
    # A consultation closes at the midnight that follows its last day.
    held = consultations.closing_between(agency.id, midnight(begins_on), midnight(ends_on + day))
    counted = ConsultationFigures(
        agency=agency.name,
        year=year,
        begins_on=begins_on,
        ends_on=ends_on,
        as_of=as_of,
        by_kind=tuple((kind, sum(one.kind is kind for one in held)) for kind in Kind),
        tally=_tally(held),
        in_time=sum(_is_in_time(one) is True for one in held),
        late=sum(_is_in_time(one) is False for one in held),
        overdue=sum(_is_overdue(one, today) for one in held),
        awaited=sum(one.feedback_on is None and not _is_overdue(one, today) for one in held),
    )
    _reconcile(counted, len(held))
    return counted


def _tally(held: Sequence[Consultation]) -> Tally:
    parts = comments.parts([one.case_id for one in held])
    return tally_of(
        Counted(count, source, adoption, is_hidden=hidden, is_late=late)
        for _case, source, adoption, hidden, late, count in parts
    )


def _is_in_time(one: Consultation) -> bool | None:
    if one.feedback_on is None or one.feedback_due_on is None:
        return None
    return one.feedback_on <= one.feedback_due_on


def _is_overdue(one: Consultation, today: date) -> bool:
    due_on = one.feedback_due_on
    return one.feedback_on is None and due_on is not None and today > due_on


def _reconcile(of: ConsultationFigures, held: int) -> None:
    """Every consultation is of one kind and stands in one way; every comment has one fate."""
    fates = of.in_time + of.late + of.overdue + of.awaited
    answers = of.tally.answered + of.tally.unanswered
    if (of.held, fates, answers) != (held, held, of.tally.received):
        raise Unreconciled(f"{of.held} {fates} {held}; {answers} {of.tally.received}")


def _lines(of: ConsultationFigures) -> Iterator[Line]:
    each, comment = Unit.CONSULTATION, Unit.COMMENT
    yield Line(Figure.HELD, Figure.HELD, of.held, each, Definition.HELD)
    for kind, count in of.by_kind:
        yield Line(Figure.HELD, kind, count, each, Definition.HELD)
    tally = of.tally
    yield Line(Figure.RECEIVED, Figure.RECEIVED, tally.received, comment, Definition.RECEIVED)
    for source, count in tally.by_source:
        yield Line(Figure.RECEIVED, source, count, comment, Definition.RECEIVED)
    for figure, count in (
        (Figure.ADOPTED, tally.adopted),
        (Figure.PARTLY_ADOPTED, tally.partly_adopted),
        (Figure.NOT_ADOPTED, tally.not_adopted),
        (Figure.UNANSWERED, tally.unanswered),
    ):
        yield Line(figure, figure, count, comment, Definition.ADOPTION)
    rate = Figure.ADOPTION_RATE
    yield Line(rate, rate, of.adoption_rate, Unit.PER_CENT, Definition.ADOPTION_RATE)
    for figure, count in (
        (Figure.IN_TIME, of.in_time),
        (Figure.LATE, of.late),
        (Figure.OVERDUE, of.overdue),
        (Figure.AWAITED, of.awaited),
    ):
        yield Line(figure, figure, count, each, Definition.FEEDBACK)
