"""A feedback on paper and as a workbook: what is public of it, and nothing else.

Both are in Chinese whatever language the page is read in, so that a file means one thing.
"""

from collections.abc import Iterator
from functools import cache

from casework.adapters.workbook import CellValue, Sheet, to_xlsx
from casework.domain.consultation.feedback import Feedback, summary
from casework.letters.archival import About
from casework.letters.document import DocumentPress
from casework.letters.tables import HEAD, MARK, ROW, TABLE

_HEADINGS = ("序号", "意见内容", "来源", "条数", "采纳情况", "理由")
_WIDTHS = "3c 10 3c 3c 3c 6"  # characters of the body, of 28
_PRINTED = 500  # rows; more are in the workbook, which everybody may fetch too


def title_of(feedback: Feedback) -> str:
    """What both are called."""
    return f"关于《{feedback.title}》公开征求意见采纳情况的反馈"


def to_pdf(feedback: Feedback) -> bytes:
    """The feedback as a tagged PDF, with its fonts; the same feedback gives the same bytes."""
    about = About(title_of(feedback), feedback.agency, feedback.as_of)
    return _press().print(about, "\n".join(_said(feedback)))


def to_workbook(feedback: Feedback) -> bytes:
    """The feedback as XLSX: its figures, its words, and every row of its table."""
    tally = feedback.tally
    figures: tuple[tuple[str, CellValue], ...] = (
        ("征求意见的期限", _period(feedback)),
        ("征求意见的方式", _ways(feedback)),
        ("收到意见（条）", tally.received),
        *((f"其中：{source.zh}", count) for source, count in tally.by_source),
        ("采纳（条）", tally.adopted),
        ("部分采纳（条）", tally.partly_adopted),
        ("不采纳（条）", tally.not_adopted),
        ("逾期收到，已计算在内（条）", tally.late),
        ("未在汇总表中列出，已计算在内（条）", tally.hidden),
        ("总体情况", feedback.overview),
        ("不采纳的主要理由", feedback.reasons),
        ("数据截至", feedback.as_of.isoformat()),
    )
    rows = (
        (row.number, row.text, row.source.zh, row.count, row.adoption.zh, row.reason)
        for row in feedback.rows
    )
    notes = (f"{feedback.agency}　{title_of(feedback)}",)
    return to_xlsx(
        (
            Sheet("采纳情况", ("项目", "内容"), figures, notes),
            Sheet("意见汇总表", _HEADINGS, rows, notes),
        )
    )


def _said(feedback: Feedback) -> Iterator[str]:
    yield "# 一、征求意见的情况"
    yield f"征求意见的期限：{_period(feedback)}。征求意见的方式：{_ways(feedback)}。"
    yield summary(feedback)
    yield "# 二、总体情况"
    yield from _lines(feedback.overview)
    if feedback.reasons:
        yield "# 三、不采纳的主要理由"
        yield from _lines(feedback.reasons)
    if feedback.rows:
        yield f"# {'四' if feedback.reasons else '三'}、意见汇总表"
        if len(feedback.rows) > _PRINTED:
            yield f"下表列出前{_PRINTED}行；共{len(feedback.rows)}行，全部见电子表格。"
        yield from _table(feedback)
    on = feedback.as_of
    yield f"{feedback.agency}，数据截至{on.year}年{on.month}月{on.day}日。"


def _table(feedback: Feedback) -> Iterator[str]:
    yield f"{MARK}{TABLE} begin{MARK}{_WIDTHS}"
    yield MARK + MARK.join((HEAD, *_HEADINGS))
    for row in feedback.rows[:_PRINTED]:
        cells = (row.text, row.source.zh, str(row.count), row.adoption.zh, row.reason)
        yield MARK + MARK.join((ROW, str(row.number), *map(_flat, cells)))


def _period(feedback: Feedback) -> str:
    return f"{feedback.opens_on.isoformat()}至{feedback.closes_on.isoformat()}"


def _ways(feedback: Feedback) -> str:
    return "、".join(way.zh for way in feedback.participation)


def _lines(text: str) -> Iterator[str]:
    """What staff wrote, a paragraph a line; what marks a heading there is only a sign here."""
    for line in text.splitlines():
        yield _flat(line).lstrip("#> ")


def _flat(text: str) -> str:
    """A text in one line, without the sign that parts cells."""
    return " ".join(text.split())


@cache
def _press() -> DocumentPress:
    return DocumentPress()
