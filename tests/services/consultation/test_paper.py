"""A feedback of many rows on paper: the first ones, and where all of them are."""

from datetime import date

from casework.adapters.workbook import texts_in
from casework.domain.consultation.feedback import Answered, Feedback, rows_of
from casework.domain.consultation.tally import Tally
from casework.domain.consultation.vocabulary import (
    Adoption,
    CommentSource,
    Kind,
    Participation,
)
from casework.services.consultation import paper
from tests.letters.paper import read

_MANY = 501


def feedback() -> Feedback:
    said = [
        Answered(f"第{n}条意见", f"{n}", CommentSource.ONLINE, Adoption.ADOPTED, "已吸收")
        for n in range(1, _MANY + 1)
    ]
    return Feedback(
        agency="示范市水务局",
        reference="SFSW-2026-Z000001",
        title="示范市节约用水管理办法",
        kind=Kind.RULE,
        unit="水资源科",
        participation=(Participation.PUBLIC_COMMENTS, Participation.HEARING),
        opens_on=date(2026, 3, 9),
        closes_on=date(2026, 4, 8),
        as_of=date(2026, 4, 20),
        tally=Tally(by_source=((CommentSource.ONLINE, _MANY),), adopted=_MANY),
        overview="# 已逐条研究。\n> 第二段",
        reasons="",
        rows=rows_of(said),
    )


def test_the_paper_shows_the_first_rows_and_the_workbook_all() -> None:
    whole = feedback()
    printed, written = read(paper.to_pdf(whole)), texts_in(paper.to_workbook(whole))

    assert "第500条意见" in printed
    assert "第501条意见" not in printed
    assert "共501行，全部见电子表格" in printed
    assert "第501条意见" in written
    assert paper.to_workbook(whole) == paper.to_workbook(whole)


def test_what_staff_wrote_heads_nothing() -> None:
    printed = read(paper.to_pdf(feedback()))

    assert "三、意见汇总表" in printed
    assert "# 已逐条研究" not in printed
    assert "向社会公开征求意见、听证会" in printed
