"""Comments are grouped and answered: a group once, all in one transaction (713号令 18)."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from casework.domain.consultation.comment.acts import Answer, Consideration, Hiding
from casework.domain.consultation.comment.vocabulary import (
    Action,
    HidingReason,
    Refusal,
    State,
)
from casework.domain.consultation.vocabulary import Adoption
from casework.domain.similarity import Likeness
from casework.domain.workflow import Refused
from casework.services.consultation import (
    alike,
    answering,
    comments_viewing,
    exports,
    grouping,
)
from casework.services.consultation.comments_viewing import Sought
from casework.services.consultation.grouping import NewGroup
from casework.services.refusals import NotThere
from tests.consultation_road import ConsultationRoad, said

_CAMPAIGN = "坚决反对提高居民第一阶梯水价，请维持现行标准不变。"
_GROUP = NewGroup("反对提高水价", "水资源科")
_NO = Answer(Adoption.NOT_ADOPTED, "维持公开听证确定的标准。")


def opened(way: ConsultationRoad, references: list[str], *, with_same: bool = False) -> int:
    return grouping.open_group(
        way.office,
        way.reference,
        _GROUP,
        references,
        uuid4().hex,
        way.staff["handler"],
        with_same=with_same,
    )


def test_what_says_the_same_is_proposed_once_with_what_is_like_it(way: ConsultationRoad) -> None:
    way.publish()
    for text in (_CAMPAIGN, _CAMPAIGN + "！", f"{_CAMPAIGN}谢谢领导", "建议公开供水成本。"):
        way.comment(said(text))
    first, *others = alike.proposals(way.reference, way.staff["handler"])

    assert (first.text, first.count) == (_CAMPAIGN, 2)
    assert [one.likeness for one in first.alike] == [Likeness.NEARLY_SAME]
    assert len(others) == 2


def test_all_in_the_very_same_words_go_along(way: ConsultationRoad) -> None:
    way.publish()
    first, _same, other = (way.comment(said(text)) for text in (_CAMPAIGN, _CAMPAIGN, "建议降价"))
    group_id = opened(way, [first], with_same=True)
    (line,) = grouping.groups(way.reference, way.staff["handler"])
    (left,) = alike.proposals(way.reference, way.staff["handler"])

    assert (line.id, line.title, line.unit) == (group_id, "反对提高水价", "水资源科")
    assert (line.count, line.unanswered, left.reference) == (2, 2, other)
    assert way.see_comment(first).standing.state is State.CONSIDERED


def test_a_group_that_there_is_is_proposed_for_what_is_like_it(way: ConsultationRoad) -> None:
    way.publish()
    group_id = opened(way, [way.comment(said(_CAMPAIGN))])
    late = way.comment(said(f"{_CAMPAIGN}谢谢领导"))
    (proposal,) = alike.proposals(way.reference, way.staff["handler"])
    handler = way.staff["handler"]
    count = grouping.put_in(way.office, way.reference, group_id, [late], uuid4().hex, handler)

    assert [(one.group_id, one.group_title) for one in proposal.alike] == [
        (group_id, "反对提高水价")
    ]
    assert count == 1
    assert alike.proposals(way.reference, handler) == []


def test_the_same_form_makes_one_group(way: ConsultationRoad) -> None:
    way.publish()
    reference, key, handler = way.comment(), uuid4().hex, way.staff["handler"]
    twice = [
        grouping.open_group(way.office, way.reference, _GROUP, [reference], key, handler)
        for _ in range(2)
    ]
    into = [
        grouping.put_in(way.office, way.reference, twice[0], [reference], key, handler)
        for _ in range(2)
    ]

    assert twice[0] == twice[1]
    assert into == [1, 1]
    assert len(grouping.groups(way.reference, handler)) == 1


def test_a_group_is_answered_once_for_all_its_comments(way: ConsultationRoad) -> None:
    way.publish()
    references = [way.comment(said(_CAMPAIGN)) for _ in range(5)]
    hidden = way.comment(said(f"{_CAMPAIGN}骗子"))
    group_id = opened(way, [*references, hidden])
    way.treat(Action.HIDE, Hiding(HidingReason.INSULT), hidden, "clerk")
    key, handler = uuid4().hex, way.staff["handler"]
    twice = [
        answering.answer_group(way.office, way.reference, group_id, _NO, key, handler)
        for _ in range(2)
    ]
    tally = way.see().tally

    assert twice == [6, 6]
    assert (tally.received, tally.not_adopted, tally.hidden) == (6, 6, 1)
    assert tally.reconciles
    assert {way.see_comment(one).standing.answer for one in references} == {_NO}


def test_an_answer_may_be_given_anew_until_the_feedback_is_in_review(
    way: ConsultationRoad,
) -> None:
    way.publish()
    reference = way.comment()
    way.answer([reference])
    way.answer([reference], Adoption.PARTLY_ADOPTED, "部分吸收。")
    assert way.see().tally.partly_adopted == 1

    way.close()
    way.submit_feedback()
    acts: tuple[Callable[[], object], ...] = (
        lambda: way.answer([reference]),
        lambda: way.treat(Action.HIDE, Hiding(HidingReason.INSULT), reference),
        lambda: opened(way, [reference]),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.reason is Refusal.FEEDBACK_UNDER_WAY


def test_if_one_cannot_be_answered_none_is(way: ConsultationRoad) -> None:
    way.publish()
    references = [way.comment(), way.comment()]
    empty = Answer(Adoption.ADOPTED, " ")
    with pytest.raises(Refused):
        answering.answer_all(
            way.office, way.reference, references, empty, uuid4().hex, way.staff["handler"]
        )

    assert way.see().tally.unanswered == 2


def test_there_is_something_to_answer_and_to_group(way: ConsultationRoad) -> None:
    way.publish()
    handler = way.staff["handler"]
    nothing: tuple[Callable[[], object], ...] = (
        lambda: way.answer(["SFSW-2026-Y000099"]),
        lambda: opened(way, ["SFSW-2026-Y000099"]),
        lambda: answering.answer_group(way.office, way.reference, 99, _NO, uuid4().hex, handler),
    )
    for act in nothing:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.reason is Refusal.NO_SUCH_GROUP
    nowhere: tuple[Callable[[], object], ...] = (
        lambda: answering.answer_all(way.office, "Z", [], _NO, uuid4().hex, handler),
        lambda: grouping.groups("Z", handler),
        lambda: grouping.put_in(way.office, "Z", 1, [], uuid4().hex, handler),
    )
    for act in nowhere:
        with pytest.raises(NotThere):
            act()


def test_a_group_is_given_to_another_unit(way: ConsultationRoad) -> None:
    way.publish()
    group_id, key, handler = opened(way, [way.comment()]), uuid4().hex, way.staff["handler"]
    other = NewGroup("水价", "财务科")
    for _ in range(2):
        grouping.change_group(way.office, way.reference, group_id, other, key, handler)
    (line,) = grouping.groups(way.reference, handler)

    assert (line.title, line.unit) == ("水价", "财务科")


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(), "abcd"),
        (Sought(unanswered=True), "bcd"),
        (Sought(unanswered=False), "a"),
        (Sought(hidden=True), "b"),
        (Sought(late=True), ""),
        (Sought(automatic=True), "c"),
        (Sought(pending=True), ""),
        (Sought(grouped=True), "d"),
        (Sought(passage=2), "c"),
    ],
    ids=str,
)
def test_comments_are_looked_for_by_what_is_left_to_do(
    way: ConsultationRoad, sought: Sought, found: str
) -> None:
    way.publish()
    names = {way.comment(said("甲，赞成")): "a", way.comment(said("乙，骂人")): "b"}
    names[way.comment(said("丙，广告", passage=2), looks_automatic=True)] = "c"
    names[way.comment(said("丁，反对"))] = "d"
    by_name = {name: reference for reference, name in names.items()}
    way.answer([by_name["a"]])
    way.treat(Action.HIDE, Hiding(HidingReason.INSULT), by_name["b"])
    opened(way, [by_name["d"]])
    lines = comments_viewing.listed(way.reference, way.staff["handler"], sought)

    assert {names[line.reference] for line in lines} == set(found)


def test_a_list_goes_on_where_the_page_before_ended(way: ConsultationRoad) -> None:
    way.publish()
    references = [way.comment() for _ in range(4)]
    handler = way.staff["handler"]
    lines = comments_viewing.listed(way.reference, handler, Sought())
    rest = comments_viewing.listed(way.reference, handler, Sought(), lines[1].place)
    proposed = alike.proposals(way.reference, handler)
    onward = alike.proposals(way.reference, handler, proposed[1].place)

    assert [line.reference for line in lines] == references
    assert [line.reference for line in rest] == references[2:]
    assert [one.reference for one in onward] == [one.reference for one in proposed[2:]]


def test_the_export_has_every_comment_and_runs_nothing(way: ConsultationRoad) -> None:
    way.publish()
    way.comment(said("=1+1"))
    hidden = way.comment(said("广告"))
    way.treat(Action.HIDE, Hiding(HidingReason.ADVERTISEMENT), hidden)
    table = b"".join(exports.comments_csv(way.reference, way.staff["handler"])).decode()

    assert "'=1+1" in table
    assert hidden in table
    assert "不公开显示" in table


def test_a_comments_file_names_its_passage(way: ConsultationRoad) -> None:
    way.publish()
    on_passage, on_whole = way.comment(said(passage=2)), way.comment()
    file = way.see_comment(on_passage)

    assert file.passage is not None
    assert file.passage.heading == "第二条"
    assert way.see_comment(on_whole).passage is None
    assert comments_viewing.refusal(way.office, file, way.staff["handler"], Action.ANSWER) is None
    with pytest.raises(NotThere):
        way.see_comment("SFSW-2026-Y000099")


def test_a_comment_is_put_into_a_group_by_itself_too(way: ConsultationRoad) -> None:
    way.publish()
    group_id = opened(way, [way.comment()])
    other = way.comment()
    way.treat(Action.CONSIDER, Consideration(group_id), other)

    assert way.see_comment(other).standing.group_id == group_id


def test_what_is_hidden_or_quite_another_thing_is_not_proposed(way: ConsultationRoad) -> None:
    way.publish()
    way.comment(said(_CAMPAIGN))
    hidden = way.comment(said(f"{_CAMPAIGN}谢谢领导"))
    way.treat(Action.HIDE, Hiding(HidingReason.OFF_TOPIC), hidden)
    (proposal,) = alike.proposals(way.reference, way.staff["handler"])

    assert proposal.alike == ()
