"""A message is dealt with: passed on, answered, asked further, turned into a request (R-LY)."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from casework.adapters.messages import MemoryMessenger
from casework.domain.disclosure.facts import LinkKind
from casework.domain.disclosure.vocabulary import State as RequestState
from casework.domain.message import facts
from casework.domain.message.vocabulary import (
    Action,
    Destination,
    HidingReason,
    Kind,
    Refusal,
    State,
    Urgency,
)
from casework.domain.notices import Notice
from casework.domain.workflow import Refused, TableRefusal
from casework.persistence.database import db
from casework.persistence.models import Case, Purpose
from casework.services import handing_over, outbox, recompute, staff
from casework.services.administration import Mandate
from casework.services.attachments import Paper
from casework.services.disclosure import tracking
from casework.services.disclosure import viewing as requests
from casework.services.handing_over import HandOver
from casework.services.message import converting, following
from casework.services.message.acts import Order
from casework.services.message.viewing import Sought, listed, refusal, units
from casework.services.refusals import NotThere
from tests.message_road import MessageRoad, writing
from tests.services.message.test_intake import told

PAPER = Paper(Purpose.MESSAGE_MATERIAL, "a" * 64, 10, "image/png", "路灯.png")


def convert(path: MessageRoad, key: str = "") -> str:
    order = Order(Action.CONVERT, facts.Conversion("申请公开规划文件"), key or uuid4().hex)
    return converting.convert(path.office, path.reference, order, path.staff["handler"])


def follow_up(path: MessageRoad, text: str = "还没有亮") -> None:
    order = Order(Action.FOLLOW_UP, facts.FollowUp(text), uuid4().hex)
    following.follow_up(path.office, path.reference, order, path.actor("author"))


def test_the_published_columns_follow_from_the_acts(path: MessageRoad) -> None:
    path.submit()
    path.sleep(1)
    path.accept()
    path.sleep(2)
    path.answer()
    kept = path.see().case

    assert (kept.message.accepted_on, kept.message.replied_on, kept.message.replying_unit) == (
        date(2026, 3, 3),
        date(2026, 3, 5),
        "水资源科",
    )
    assert (kept.message.working_days, kept.is_in_time, kept.counted_on) == (
        3,
        True,
        date(2026, 3, 5),
    )
    assert told(path.reference) == [Notice.MESSAGE_ACCEPTED, Notice.MESSAGE_REPLIED]


def test_a_message_passes_to_another_unit_and_back_once(path: MessageRoad) -> None:
    path.submit()
    path.accept()
    to = path.staff["handler2"].user_id or 0
    path.do(Action.TRANSFER, facts.Transfer("水土保持科", to, "属于其职责"), "handler")
    passed = path.see("handler2")
    path.do(Action.SEND_BACK, facts.SendingBack("路灯不属水土保持"), "handler2")
    back = path.see()
    path.do(Action.TRANSFER, facts.Transfer("水土保持科", to, "经协调由其办理"), "handler")

    assert (passed.standing.handling_unit, passed.standing.handler_id) == ("水土保持科", to)
    assert (back.standing.handling_unit, back.standing.state) == ("水资源科", State.ACCEPTED)
    again = refusal(path.office, path.see("handler2"), path.staff["handler2"], Action.SEND_BACK)
    assert again is not None
    assert again.reason is Refusal.SENT_BACK_ALREADY
    path.answer(who="handler2")
    assert path.see().case.message.replying_unit == "水土保持科"


def test_more_time_is_given_once_and_told(path: MessageRoad) -> None:
    path.submit()
    path.accept()
    path.do(Action.EXTEND, facts.Extension(5, "需要现场核实"), "approver")

    assert path.see().case.due_on == date(2026, 3, 16)
    assert told(path.reference)[-1] is Notice.MESSAGE_EXTENDED


def test_a_follow_up_has_the_whole_limit_and_the_first_reply_stays_counted(
    path: MessageRoad,
) -> None:
    path.replied()
    path.do(Action.RATE, facts.Rating(2, "没有说清楚"), "author")
    path.sleep(7)
    follow_up(path)
    asked = path.see()

    assert (asked.standing.state, asked.case.closed_on, asked.case.due_on) == (
        State.ACCEPTED,
        None,
        date(2026, 3, 16),
    )
    assert (asked.red_line, asked.case.is_in_time) == (date(2026, 6, 9), True)

    path.sleep(9)
    path.answer("3月20日前修复。")
    answered = path.see()

    assert answered.standing.rating is None
    assert (answered.case.is_in_time, answered.case.message.working_days) == (True, 0)
    assert answered.case.message.replied_on == date(2026, 3, 18)
    assert answered.clock.in_time is False
    with pytest.raises(Refused) as refused:
        follow_up(path, "再问一次")
    assert refused.value.reason is Refusal.FOLLOWED_UP_ALREADY


def test_a_petition_is_pointed_to_its_own_road(path: MessageRoad) -> None:
    path.submit(writing(kind=Kind.COMPLAINT))
    to = facts.Redirection(Destination.PETITION, "示范市信访局接待窗口", "属于信访事项")
    path.do(Action.REDIRECT, to, "clerk")
    file = path.see("author")

    assert (file.standing.redirection, file.urgency, file.red_line) == (to, Urgency.ENDED, None)
    assert told(path.reference) == [Notice.MESSAGE_REDIRECTED]


def test_a_threat_is_kept_whole_and_not_answered_by_mail(path: MessageRoad) -> None:
    path.submit(writing(text="你们等着瞧"))
    path.do(Action.HIDE, facts.Hiding(HidingReason.THREAT, "已报保卫部门"), "clerk")
    file = path.see("author")

    assert (file.standing.told_hiding, file.case.message.text) == (None, "你们等着瞧")
    assert told(path.reference) == []


def test_a_request_for_information_goes_on_as_one_without_a_word_typed_again(
    path: MessageRoad,
) -> None:
    path.submit(writing(title="申请公开防汛预案", text="请公开2025年防汛预案。"), (PAPER,))
    path.accept()
    key = uuid4().hex
    request = convert(path, key)
    file = requests.case_file(path.office, request, path.staff["handler"])
    asked = file.case.disclosure

    assert convert(path, key) == request
    assert (request, file.standing.state) == ("SFSW-2026-000001", RequestState.SUBMITTED)
    assert asked.requested_information == "申请公开防汛预案\n请公开2025年防汛预案。"
    assert (asked.applicant.name, asked.applicant.phone, asked.applicant.identity_number) == (
        "张示范",
        "19900000000",
        "",
    )
    assert [paper.filename for paper in file.attachments] == ["路灯.png"]
    assert [(link.reference, link.kind) for link in file.standing.links] == [
        (path.reference, LinkKind.EARLIER)
    ]


def test_the_same_query_code_opens_what_a_message_became(path: MessageRoad) -> None:
    path.submit()
    request = convert(path)
    message = path.see("author")
    opened = tracking.open_by_code(path.office, request, path.code, path.agency_id, "192.0.2.1")

    assert opened == request
    assert (message.standing.state, message.standing.converted_to) == (State.REDIRECTED, request)
    assert told(path.reference) == [Notice.MESSAGE_REDIRECTED]


@pytest.mark.parametrize(
    "lacking", [{"name": ""}, {"phone": "", "email": ""}], ids=["nameless", "unreachable"]
)
def test_nobody_to_ask_is_no_applicant(path: MessageRoad, lacking: dict[str, str]) -> None:
    path.submit(writing(**lacking))
    with pytest.raises(Refused) as refused:
        convert(path)

    assert refused.value.reason is Refusal.NOBODY_TO_ASK
    assert db.session.scalar(db.select(db.func.count()).select_from(Case)) == 1


def test_a_refused_conversion_opens_nothing_and_takes_no_number(path: MessageRoad) -> None:
    path.replied()
    with pytest.raises(Refused) as refused:
        convert(path)
    path.submit()

    assert refused.value.reason is TableRefusal.NOT_FROM_HERE
    assert convert(path) == "SFSW-2026-000001"


def test_nobody_converts_what_is_not_there(path: MessageRoad) -> None:
    path.reference = "SFSW-2026-L000009"
    with pytest.raises(NotThere):
        convert(path)


@pytest.mark.parametrize("call", [converting.convert, following.follow_up])
def test_each_use_case_does_its_own_act_only(path: MessageRoad, call: object) -> None:
    path.submit()
    order = Order(Action.NOTE, facts.Note("备注"), uuid4().hex)
    with pytest.raises(TypeError):
        call(path.office, path.reference, order, path.staff["handler"])  # type: ignore[operator]


def test_the_list_is_by_due_date_with_those_that_wait_first(path: MessageRoad) -> None:
    suggestion = path.submit(writing(kind=Kind.SUGGESTION))
    enquiry = path.submit()
    ended = path.replied()
    clerk, all_open = path.staff["clerk"], Sought()
    lines = listed(path.office, clerk, all_open)
    rest = listed(path.office, clerk, all_open, lines[0].place)

    assert [line.reference for line in lines] == [enquiry, suggestion]
    assert [line.reference for line in rest] == [suggestion]
    assert [(line.days_left, line.urgency) for line in lines] == [
        (5, Urgency.IN_TIME),
        (15, Urgency.IN_TIME),
    ]
    closed = listed(path.office, clerk, Sought(is_open=False))
    assert [(line.reference, line.urgency) for line in closed] == [(ended, Urgency.ENDED)]
    assert listed(path.office, clerk, Sought(is_open=False), closed[0].place) == []


def test_the_list_is_narrowed_by_state_kind_and_unit(path: MessageRoad) -> None:
    received = path.submit(writing(kind=Kind.SUGGESTION))
    accepted = path.submit()
    path.accept()
    clerk = path.staff["clerk"]

    def found(**such: object) -> list[str]:
        sought = Sought(**such)  # type: ignore[arg-type]
        return [line.reference for line in listed(path.office, clerk, sought)]

    assert found(state=State.RECEIVED) == [received]
    assert found(kind=Kind.ENQUIRY) == [accepted]
    assert found(unit="水资源科") == [accepted]
    assert list(units(path.agency_id)) == ["水资源科"]


def test_a_message_is_not_there_for_another_agency(path: MessageRoad) -> None:
    path.submit()
    elsewhere = MessageRoad(path.office, path.clock, {}, path.agency_id + 1, path.reference)
    with pytest.raises(NotThere):
        elsewhere.see("author")


def test_a_new_calendar_leaves_its_dates_as_they_are(path: MessageRoad) -> None:
    path.submit()

    assert list(recompute.impact(path.office)) == []


def test_the_messages_of_somebody_who_leaves_go_to_somebody_else(path: MessageRoad) -> None:
    path.submit()
    path.accept()
    giver, taker = (path.staff[who].user_id or 0 for who in ("handler", "handler2"))
    (theirs,) = handing_over.open_cases(giver, path.staff["administrator"])
    wanted = HandOver(taker, (path.reference,))
    mandate = Mandate(path.staff["administrator"], uuid4().hex)
    handing_over.hand_over(path.office, giver, wanted, mandate)

    assert (theirs.state, theirs.may_go) == (State.ACCEPTED, True)
    assert path.see("handler2").case.handler_id == taker


def test_what_is_nobodys_case_is_handed_over_to_nobody(path: MessageRoad) -> None:
    giver, taker = (path.staff[who].user_id or 0 for who in ("handler", "handler2"))
    mandate = Mandate(path.staff["administrator"], uuid4().hex)
    wanted = HandOver(taker, ("SFSW-2026-N000001",))
    entry = handing_over.hand_over(path.office, giver, wanted, mandate)
    person = staff.one(giver, path.agency_id)

    assert handing_over.outcome(entry, person).moved == ()


def test_its_author_is_told_by_mail_and_never_what(path: MessageRoad) -> None:
    path.replied()
    mail = MemoryMessenger()
    office = replace(path.office, mail=mail)
    for waiting in outbox.waiting(office):
        outbox.deliver(office, waiting)
    sent = [message for message in mail.sent if path.reference in message.subject]

    assert [(message.to, message.subject) for message in sent] == [
        ("zhang@shifan.example", f"您的留言已受理（{path.reference}）"),
        ("zhang@shifan.example", f"您的留言已答复（{path.reference}）"),
    ]
    assert not any("路灯" in message.body for message in sent)
