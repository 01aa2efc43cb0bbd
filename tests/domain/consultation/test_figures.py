"""The tally and the table of a feedback: everybody counts, and the sums hold (R-YG-2)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.consultation.content import Passage, passages_of
from casework.domain.consultation.feedback import (
    Answered,
    Feedback,
    rows_of,
    summary,
    texts,
    with_texts,
)
from casework.domain.consultation.tally import Counted, Tally, tally_of
from casework.domain.consultation.vocabulary import (
    Adoption,
    CommentSource,
    Kind,
    Participation,
)

_COMMENTS = st.lists(
    st.builds(
        Counted,
        count=st.integers(1, 50),
        source=st.sampled_from(CommentSource),
        adoption=st.none() | st.sampled_from(Adoption),
        is_hidden=st.booleans(),
        is_late=st.booleans(),
    )
)
_ANSWERED = st.lists(
    st.builds(
        Answered,
        text=st.sampled_from(("赞成", "反对", "建议修改")),
        words=st.sampled_from(("甲", "乙")),
        source=st.sampled_from(CommentSource),
        adoption=st.sampled_from(Adoption),
        reason=st.sampled_from(("已吸收", "超出范围")),
        author=st.sampled_from(("", "张示范", "李示范")),
    )
)


def feedback(tally: Tally, answered: list[Answered]) -> Feedback:
    return Feedback(
        agency="示范市水务局",
        reference="SFSW-2026-Z000001",
        title="示范市节约用水管理办法",
        kind=Kind.RULE,
        unit="水资源科",
        participation=(Participation.PUBLIC_COMMENTS,),
        opens_on=date(2026, 3, 9),
        closes_on=date(2026, 4, 8),
        as_of=date(2026, 4, 20),
        tally=tally,
        overview="已逐条研究。",
        reasons="部分意见超出范围。",
        rows=rows_of(answered),
    )


@given(_COMMENTS)
def test_every_comment_counts_once_whatever_it_is(comments: list[Counted]) -> None:
    tally = tally_of(comments)
    every = sum(one.count for one in comments)

    assert tally.received == every
    assert tally.answered + tally.unanswered == every
    assert tally.hidden == sum(one.count for one in comments if one.is_hidden)
    assert tally.late == sum(one.count for one in comments if one.is_late)
    assert tally.reconciles == (tally.unanswered == 0)


@pytest.mark.parametrize(
    ("changed", "holds"),
    [
        ({}, True),
        ({"adopted": 54}, False),
        ({"unanswered": 1}, False),
        ({"hidden": 63}, False),
        ({"late": 63}, False),
    ],
    ids=str,
)
def test_figures_that_do_not_add_up_do_not_reconcile(changed: dict[str, int], holds: bool) -> None:
    tally = Tally(by_source=((CommentSource.ONLINE, 62),), adopted=55, not_adopted=7)

    assert replace(tally, **changed).reconciles is holds  # type: ignore[arg-type]  # all are counts


def test_a_rate_of_nothing_is_nothing() -> None:
    assert Tally().percent_adopted is None
    tally = Tally(by_source=((CommentSource.ONLINE, 62),), adopted=55, not_adopted=7)
    assert tally.percent_adopted == 89


@given(_ANSWERED)
def test_the_table_shows_each_wording_and_answer_once_and_counts_all(
    answered: list[Answered],
) -> None:
    rows = rows_of(answered)

    assert sum(row.count for row in rows) == len(answered)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    keys = [(one.words, one.source, one.adoption, one.reason) for one in answered]
    assert len(rows) == len(set(keys))


def test_a_table_that_leaves_one_out_does_not_reconcile() -> None:
    one = Answered("赞成", "甲", CommentSource.ONLINE, Adoption.ADOPTED, "已吸收")
    tally = Tally(by_source=((CommentSource.ONLINE, 2),), adopted=2)

    assert not feedback(tally, [one]).reconciles
    assert feedback(tally, [one, one]).reconciles
    assert feedback(replace(tally, hidden=1), [one]).reconciles


def test_names_are_looked_for_where_they_may_stand_and_are_gone_afterwards() -> None:
    answered = [
        Answered("我叫张示范", "甲", CommentSource.ONLINE, Adoption.ADOPTED, "已吸收", "张示范"),
        Answered("赞成", "乙", CommentSource.LETTER, Adoption.ADOPTED, "已吸收", "李示范"),
    ]
    tally = Tally(by_source=((CommentSource.ONLINE, 1), (CommentSource.LETTER, 1)), adopted=2)
    whole = feedback(tally, answered)
    looked = {said.place: said.names for said in texts(whole)}
    masked = with_texts(whole, {said.place: "*" for said in texts(whole)})

    assert looked["overview"] == ("张示范", "李示范")
    assert looked["1"] == looked["1 reason"] == ("张示范",)
    assert {row.text for row in masked.rows} == {"*"}
    assert {row.authors for row in masked.rows} == {()}


def test_the_summary_says_the_figures_in_a_sentence() -> None:
    tally = Tally(
        by_source=((CommentSource.ONLINE, 50), (CommentSource.LETTER, 12)),
        adopted=55,
        not_adopted=7,
        hidden=2,
        late=1,
    )
    said = summary(feedback(tally, []))

    assert "共收到意见62条，采纳55条，部分采纳0条，不采纳7条" in said
    assert "网上提交50条、信函12条" in said
    assert "逾期收到的1条已计算在内" in said
    assert "另有2条" in said


def test_nobody_commented_is_said_too() -> None:
    whole = feedback(Tally(), [])

    assert summary(whole) == "征求意见期间，没有收到意见。"
    assert whole.reconciles


@pytest.mark.parametrize(
    ("pasted", "passages"),
    [
        pytest.param(
            "总则\n\n第一条　为了节约用水，\n制定本办法。\n第二条 本市适用。",
            (
                Passage("", "总则"),
                Passage("第一条", "为了节约用水，\n制定本办法。"),
                Passage("第二条", "本市适用。"),
            ),
            id="by-articles",
        ),
        pytest.param(
            "一、目标\n节水。\n\n\n二、措施\n\n",
            (Passage("", "一、目标\n节水。"), Passage("", "二、措施")),
            id="by-blank-lines",
        ),
        pytest.param(" \n", (), id="nothing"),
    ],
)
def test_a_pasted_draft_is_cut_into_passages(pasted: str, passages: tuple[Passage, ...]) -> None:
    assert passages_of(pasted) == passages
