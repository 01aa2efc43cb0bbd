"""Whether what a report says in words agrees with its table 三 (S-5, S-6).

Words are read by their usual turns of phrase, so a difference is to be looked at, not a proof; and
受理 may include what was carried in, so it is never taken for what was newly received.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from casework.domain.annual_report.entries import plain
from casework.domain.annual_report.identities import Figures
from casework.domain.annual_report.remarks import Note, Remark, remark
from casework.domain.annual_report.table3 import (
    Cell,
    FlowRow,
    OutcomeGroup,
    OutcomeRow,
    Row,
    Total,
)

_Turns: TypeAlias = Mapping[Row, re.Pattern[str]]

_GAP = r"[^，。；：、0-9,.;:]"
_COUNT = r"([0-9]{1,7})件"
_TURNS: _Turns = {
    FlowRow.NEWLY_RECEIVED: re.compile(
        rf"(?:新收到?{_GAP}{{0,16}}?|(?:共|全年|年度?)收到{_GAP}{{0,12}}?申请{_GAP}{{0,6}}?){_COUNT}"
    ),
    FlowRow.CARRIED_IN: re.compile(rf"上一?年度?结转{_GAP}{{0,16}}?{_COUNT}"),
    FlowRow.CARRIED_OVER: re.compile(rf"结转[至到]?下一?年度?{_GAP}{{0,8}}?{_COUNT}"),
    OutcomeRow.OPEN: re.compile(rf"(?<!不)予以公开{_GAP}{{0,4}}?{_COUNT}"),
    OutcomeRow.PARTIAL: re.compile(rf"部分公开{_GAP}{{0,4}}?{_COUNT}"),
    OutcomeGroup.REFUSED: re.compile(rf"不予公开{_GAP}{{0,4}}?{_COUNT}"),
    OutcomeGroup.UNABLE: re.compile(rf"无法提供{_GAP}{{0,4}}?{_COUNT}"),
    OutcomeGroup.NOT_PROCESSED: re.compile(rf"不予处理{_GAP}{{0,4}}?{_COUNT}"),
    OutcomeGroup.OTHERWISE_CLOSED: re.compile(rf"其他处理{_GAP}{{0,4}}?{_COUNT}"),
}
_SAID: Mapping[Row, str] = {
    OutcomeRow.OPEN: "予以公开",
    OutcomeRow.PARTIAL: "部分公开",
    OutcomeGroup.REFUSED: "不予公开",
    OutcomeGroup.UNABLE: "无法提供",
    OutcomeGroup.NOT_PROCESSED: "不予处理",
    OutcomeGroup.OTHERWISE_CLOSED: "其他处理",
}
_ACCEPTED = re.compile(rf"受理{_GAP}{{0,12}}?申请{_GAP}{{0,6}}?{_COUNT}")
_OF_APPLICATIONS = "申请"  # a sentence without it speaks of something else


def figures_in_words(figures: Figures) -> str:
    """What the figures of table 三 are in words, to be put into 一、总体情况; nothing that is 0.

    Raises KeyError where the total column lacks a figure.
    """
    new, carried_in, disposed, carried_over = (
        figures[Cell(row, Total.TOTAL)]
        for row in (
            FlowRow.NEWLY_RECEIVED,
            FlowRow.CARRIED_IN,
            FlowRow.TOTAL_DISPOSED,
            FlowRow.CARRIED_OVER,
        )
    )
    found = ((name, _total(row, figures)) for row, name in _SAID.items())
    ended = "、".join(f"{name}{number}件" for name, number in found if number)
    came = f"本年新收政府信息公开申请{new}件，上年结转{carried_in}件"
    closed = f"办结政府信息公开申请{disposed}件" + (f"，其中{ended}" if ended else "")
    return f"{came}；{closed}；结转下年度继续办理{carried_over}件。"


def prose_remarks(prose: str, figures: Figures) -> tuple[Remark, ...]:
    """Where the words name other numbers than the total column; each row once.

    A row that the words name several times, for parts of it, agrees if one of them does.
    """
    sentences = [text for text in re.split(r"[。；\n]", prose) if _OF_APPLICATIONS in text]
    text = "。".join(plain(sentence) for sentence in sentences)
    return (*_differences(text, figures), *_accepted(text, figures))


def _differences(text: str, figures: Figures) -> Iterator[Remark]:
    for row, turn in _TURNS.items():
        given = _total(row, figures)
        said = list(turn.finditer(text))
        if said and given is not None and given not in {int(found[1]) for found in said}:
            yield remark(Note.PROSE_DIFFERS, text=said[0][0], row=row, given=given)


def _accepted(text: str, figures: Figures) -> Iterator[Remark]:
    new = _total(FlowRow.NEWLY_RECEIVED, figures)
    carried = _total(FlowRow.CARRIED_IN, figures)
    said = _ACCEPTED.search(text)
    if said is None or new is None or carried is None or int(said[1]) == new:
        return
    if int(said[1]) == new + carried:
        yield remark(Note.PROSE_INCLUDES_CARRIED, text=said[0], given=new)
    else:
        row = FlowRow.NEWLY_RECEIVED
        yield remark(Note.PROSE_DIFFERS, text=said[0], row=row, given=new)


def _total(row: Row, figures: Figures) -> int | None:
    """The total of a row, or of a group's rows; None when it is not given."""
    cell = Cell(row, Total.TOTAL)
    if cell in figures or not isinstance(row, OutcomeGroup):
        return figures.get(cell)
    cells = [Cell(each, Total.TOTAL) for each in row.rows]
    return sum(figures[each] for each in cells) if all(each in figures for each in cells) else None
