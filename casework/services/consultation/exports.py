"""The comments on a draft as CSV for the desk, sent while they are read."""

from collections.abc import Iterable, Iterator

from casework.adapters import csv_table
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor
from casework.persistence.queries.comments import Sought
from casework.services.consultation import comments_viewing
from casework.services.consultation.comments_viewing import CommentLine
from casework.services.consultation.grouping import consultation_of

_HEADINGS = (
    "编号",
    "收到时间",
    "来源",
    "段",
    "意见",
    "是否逾期",
    "是否公开显示",
    "归类",
    "状态",
    "采纳情况",
    "理由",
)
_MINUTE = "%Y-%m-%d %H:%M"


def comments_csv(reference: str, actor: Actor) -> Iterator[bytes]:
    """All comments on a consultation in the order in which they came, piece by piece.

    UTF-8 with a byte order mark, CRLF (RFC 4180). Raises NotThere before the first piece.
    """
    case = consultation_of(reference, actor)
    return csv_table.pieces(_HEADINGS, _rows(comments_viewing.every(case, Sought())))


def _rows(lines: Iterable[CommentLine]) -> Iterator[tuple[str | int | None, ...]]:
    for line in lines:
        yield (
            line.reference,
            line.submitted_at.astimezone(SHANGHAI).strftime(_MINUTE),
            line.source.zh,
            line.passage,
            line.text,
            "逾期" if line.is_late else "",
            "不公开显示" if line.is_hidden else "",
            line.group_title,
            line.state.zh,
            "" if line.adoption is None else line.adoption.zh,
            line.reason,
        )
