"""A published edition on paper, in the official form (国办公开办函〔2021〕30号)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from casework.domain.annual_report import cells
from casework.domain.annual_report.acts import Contents, Count
from casework.domain.annual_report.form import TABLE2_FORM, TABLE3_FORM, TABLE4_FORM, FormRow
from casework.domain.annual_report.standing import Standing
from casework.domain.annual_report.vocabulary import Section
from casework.letters.archival import About
from casework.letters.forms import FormBox
from casework.letters.report import ReportForm, ReportPress, ReportSection
from casework.persistence.models import ReportSnapshot

_WIDTHS2 = (45.0, 37.0, 37.0, 37.0)
_WIDTHS3 = (12.0, 19.0, 40.0, *(85 / 7,) * 7)
_WIDTHS4 = (156 / 15,) * 15
_FORM_POINTS, _SMALL_POINTS = 12.0, 8.5


def report_pdf(snapshot: ReportSnapshot) -> bytes:
    """The edition as PDF; the same edition gives the same bytes."""
    content = snapshot.content
    title = f"{content['agency']}{snapshot.year}年政府信息公开工作年度报告"
    about = About(title, content["agency"], snapshot.published_on)
    subtitle = f"更正说明：{snapshot.note}" if snapshot.note else ""
    return _press().print(about, subtitle, list(_sections(content)))


def draft_pdf(
    agency: str, standing: Standing, contents: Contents, count: Count | None, today: date
) -> bytes:
    """What a report would look like now, before it is published; what is missing is left blank."""
    content = {
        "overview": contents.overview,
        "table2": {name: str(contents.table2.get(name, "")) for name in cells.TABLE2},
        "table3": dict.fromkeys(cells.TABLE3, "") if count is None else count.table3,
        "table4": dict.fromkeys(cells.TABLE4, "") if count is None else count.table4,
        "carried_in_note": contents.carried_in_note,
        "problems": contents.problems,
        "other": contents.other,
    }
    title = f"{agency}{standing.year}年政府信息公开工作年度报告"
    about = About(title, agency, today)
    return _press().print(about, "（草稿，尚未公布）", list(_sections(content)))


def _sections(content: Mapping[str, Any]) -> Sequence[ReportSection]:
    carried = content["carried_in_note"]
    return (
        ReportSection(Section.OVERVIEW.zh, content["overview"]),
        ReportSection(
            Section.PROACTIVE.zh,
            form=_form(TABLE2_FORM, content["table2"], _WIDTHS2, _FORM_POINTS),
        ),
        ReportSection(
            Section.REQUESTS.zh,
            form=_form(TABLE3_FORM, content["table3"], _WIDTHS3, _SMALL_POINTS),
        ),
        *((ReportSection("", f"关于上年结转的说明：{carried}"),) if carried else ()),
        ReportSection(
            Section.REMEDIES.zh,
            form=_form(TABLE4_FORM, content["table4"], _WIDTHS4, _SMALL_POINTS),
        ),
        ReportSection(Section.PROBLEMS.zh, content["problems"]),
        ReportSection(Section.OTHER.zh, content["other"]),
    )


def _form(
    rows: Sequence[FormRow],
    figures: Mapping[str, int | str],
    widths: Sequence[float],
    points: float,
) -> ReportForm:
    boxes = [
        [
            FormBox(
                _shown(figures[box.cell]) if box.cell else box.text,
                box.columns,
                box.rows,
                is_head=box.is_head,
            )
            for box in row
        ]
        for row in rows
    ]
    return ReportForm(boxes, widths, points)


def _shown(value: int | str) -> str:
    return f"{Decimal(value):f}" if str(value) else ""


@cache
def _press() -> ReportPress:
    return ReportPress()
