"""What keeps the records honest over time: old keys go, chains are verified, heads are anchored."""

from collections.abc import Iterator
from dataclasses import dataclass

from casework.persistence import chain
from casework.persistence.database import db, transaction
from casework.persistence.queries import cases, register
from casework.services.office import Office


@dataclass(frozen=True, slots=True)
class Broken:
    """A case whose chain does not hold, and the first event at which it breaks."""

    reference: str
    sequence: int


def forget_old_keys(office: Office) -> None:
    """Drop idempotency keys that no browser will send again."""
    with transaction():
        register.forget_old_keys(office.now())


def broken_chains() -> Iterator[Broken]:
    """Every case whose events were changed, removed or put in, in the order of filing."""
    for reference, agency_id in cases.every_reference():
        case = cases.by_reference(reference, agency_id)
        if case is not None:
            sequence = chain.first_break(case, cases.history(case.id))
            if sequence is not None:
                yield Broken(reference, sequence)
        db.session.expunge_all()


def anchor() -> str:
    """One digest over the heads of all cases, to be kept outside this system each day."""
    heads = cases.heads()
    return chain.anchor((reference, version, head) for reference, version, head in heads)
