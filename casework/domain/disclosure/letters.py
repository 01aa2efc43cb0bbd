"""The kinds of letters a request may owe: article, remedy, head and what makes each final or not.

Wording is elsewhere (templates/letters); which remedy a letter states is law, and stands here.
"""

from dataclasses import dataclass

from casework.domain.terms import Term, term


class LetterKind(Term):
    """The papers of rulebook §5 that are written so far, by their codes there."""

    RECEIPT = term("receipt", "网上提交回执")
    D01 = term("d01", "政府信息公开申请登记回执")
    D02 = term("d02", "政府信息公开申请补正告知书")
    D03 = term("d03", "政府信息公开申请延期答复告知书")
    D09 = term("d09", "政府信息公开申请答复书（予以公开）")
    D10 = term("d10", "政府信息公开申请告知书（已主动公开）")
    D11 = term("d11", "政府信息公开申请答复书（部分公开）")
    D12 = term("d12", "政府信息公开申请答复书（不予公开）")
    D13 = term("d13", "政府信息公开申请告知书（行政查询）")
    D14 = term("d14", "政府信息公开申请告知书（信息不存在）")
    D15 = term("d15", "政府信息公开申请告知书（不属于本机关公开）")
    D16 = term("d16", "政府信息公开申请告知书（没有现成信息）")
    D17 = term("d17", "政府信息公开申请告知书（补正后仍不明确）")
    D18 = term("d18", "政府信息公开申请告知书（重复申请）")
    D19 = term("d19", "政府信息公开申请告知书（信访、投诉、举报）")
    D20 = term("d20", "政府信息公开申请告知书（公开出版物）")
    D21 = term("d21", "政府信息公开申请告知书（大量反复申请）")
    D23 = term("d23", "政府信息公开申请终止办理告知书")
    D24 = term("d24", "政府信息公开申请撤回确认书")
    # Not in rulebook §5, which has no paper for table 三 (五)5; worded like D18 [D].
    D29 = term("d29", "政府信息公开申请告知书（确认或重新出具）")


class Remedy(Term):
    """Which remedy paragraph a letter states (R-51-6)."""

    RECONSIDERATION_FIRST = term("reconsideration_first", "复议前置")
    FREE_CHOICE = term("free_choice", "复议或者诉讼，自由选择")
    NONE = term("none", "不写救济途径")


class Head(Term):
    """Which head a letter has (GB/T 9704-2012)."""

    LETTER = term("letter", "信函格式")
    RED = term("red", "红头")
    PLAIN = term("plain", "无文头")


@dataclass(frozen=True, slots=True)
class Paper:
    """What the law and the standard say of one kind of letter."""

    kind: LetterKind
    title: str
    article: str
    remedy: Remedy
    head: Head
    is_final: bool


_K = LetterKind
_FIRST, _FREE, _NONE = Remedy
_LETTER, _RED, _PLAIN = Head

# fmt: off
PAPERS: dict[LetterKind, Paper] = {paper.kind: paper for paper in (
    Paper(_K.RECEIPT, "政府信息公开申请网上提交回执", "29", _NONE, _PLAIN, is_final=False),
    Paper(_K.D01, "政府信息公开申请登记回执", "31, 45", _NONE, _LETTER, is_final=False),
    Paper(_K.D02, "政府信息公开申请补正告知书", "30", _NONE, _LETTER, is_final=False),
    Paper(_K.D03, "政府信息公开申请延期答复告知书", "33 II", _NONE, _LETTER, is_final=False),
    Paper(_K.D09, "政府信息公开申请答复书", "36(二)", _FREE, _LETTER, is_final=True),
    Paper(_K.D10, "政府信息公开申请告知书", "36(一)", _FREE, _LETTER, is_final=True),
    Paper(_K.D11, "政府信息公开申请答复书", "37", _FIRST, _LETTER, is_final=True),
    Paper(_K.D12, "政府信息公开申请答复书", "14–16, 36(三)", _FIRST, _LETTER, is_final=True),
    Paper(_K.D13, "政府信息公开申请告知书", "36(七)", _FREE, _LETTER, is_final=True),
    Paper(_K.D14, "政府信息公开申请告知书", "36(四)", _FREE, _LETTER, is_final=True),
    Paper(_K.D15, "政府信息公开申请告知书", "10, 36(五)", _FREE, _LETTER, is_final=True),
    Paper(_K.D16, "政府信息公开申请告知书", "38", _FREE, _LETTER, is_final=True),
    Paper(_K.D17, "政府信息公开申请告知书", "30", _FREE, _LETTER, is_final=True),
    Paper(_K.D18, "政府信息公开申请告知书", "36(六)", _FREE, _LETTER, is_final=True),
    Paper(_K.D19, "政府信息公开申请告知书", "39 I", _FREE, _LETTER, is_final=True),
    Paper(_K.D20, "政府信息公开申请告知书", "39 II", _FREE, _LETTER, is_final=True),
    Paper(_K.D21, "政府信息公开申请告知书", "35", _FREE, _LETTER, is_final=True),
    Paper(_K.D23, "政府信息公开申请终止办理告知书", "30", _FREE, _LETTER, is_final=True),
    Paper(_K.D24, "政府信息公开申请撤回确认书", "表三（六）3", _NONE, _LETTER, is_final=True),
    Paper(_K.D29, "政府信息公开申请告知书", "表三（五）5", _FREE, _LETTER, is_final=True),
)}
# fmt: on

_REGISTRATIONS = frozenset({_K.D01})
_NOTICES = frozenset({_K.D02, _K.D03, _K.D23, _K.D24})


def series_of(kind: LetterKind) -> str:
    """The word by which a kind's numbers are counted: 登, 告 or 复 (P2)."""
    if kind in _REGISTRATIONS:
        return "登"
    return "告" if kind in _NOTICES else "复"
