"""Hearings and discussion meetings: announced, prepared, recorded (713号令 16).

A rule's hearing has its own notice: 规章制定程序条例 16.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from casework.domain.consultation.content import Meeting
from casework.domain.consultation.standing import MeetingHeld, Standing
from casework.domain.consultation.vocabulary import (
    PUBLIC,
    Action,
    Kind,
    Participation,
    Refusal,
    State,
)
from casework.domain.disclosure.guards import by_its_handler
from casework.domain.periods import LIMITS, LimitName, last_day
from casework.domain.publication.gate import names_nobody
from casework.domain.roles import Role, who
from casework.domain.workflow import Event, Facts, Refused, Situation, Transition

Case = Situation[Standing]
MEETINGS = frozenset({Participation.HEARING, Participation.DISCUSSION_MEETING})


@dataclass(frozen=True, slots=True)
class HearingAddition(Facts):
    """A hearing or a discussion meeting that is to be held."""

    meeting: Meeting

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is announced."""
        added = MeetingHeld(self.meeting, event.on)
        return replace(standing, meetings=(*standing.meetings, added))


@dataclass(frozen=True, slots=True)
class HearingChange(Facts):
    """A meeting as it is to be held now; its number, from 1, is its place."""

    number: int
    meeting: Meeting

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is as given; one that is moved is announced anew."""
        before = standing.meetings[self.number - 1]
        moved = self.meeting.held_at != before.meeting.held_at
        now = replace(before, meeting=self.meeting, added_on=event.on if moved else before.added_on)
        return _with(standing, self.number, now)


@dataclass(frozen=True, slots=True)
class HearingRecord(Facts):
    """What was said at a meeting that was held, and by how many; its papers come with it."""

    number: int
    record: str
    attended: int

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is on record."""
        before = standing.meetings[self.number - 1]
        held = replace(before, record=self.record, attended=self.attended, recorded_on=event.on)
        return _with(standing, self.number, held)


def notice_in_time(case: Case, given: Facts | None) -> None:
    """A rule's hearing is announced 30 days before it is held: 规章制定程序条例 16.

    Asked when it is announced, and when the consultation that announces it is approved.
    """
    content, meetings = case.standing.content, [held.meeting for held in case.standing.meetings]
    if isinstance(given, HearingAddition | HearingChange):
        meetings = [given.meeting]
        if _is_kept(case.standing, given):
            return
    if content is None or content.kind is not Kind.RULE:
        return
    for meeting in meetings:
        latest = last_day(LimitName.HEARING_NOTICE_LATEST, meeting.held_on, case.calendar).on
        if meeting.kind is Participation.HEARING and case.today > latest:
            notice = timedelta(days=-LIMITS[LimitName.HEARING_NOTICE_LATEST].amount)
            raise Refused(Refusal.HEARING_NOTICE_LATE, earliest=case.today + notice)


def materials_by(standing: Standing, meeting: Meeting) -> date | None:
    """By when the materials of a hearing reach its participants; None where no law says.

    713号令 16: seven days before it, for major decisions.
    """
    content = standing.content
    is_decision = content is not None and content.kind is Kind.MAJOR_DECISION
    if not is_decision or meeting.kind is not Participation.HEARING:
        return None
    return meeting.held_on + timedelta(days=LIMITS[LimitName.HEARING_MATERIAL_LATEST].amount)


def approved_once_public(case: Case, given: Facts | None) -> None:
    """What everybody reads is changed by whoever approves it."""
    if case.standing.state in PUBLIC and case.acting is not Role.APPROVER:
        raise Refused(Refusal.PUBLIC_NEEDS_APPROVER)


def _is_possible(case: Case, given: Facts | None) -> None:
    """A meeting is one of the two kinds, somewhere, and still to come."""
    if not isinstance(given, HearingAddition | HearingChange):
        return
    meeting = given.meeting
    if meeting.kind not in MEETINGS or not meeting.place.strip():
        raise Refused(Refusal.NOT_A_MEETING)
    if meeting.held_on < case.today and not _is_kept(case.standing, given):
        raise Refused(Refusal.MEETING_IN_PAST)


def _materials_in_time(case: Case, given: Facts | None) -> None:
    """The participants have a hearing's materials seven days before it: 713号令 16."""
    if not isinstance(given, HearingAddition | HearingChange):
        return
    latest, sent_on = materials_by(case.standing, given.meeting), given.meeting.materials_sent_on
    if latest is not None and sent_on is not None and sent_on > latest:
        raise Refused(Refusal.MATERIALS_LATE, latest=latest)


def _not_recorded(case: Case, given: Facts | None) -> None:
    """There is such a meeting, and no record of it yet."""
    if not isinstance(given, HearingChange | HearingRecord):
        return
    if not 1 <= given.number <= len(case.standing.meetings):
        raise Refused(Refusal.NO_SUCH_MEETING, number=given.number)
    if case.standing.meetings[given.number - 1].recorded_on is not None:
        raise Refused(Refusal.MEETING_RECORDED)


def _was_held(case: Case, given: Facts | None) -> None:
    """A meeting is recorded after it was held as the law asks; the record names nobody."""
    if not isinstance(given, HearingRecord):
        return
    meeting = case.standing.meetings[given.number - 1].meeting
    if meeting.held_on > case.today:
        raise Refused(Refusal.MEETING_NOT_HELD, on=meeting.held_on)
    names_nobody(given.record)
    if materials_by(case.standing, meeting) is not None and meeting.materials_sent_on is None:
        raise Refused(Refusal.MATERIALS_NOT_SENT)


def _has_meetings(case: Case, given: Facts | None) -> None:
    """Only what was announced is changed or recorded."""
    if not case.standing.meetings:
        raise Refused(Refusal.NO_SUCH_MEETING, number=1)


def _is_kept(standing: Standing, given: HearingAddition | HearingChange) -> bool:
    """Whether a change leaves the time of a meeting as it was."""
    if isinstance(given, HearingAddition) or not 1 <= given.number <= len(standing.meetings):
        return False
    return given.meeting.held_at == standing.meetings[given.number - 1].meeting.held_at


def _with(standing: Standing, number: int, held: MeetingHeld) -> Standing:
    meetings = list(standing.meetings)
    meetings[number - 1] = held
    return replace(standing, meetings=tuple(meetings))


_H, _S = Role.HANDLER, Role.APPROVER
_ANNOUNCED = (State.DRAFT, State.SCHEDULED)

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.ADD_HEARING,
        sources=_ANNOUNCED,
        target=None,
        who=who(_H, _S),
        article="713号令 16",
        facts=HearingAddition,
        guards=(
            by_its_handler,
            approved_once_public,
            _is_possible,
            notice_in_time,
            _materials_in_time,
        ),
    ),
    Transition(
        action=Action.CHANGE_HEARING,
        sources=_ANNOUNCED,
        target=None,
        who=who(_H, _S),
        article="713号令 16",
        facts=HearingChange,
        guards=(
            by_its_handler,
            approved_once_public,
            _has_meetings,
            _not_recorded,
            _is_possible,
            notice_in_time,
            _materials_in_time,
        ),
    ),
    Transition(
        action=Action.RECORD_HEARING,
        sources=PUBLIC,
        target=None,
        who=who(_S),
        article="713号令 17",
        facts=HearingRecord,
        guards=(_has_meetings, _not_recorded, _was_held),
    ),
)
