"""The summaries of disclosure requests: kept up in the act's transaction, read, counted anew.

What a transaction changes is written once, at its end and in the order of the key: so two that
change the same numbers wait for each other shortly, and never for each other in a circle.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from sqlalchemy import Select, case, delete, event, func, select, text
from sqlalchemy import insert as insert_into
from sqlalchemy.orm import Session

from casework.domain.disclosure.counting import Dimension, Place, Row, What, places
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.persistence.database import db, inserting
from casework.persistence.models import Agency, Case, DisclosureRequest, Summary

_PENDING = "changes of the summaries"
_AT_ONCE = 5_000  # rows
_KEY = [column.name for column in Summary.__table__.primary_key]
_Change = tuple[int, Place]  # of an agency's own numbers


def row_of(request: Case) -> Row:
    """What a request's row says that is counted."""
    kept = request.disclosure
    return Row(
        request.received_on,
        request.counted_on,
        kept.applicant_kind,
        kept.channel,
        request.outcome,
        request.is_in_time,
        kept.working_days,
        bool(kept.is_extended),
        bool(kept.is_suspended),
    )


def change(agency_id: int, was: Row, becomes: Row) -> None:
    """Note what a request's row said and now says; it is written when the act is committed."""
    if was == becomes:
        return
    pending: Counter[_Change] = db.session.info.setdefault(_PENDING, Counter())
    pending.subtract((agency_id, place) for place in places(was))
    pending.update((agency_id, place) for place in places(becomes))


@event.listens_for(db.session, "before_commit")
def _write(session: Session) -> None:
    pending: Mapping[_Change, int] = session.info.pop(_PENDING, {})
    deltas = {change: number for change, number in pending.items() if number}
    if not deltas:
        return
    above = {agency_id: _above(agency_id) for agency_id in {agency_id for agency_id, _ in deltas}}
    summed: Counter[tuple[int, bool, Place]] = Counter()
    for (agency_id, place), number in deltas.items():
        summed[agency_id, False, place] += number
        for each in above[agency_id]:
            summed[each, True, place] += number
    adding = inserting(Summary).values(
        [_values(*key, number) for key, number in sorted(summed.items())]
    )
    added = {"number": Summary.number + adding.excluded.number}
    session.execute(adding.on_conflict_do_update(index_elements=_KEY, set_=added))


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Session, _: object) -> None:
    session.info.pop(_PENDING, None)


def by_month(
    agency_id: int, first: date, last: date, *, with_below: bool
) -> Sequence[tuple[str, date, str, str, str, int]]:
    """What, month, kind, dimension, value and number from one month to another, both inclusive."""
    query = _of(agency_id, with_below=with_below).where(
        Summary.dimension.in_([each.value for each in Dimension]),
        Summary.what.in_([each.value for each in What]),
        Summary.month.between(first, last),
        Summary.number != 0,
    )
    return db.session.execute(query).all()


def open_before(agency_id: int, month: date, *, with_below: bool) -> int:
    """How many were received and not closed in all months before one."""
    signed = case((Summary.what == What.RECEIVED.value, Summary.number), else_=-Summary.number)
    query = select(func.coalesce(func.sum(signed), 0)).where(
        Summary.agency_id == agency_id,
        Summary.with_below.is_(with_below),
        Summary.procedure == DISCLOSURE.name,
        Summary.dimension == Dimension.ALL.value,
        Summary.what.in_([each.value for each in What]),
        Summary.month < month,
    )
    return int(db.session.scalar(query) or 0)


def agency_ids() -> Sequence[int]:
    """Every agency."""
    return db.session.scalars(select(Agency.id).order_by(Agency.id)).all()


def hold() -> None:
    """Let acts wait until this transaction ends where they would write into the summaries.

    So rows and numbers are of one moment. On SQLite whoever writes is alone anyway.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE summary IN SHARE ROW EXCLUSIVE MODE"))


def mend_own(agency_id: int) -> int:
    """Count an agency's own requests anew; how many numbers were wrong, and are mended."""
    counted = Counter(place for row in _rows(agency_id) for place in places(row))
    return _mend(agency_id, counted, with_below=False)


def mend_with_below(agency_id: int) -> int:
    """Sum up the own numbers of an agency and of all below it; how many were wrong."""
    tree = select(Agency.id).where(Agency.id == agency_id).cte("tree", recursive=True)
    tree = tree.union(select(Agency.id).join(tree, Agency.parent_id == tree.c.id))
    of_all = Summary.agency_id.in_(select(tree.c.id)), Summary.with_below.is_(False)
    query = select(*_PLACE, func.sum(Summary.number)).where(
        *of_all, Summary.procedure == DISCLOSURE.name
    )
    found = db.session.execute(query.group_by(*_PLACE))
    counted = {
        Place(dimension, what, month, kind, value): int(number)
        for dimension, what, month, kind, value, number in found
        if number
    }
    return _mend(agency_id, counted, with_below=True)


_PLACE = (Summary.dimension, Summary.what, Summary.month, Summary.kind, Summary.value)


def _rows(agency_id: int) -> Iterator[Row]:
    kept = DisclosureRequest
    query = (
        select(
            Case.received_on,
            Case.counted_on,
            kept.applicant_kind,
            kept.channel,
            Case.outcome,
            Case.is_in_time,
            kept.working_days,
            kept.is_extended,
            kept.is_suspended,
        )
        .join(kept, kept.case_id == Case.id)
        .where(
            Case.agency_id == agency_id,
            Case.procedure == DISCLOSURE.name,
            Case.received_on.is_not(None),
        )
    )
    return (Row(*row) for row in db.session.execute(query))


def _mend(agency_id: int, counted: Mapping[Place, int], *, with_below: bool) -> int:
    kept = _kept(agency_id, with_below=with_below)
    wrong = {
        place for place in counted.keys() | kept.keys() if counted.get(place) != kept.get(place)
    }
    if not wrong:
        return 0
    db.session.execute(
        delete(Summary).where(
            Summary.agency_id == agency_id,
            Summary.with_below.is_(with_below),
            Summary.procedure == DISCLOSURE.name,
        )
    )
    rows = (
        _values(agency_id, with_below, place, number) for place, number in sorted(counted.items())
    )
    while several := list(islice(rows, _AT_ONCE)):
        db.session.execute(insert_into(Summary), several)
    return len(wrong)


def _kept(agency_id: int, *, with_below: bool) -> dict[Place, int]:
    found = db.session.execute(_of(agency_id, with_below=with_below))
    return {
        Place(dimension, what, month, kind, value): number
        for what, month, kind, dimension, value, number in found
        if number
    }


def _of(agency_id: int, *, with_below: bool) -> Select[str, date, str, str, str, int]:
    columns = Summary.what, Summary.month, Summary.kind, Summary.dimension, Summary.value
    return select(*columns, Summary.number).where(
        Summary.agency_id == agency_id,
        Summary.with_below.is_(with_below),
        Summary.procedure == DISCLOSURE.name,
    )


def _above(agency_id: int) -> Iterable[int]:
    """An agency and all that it stands below."""
    chain = select(Agency.id, Agency.parent_id).where(Agency.id == agency_id)
    chain_of = chain.cte("chain", recursive=True)
    further = select(Agency.id, Agency.parent_id).join(chain_of, Agency.id == chain_of.c.parent_id)
    return db.session.scalars(select(chain_of.union(further).c.id)).all()


def _values(
    agency_id: int,
    with_below: bool,
    place: Place,
    number: int,
) -> dict[str, object]:
    return {
        "agency_id": agency_id,
        "with_below": with_below,
        "procedure": DISCLOSURE.name,
        **place._asdict(),
        "number": number,
    }
