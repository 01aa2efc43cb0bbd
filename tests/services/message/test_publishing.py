"""What everybody reads of a message: the copy that two people released, found and withdrawn."""

import json
from dataclasses import asdict
from datetime import date

import pytest

from casework.domain.message import facts
from casework.domain.message.questions import Answered, Released
from casework.domain.message.vocabulary import Action, Kind, Refusal
from casework.domain.publication.gate import Kept, PublicCopy
from casework.domain.publication.vocabulary import GateRefusal
from casework.domain.workflow import Facts, Refused
from casework.persistence.database import db
from casework.persistence.models import MessageDetail, Publication, PublicationGram
from casework.services.message import offering, published, publishing, questions
from casework.services.message.offering import OfferKind
from casework.services.message.published import Published, Wanted
from casework.services.refusals import NotThere
from tests.message_road import MessageRoad, writing


def prepare(path: MessageRoad, who: str = "handler", *kept: Kept) -> None:
    """Prepare the copy of a message, masked but for what is kept."""
    file = path.see()
    given = publishing.prepared(file.case.message, file.standing, kept)
    path.do(Action.PREPARE_PUBLICATION, given, who)


def publish(path: MessageRoad) -> Published:
    """Prepare and release a message that was answered; the latest that is public."""
    prepare(path)
    path.do(Action.PUBLISH, facts.Release(), "reviewer")
    return published.page(path.agency_id, Wanted())[0]


def withdraw(path: MessageRoad) -> None:
    path.do(Action.UNPUBLISH, facts.Withdrawal("答复内容有误，更正后重新公开"), "approver")


def titles(found: list[Published]) -> list[str]:
    return [one.title for one in found]


def test_exactly_the_columns_and_the_masked_words_are_public(path: MessageRoad) -> None:
    path.submit()
    path.sleep(1)
    path.accept()
    path.sleep(2)
    path.answer()
    path.sleep(1)
    public = publish(path)
    kept = db.session.scalars(db.select(Publication)).one()

    assert (public.accepted_on, public.replied_on, public.replying_unit, public.reply) == (
        date(2026, 3, 3),
        date(2026, 3, 5),
        "水资源科",
        "路灯已于3月6日修复。",
    )
    assert (public.kind, public.title, public.released_on) == (
        Kind.ENQUIRY,
        "清水路口的路灯什么时候修好",
        date(2026, 3, 6),
    )
    assert public.question.endswith("我的电话是***********。")
    assert "19900000000" not in json.dumps(kept.texts)
    assert set(kept.texts) == {
        "question",
        "reply",
        "kind",
        "accepted_on",
        "replied_on",
        "replying_unit",
    }
    assert path.see().case.message.is_published is True


def test_nothing_is_public_before_a_second_person_released_it(path: MessageRoad) -> None:
    path.replied()
    prepare(path)

    assert published.page(path.agency_id, Wanted()) == []
    with pytest.raises(Refused) as refused:
        path.do(Action.PUBLISH, facts.Release(), "handler")
    assert refused.value.reason is Refusal.SAME_PUBLISHER


def test_consent_that_was_withdrawn_keeps_it_in(path: MessageRoad) -> None:
    path.replied()
    prepare(path)
    path.do(Action.CHANGE_CONSENT, facts.Consent(may_be_published=False), "author")
    with pytest.raises(Refused) as refused:
        path.do(Action.PUBLISH, facts.Release(), "reviewer")

    assert refused.value.reason is Refusal.NO_CONSENT


def test_a_follow_up_and_its_reply_are_public_with_it(path: MessageRoad) -> None:
    path.replied()
    path.do(Action.FOLLOW_UP, facts.FollowUp("还没有亮", 5), "author")
    path.answer("3月20日前修复。")
    public = publish(path)

    assert (public.reply, public.follow_up, public.follow_up_reply) == (
        "路灯已于3月6日修复。",
        "还没有亮",
        "3月20日前修复。",
    )


def test_what_is_withdrawn_leaves_its_number_its_dates_and_the_reason(path: MessageRoad) -> None:
    path.replied()
    public = publish(path)
    before = published.changed_at(path.agency_id)
    path.sleep(1)
    withdraw(path)
    stone = published.one(public.id, path.agency_id)

    assert (stone.title, stone.question, stone.reply, stone.kind) == ("", "", "", None)
    assert (stone.released_on, stone.withdrawn_on, stone.withdrawal_reason) == (
        date(2026, 3, 2),
        date(2026, 3, 3),
        "答复内容有误，更正后重新公开",
    )
    assert published.page(path.agency_id, Wanted()) == []
    assert published.matching(path.agency_id, Wanted(), "路灯") == []
    assert db.session.scalars(db.select(PublicationGram)).all() == []
    assert published.changed_at(path.agency_id) != before
    assert (published.units(path.agency_id), published.years(path.agency_id)) == ([], range(0))


def test_what_was_withdrawn_is_published_again_as_another_copy(path: MessageRoad) -> None:
    path.replied()
    first = publish(path)
    withdraw(path)
    again = publish(path)

    assert first.id != again.id
    assert path.see().standing.withdrawal is None
    assert [one.id for one in published.page(path.agency_id, Wanted())] == [again.id]


def test_the_list_is_the_latest_first_and_goes_on_where_a_page_ended(path: MessageRoad) -> None:
    places = []
    for _ in range(3):
        path.replied()
        places.append(publish(path).place)
    found = published.page(path.agency_id, Wanted())

    assert [one.place for one in found] == places[::-1]
    rest = published.page(path.agency_id, Wanted(), found[0].place)
    assert [one.place for one in rest] == places[-2::-1]


def test_the_list_is_narrowed_by_kind_unit_and_day_of_reply(path: MessageRoad) -> None:
    path.replied(writing(title="路灯"))
    publish(path)
    path.sleep(31)
    path.submit(writing(title="护栏", kind=Kind.SUGGESTION))
    path.accept("handler2", "水土保持科")
    path.answer(who="handler2")
    prepare(path, "handler2")
    path.do(Action.PUBLISH, facts.Release(), "reviewer")

    def found(wanted: Wanted) -> list[str]:
        return titles(published.page(path.agency_id, wanted))

    march = date(2026, 3, 1), date(2026, 3, 31)
    assert found(Wanted()) == ["护栏", "路灯"]
    assert found(Wanted(kind=Kind.SUGGESTION)) == ["护栏"]
    assert found(Wanted(unit="水资源科")) == ["路灯"]
    assert found(Wanted(replied=march)) == ["路灯"]
    assert list(published.units(path.agency_id)) == ["水土保持科", "水资源科"]
    assert published.years(path.agency_id) == range(2026, 2027)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("路灯", ["路灯坏了"]),
        ("台阶", ["路灯坏了"]),
        ("防滑条", ["建议步道装护栏"]),
        ("河堤 护栏", ["建议步道装护栏"]),
        ("机井", []),
        ("，", []),
    ],
    ids=["title", "question", "reply", "several", "none", "no-word"],
)
def test_what_is_public_is_found_by_the_words_of_all_its_texts(
    path: MessageRoad, text: str, expected: list[str]
) -> None:
    path.replied(writing(title="路灯坏了", text="清水路口的台阶晚上看不清。" + "很不方便" * 60))
    publish(path)
    path.replied(writing(title="建议步道装护栏", text="河堤很窄。"), "已列入计划，并加装防滑条。")
    publish(path)

    assert titles(published.matching(path.agency_id, Wanted(), text)) == expected


def test_a_search_keeps_to_what_is_asked_for(path: MessageRoad) -> None:
    path.replied()
    publish(path)

    assert published.matching(path.agency_id, Wanted(kind=Kind.SUGGESTION), "路灯") == []


def test_nobody_reads_what_never_was_public(path: MessageRoad) -> None:
    with pytest.raises(NotThere):
        published.one(1, path.agency_id)
    assert published.changed_at(path.agency_id) is None


def test_public_answers_are_offered_while_somebody_types(path: MessageRoad) -> None:
    path.replied(writing(title="河边路灯坏了怎么报修"))
    publish(path)
    given = Answered("路灯坏了怎样报修", "请拨打000-12345678。", "水资源科")
    questions.enter(path.office, given, "1" * 32, path.staff["handler"])
    (waiting,) = questions.waiting(path.agency_id)
    questions.release(path.office, Released(waiting.id), "2" * 32, path.staff["reviewer"])
    offered = offering.offered(path.agency_id, "我家门口路灯坏了怎样报修")

    assert [(each.kind, each.title) for each in offered] == [
        (OfferKind.QUESTION, "路灯坏了怎样报修"),
        (OfferKind.MESSAGE, "河边路灯坏了怎么报修"),
    ]
    assert offering.offered(path.agency_id, "水表校验") == []
    assert offering.offered(path.agency_id, "") == []


def test_personal_data_are_masked_and_the_authors_name_with_them(path: MessageRoad) -> None:
    told = writing(title="张示范反映路灯", text="我叫张示范，电话19900000000。")
    path.replied(told, "张先生您好，路灯已修复。咨询电话000-12345678。")
    public = publish(path)

    assert (public.title, public.question, public.reply) == (
        "***反映路灯",
        "我叫***，电话***********。",
        "***您好，路灯已修复。咨询电话************。",
    )


def test_what_is_kept_has_its_reason_and_stays(path: MessageRoad) -> None:
    path.replied(text="咨询电话000-12345678。")
    begins = len("咨询电话")
    ours = Kept("reply", begins, begins + len("000-12345678"), "本机关公开的办公电话")
    prepare(path, "handler", ours)
    path.do(Action.PUBLISH, facts.Release(), "reviewer")
    (public,) = published.page(path.agency_id, Wanted())

    assert public.reply == "咨询电话000-12345678。"
    assert db.session.scalars(db.select(Publication.kept)).one() == [asdict(ours)]


def test_nothing_is_kept_without_a_reason(path: MessageRoad) -> None:
    path.replied(text="咨询电话000-12345678。")
    with pytest.raises(Refused) as refused:
        prepare(path, "handler", Kept("reply", 4, 16, " "))

    assert refused.value.reason is GateRefusal.NO_REASON


@pytest.mark.parametrize("action", [Action.PREPARE_PUBLICATION, Action.PUBLISH])
def test_a_copy_of_other_words_is_not_public(path: MessageRoad, action: Action) -> None:
    path.replied()
    given: Facts
    if action is Action.PREPARE_PUBLICATION:
        other = facts.Preparation(PublicCopy("路灯", {"question": "别的", "reply": "别的"}))
        given, who = other, "handler"
    else:
        prepare(path)
        db.session.scalars(db.select(MessageDetail)).one().name = "修复"
        db.session.commit()
        given, who = facts.Release(), "reviewer"
    with pytest.raises(Refused) as refused:
        path.do(action, given, who)

    assert refused.value.reason is GateRefusal.CHANGED
    assert published.page(path.agency_id, Wanted()) == []


def test_a_copy_without_a_word_is_public_and_found_by_none(path: MessageRoad) -> None:
    path.replied(writing(title="？", text="！"), "。")
    public = publish(path)

    assert (public.title, db.session.scalars(db.select(PublicationGram)).all()) == ("？", [])
