"""What is said about somebody else's report beside its breaches: faults, and what is noted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from casework.domain.annual_report.entries import NotAFigure
from casework.domain.annual_report.table3 import Cell
from casework.domain.terms import Term, term

_LONGEST_QUOTE = 20
Blank: TypeAlias = str | int | Term | tuple[Term, ...]


class ReadingFault(Term):
    """Why a report cannot be checked; `{…}` are filled in."""

    NO_TABLE = term(
        "no_table", "没有找到表三：要有“本年新收”“予以公开”“结转下年度”等行，每行后面是各列的件数"
    )
    TWO_TABLES = term("two_tables", "有两张表三，请分成两个文件")
    TWO_ROWS = term("two_rows", "第{first}行和第{second}行都是“{row}”")
    TOO_FEW_CELLS = term("too_few_cells", "第{line}行“{row}”只有{count}格，应当有7格")
    NOT_A_COUNT = term("not_a_count", "第{line}行“{row}”的“{column}”一格“{text}”{why}")


class Note(Term):
    """What does not break an identity, but is worth a word."""

    NOTHING_GIVEN = term("nothing_given", "表三一个数也没有填，按都是0件核对")
    TOTAL_NOT_GIVEN = term("total_not_given", "“总计”没有填写，没有核对：{rows}")
    DISPOSED_NOT_GIVEN = term(
        "disposed_not_given", "“（七）总计”没有填写，按各项办理结果之和核对：{columns}"
    )
    ROWS_MISSING = term("rows_missing", "表三缺少这些行，按0件核对：{rows}")
    NOT_ITEMISED = term("not_itemised", "没有分项（2019年格式），按一项核对：{rows}")
    SUBTOTAL = term("subtotal", "官方格式没有小计行，没有计入办理结果：{rows}")
    SUBTOTAL_WRONG = term(
        "subtotal_wrong", "小计行“{row}”的“{column}”填报{given}，各分项之和是{expected}"
    )
    UNKNOWN_ROW = term("unknown_row", "第{line}行“{text}”不是表三的行，没有计入")
    OLD_TABLE_2 = term("old_table_2", "表二是2019年格式，没有核对")
    IN_FORCE_DRIFTS = term(
        "in_force_drifts",
        "表二“{row}”现行有效{given}件，上年现行有效加本年制发减本年废止是{expected}件；"
        "有到期失效的可以不等，请核对",
    )
    PROSE_DIFFERS = term(
        "prose_differs", "S-5：总体情况写“{text}”，表三“{row}”的总计是{given}件，请核对"
    )
    PROSE_INCLUDES_CARRIED = term(
        "prose_includes_carried", "S-6：总体情况写“{text}”，含上年结转；本年新收是{given}件"
    )


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence and what fills its blanks."""

    what: Term
    blanks: Mapping[str, Blank] = field(default_factory=dict)

    @property
    def zh(self) -> str:
        """The sentence in Chinese."""
        return self.what.zh.format(**{name: _zh(value) for name, value in self.blanks.items()})


def remark(what: Term, **blanks: Blank) -> Remark:
    """The sentence with what fills its blanks."""
    return Remark(what, blanks)


def not_a_count(line: int, cell: Cell, entry: str, wrong: NotAFigure) -> Remark:
    """The fault of an entry that is no figure, at its cell; `line` is counted from 1."""
    text = " ".join(entry.split())[:_LONGEST_QUOTE]
    row, column = cell
    what = ReadingFault.NOT_A_COUNT
    return remark(what, line=line, row=row, column=column, text=text, why=wrong.fault)


class Unreadable(Exception):
    """A report that cannot be checked, and everything that is in the way."""

    def __init__(self, *remarks: Remark) -> None:
        super().__init__("；".join(remark.zh for remark in remarks))
        self.remarks = remarks


def _zh(value: Blank) -> str:
    match value:
        case Term():
            return value.zh
        case tuple():
            return "、".join(member.zh for member in value)
        case _:
            return str(value)
