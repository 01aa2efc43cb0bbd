"""`flask demo --cases N`: books of very many requests over eight years and twenty agencies.

Seeded: the same seed on the same day makes the same rows (sealed values differ in their nonce, as
they must). The chains verify, numbers have no gaps, and the summaries are counted at the end.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any, cast

from casework.cli.demo.many_people import (
    PARTY_COLUMNS,
    REQUEST_COLUMNS,
    Asking,
    Bureau,
    askings,
)
from casework.cli.demo.many_roads import HANDLER, UNIT, WAYS, Walked, walk
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.persistence import chain
from casework.persistence.bulk import Sheet, next_id, settle, sweep
from casework.persistence.database import db, transaction
from casework.persistence.facts import to_fields
from casework.persistence.models import (
    Case,
    CaseEvent,
    DisclosureRequest,
    NumberSequence,
    Party,
)
from casework.persistence.queries import register
from casework.services import upkeep
from casework.services.disclosure import record
from casework.services.office import Office

_YEARS = 7  # before the present one
_DAYS_AT_ONCE = 40  # whose requests are written in one transaction
_LARGEST_FIRST = 0.8  # each agency's share, of the next larger one's
_FOLLOWS = ("state", "received_on", "due_on", "due_is_provisional", "closed_on", "counted_on")
_CASE = (
    *("id", "agency_id", "procedure", "reference", "opened_on", *_FOLLOWS, "is_in_time", "outcome"),
    *("handler_id", "is_restricted", "version", "head_hash"),
)
_REQUEST = ("case_id", "applicant_id", "channel", "submitted_at")
_ENDING = ("working_days", "is_extended", "is_suspended")
_EVENT = (
    *("case_id", "sequence", "action", "state", "legal_date", "at", "role", "user_id", "facts"),
    *("previous_hash", "hash"),
)


@dataclass(slots=True)
class _Said:
    """One event as `chain.link` reads it, and its columns that all of the same walk share."""

    case_id: int
    sequence: int
    action: str
    state: str
    on: date
    at: datetime
    role: Any
    user_id: int | None
    facts: dict[str, Any]
    previous_hash: str
    who: int
    bound: tuple[Any, ...]


@dataclass(slots=True)
class _Mould:
    """What the cases that set out on one day on one road have in common, bound."""

    case: list[Any]
    request: list[Any]
    said: tuple[_Said, ...]


class Books:
    """The books being made: who keeps them, who asks, which ids come next."""

    def __init__(self, office: Office, bureaus: Sequence[Bureau], seed: int) -> None:
        self.office, self.bureaus, self.today = office, bureaus, office.today()
        self._lot = Random(seed)  # noqa: S311  # rows to look at, not a secret
        self._asking = askings(self._lot)
        self._request = Sheet(DisclosureRequest, (*_REQUEST, *_ENDING, *REQUEST_COLUMNS))
        self._party = Sheet(Party, ("id", "agency_id", *PARTY_COLUMNS))
        self._case, self._event = Sheet(Case, _CASE), Sheet(CaseEvent, _EVENT)
        self._case_id, self._party_id = next_id(Case), next_id(Party)
        self._last: Counter[tuple[int, int]] = Counter()
        self._assigned = {bureau.agency_id: self._assignment(bureau) for bureau in bureaus}
        self._rows: dict[Sheet, list[Sequence[Any]]] = {}

    def fill(self, cases: int) -> Iterator[int]:
        """Write so many cases, day after day; how many are written so far."""
        days = self._days()
        shares = list(accumulate(_LARGEST_FIRST**number for number in range(len(self.bureaus))))
        ways = list(accumulate(way.share for way in WAYS))
        written = 0
        for begin in range(0, len(days), _DAYS_AT_ONCE):
            self._rows = {
                sheet: [] for sheet in (self._party, self._case, self._request, self._event)
            }
            for place, day in enumerate(days[begin : begin + _DAYS_AT_ONCE], start=begin + 1):
                number = cases * place // len(days) - cases * (place - 1) // len(days)
                whose = self._lot.choices(self.bureaus, cum_weights=shares, k=number)
                roads = self._lot.choices(range(len(WAYS)), cum_weights=ways, k=number)
                self._file(day, whose, roads)
                written += number
            with transaction():
                for sheet, rows in self._rows.items():
                    sheet.write(rows)
            yield written
        self._close()

    def _days(self) -> list[date]:
        first = date(self.today.year - _YEARS, 1, 1)
        all_days = (first + timedelta(days=n) for n in range((self.today - first).days + 1))
        return [day for day in all_days if self.office.calendar.is_working_day(day)]

    def _file(self, day: date, whose: Sequence[Bureau], roads: Sequence[int]) -> None:
        moulds: dict[int, _Mould] = {}
        asked = self._lot.choices(self._asking, k=len(whose))
        for bureau, road, asking in zip(whose, roads, asked, strict=True):
            if road not in moulds:
                moulds[road] = self._mould(walk(WAYS[road], day, self.today, self.office.calendar))
            self._enter(moulds[road], day, bureau, asking)

    def _enter(self, mould: _Mould, day: date, bureau: Bureau, asking: Asking) -> None:
        case_id, party_id = self._case_id, self._party_id
        self._case_id, self._party_id = case_id + 1, party_id + 1
        self._last[bureau.agency_id, day.year] += 1
        number = self._last[bureau.agency_id, day.year]
        head = self._enter_events(mould, case_id, bureau, asking)
        case = mould.case.copy()
        case[0], case[1] = case_id, bureau.agency_id
        case[3] = f"{bureau.code}-{day.year}-{number:06d}"
        if case[-4] is not None:
            case[-4] = bureau.staff[HANDLER]
        case[-1] = head
        self._rows[self._case].append(case)
        self._rows[self._party].append((party_id, bureau.agency_id, *asking.party))
        self._rows[self._request].append((case_id, party_id, *mould.request, *asking.request))

    def _enter_events(self, mould: _Mould, case_id: int, bureau: Bureau, asking: Asking) -> str:
        previous, rows = "", self._rows[self._event]
        for said in mould.said:
            said.case_id, said.previous_hash = case_id, previous
            said.user_id = bureau.staff[said.who]
            sealed = said.bound[-1]
            if said.sequence == 1:
                said.facts["digest"] = asking.digest
                sealed = self._sealed(said.facts)
            elif "handler_id" in said.facts:
                said.facts, sealed = self._assigned[bureau.agency_id]
            digest = chain.link(cast("CaseEvent", said))
            rows.append((case_id, *said.bound[:-1], said.user_id, sealed, previous, digest))
            previous = digest
        return previous

    def _mould(self, walked: Walked) -> _Mould:
        case = Case(procedure=DISCLOSURE.name, agency_id=0, disclosure=DisclosureRequest())
        record.fill(case, walked.standing, self.office.calendar)
        filed, opened_at = walked.steps[0][0], walked.steps[0][2]
        values = {name: getattr(case, name) for name in (*_FOLLOWS[1:], "is_in_time", "outcome")}
        bound = self._case.bind(
            **values,
            state=walked.standing.state.value,
            procedure=case.procedure,
            opened_on=filed.on,
            handler_id=case.handler_id,
            is_restricted=False,
            version=len(walked.steps),
            head_hash="",
        )
        kept = {name: getattr(case.disclosure, name) for name in _ENDING}
        request = self._request.bind(
            **kept, channel=walked.standing.channel, submitted_at=opened_at
        )
        return _Mould(
            bound,
            request[2 : len(_REQUEST) + len(_ENDING)],
            tuple(self._said(*step, number) for number, step in enumerate(walked.steps, start=1)),
        )

    def _said(self, event: Any, state: str, at: datetime, who: int, number: int) -> _Said:
        fields = to_fields(event.facts)
        columns = ("sequence", "action", "state", "legal_date", "at", "role", "facts")
        values = (number, event.action.value, state, event.on, at, event.role, fields)
        bound = tuple(map(self._event.bound, columns, values))
        said = (event.action.value, state, event.on, at, event.role, None, fields)
        return _Said(0, number, *said, "", who, bound)

    def _assignment(self, bureau: Bureau) -> tuple[dict[str, Any], bytes]:
        facts = {"handling_unit": UNIT, "handler_id": bureau.staff[HANDLER]}
        return facts, self._sealed(facts)

    def _sealed(self, facts: dict[str, Any]) -> bytes:
        return cast("bytes", self._event.bound("facts", facts))

    def _close(self) -> None:
        with transaction():
            for (agency_id, year), last in sorted(self._last.items()):
                place = {"agency_id": agency_id, "series": register.REFERENCES, "year": year}
                db.session.merge(NumberSequence(**place, last=last))
            settle(Case, Party, CaseEvent)
        sweep()
        for _ in upkeep.sum_up():
            pass
