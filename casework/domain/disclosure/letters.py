"""The kinds of letters a request may owe: whom they go to, article, remedy, head, series.

Wording is elsewhere (templates/letters); which remedy a letter states is law, and stands here.
"""

from dataclasses import dataclass

from casework.domain.terms import Term, term


class LetterKind(Term):
    """The papers of rulebook §5 by their codes there, and those that it lacks."""

    RECEIPT = term("receipt", "网上提交回执")
    D01 = term("d01", "政府信息公开申请登记回执")
    D02 = term("d02", "政府信息公开申请补正告知书")
    D03 = term("d03", "政府信息公开申请延期答复告知书")
    D04 = term("d04", "政府信息公开申请说明理由告知书")
    D05 = term("d05", "政府信息公开征求第三方意见书")
    D06 = term("d06", "政府信息公开申请征求意见告知书")
    D07 = term("d07", "政府信息公开征求意见函")
    D08 = term("d08", "政府信息公开告知书（致第三方）")
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
    D22 = term("d22", "政府信息公开信息处理费收费通知书")
    D23 = term("d23", "政府信息公开申请终止办理告知书")
    D24 = term("d24", "政府信息公开申请撤回确认书")
    D25 = term("d25", "政府信息公开申请告知书（档案）")
    D26 = term("d26", "更正自身信息记录告知书")
    D27 = term("d27", "送达回证")
    D28 = term("d28", "政府信息公开审查呈批单")
    # Not in rulebook §5, which has no paper for table 三 (五)5, none for the deferral of 条例 35,
    # and none for a mistake in an issued letter; worded like D18 and D03 [D].
    D29 = term("d29", "政府信息公开申请告知书（确认或重新出具）")
    D30 = term("d30", "政府信息公开申请延迟答复告知书")
    D31 = term("d31", "更正告知书")
    CORRECTION_RECEIPT = term("correction_receipt", "更正自身信息记录申请网上提交回执")

    @property
    def to_another(self) -> bool:
        """Whether it goes to somebody else than the applicant: a third party, an agency."""
        return PAPERS[self].to in {Recipient.THIRD_PARTY, Recipient.AGENCY}


class Remedy(Term):
    """Which remedy paragraph a letter states (R-51-6)."""

    RECONSIDERATION_FIRST = term("reconsideration_first", "复议前置")
    FREE_CHOICE = term("free_choice", "复议或者诉讼，自由选择")
    NONE = term("none", "不写救济途径")


class Head(Term):
    """Which head a letter has (GB/T 9704-2012); a form has none, and no signature at its end."""

    LETTER = term("letter", "信函格式")
    RED = term("red", "红头")
    PLAIN = term("plain", "无文头")
    FORM = term("form", "表格")


class Recipient(Term):
    """To whom a kind of letter goes; only the applicant's are shown to the applicant."""

    APPLICANT = term("applicant", "申请人")
    THIRD_PARTY = term("third_party", "第三方")
    AGENCY = term("agency", "其他机关")
    FILE = term("file", "存档")


@dataclass(frozen=True, slots=True)
class Paper:
    """What the law and the standard say of one kind of letter.

    `series` is the word by which its numbers are counted (P2); "": it bears no number.
    """

    kind: LetterKind
    title: str
    article: str
    remedy: Remedy
    head: Head
    series: str = "复"
    to: Recipient = Recipient.APPLICANT
    is_final: bool = False


_K = LetterKind
_FIRST, _FREE, _NONE = Remedy
_LETTER, _, _PLAIN, _FORM = Head
_REPLY, _NOTICE = "政府信息公开申请答复书", "政府信息公开申请告知书"
_FEES = "国办函〔2020〕109号"
_SERVICE = "国办公开办函〔2016〕235号"
# The words of the series: 登 for what is registered, 复 for what decides a request, 告 for what
# people are told on the way. What asks others is a 函, as the paper between bodies that are not
# each other's superiors is called, so that 复 and 告 count what was said and 函 what was asked [D].
# What is only signed by hand and filed, or printed at home, bears no number.
_ON_RECORD, _TOLD, _ASKED, _NO_SERIES = "登", "告", "函", ""
_TO = Recipient

# fmt: off
PAPERS: dict[LetterKind, Paper] = {paper.kind: paper for paper in (
    Paper(_K.RECEIPT, "政府信息公开申请网上提交回执", "29", _NONE, _PLAIN, _NO_SERIES),
    Paper(_K.D01, "政府信息公开申请登记回执", "31, 45", _NONE, _LETTER, _ON_RECORD),
    Paper(_K.D02, "政府信息公开申请补正告知书", "30", _NONE, _LETTER, _TOLD),
    Paper(_K.D03, "政府信息公开申请延期答复告知书", "33 II", _NONE, _LETTER, _TOLD),
    Paper(_K.D04, "政府信息公开申请说明理由告知书", "35", _NONE, _LETTER, _TOLD),
    Paper(
        _K.D05, "政府信息公开征求第三方意见书", "15, 32", _NONE, _LETTER, _ASKED, _TO.THIRD_PARTY,
    ),
    Paper(_K.D06, "政府信息公开申请征求意见告知书", "33 III", _NONE, _LETTER, _TOLD),
    Paper(_K.D07, "政府信息公开征求意见函", "17, 33 III, 34", _NONE, _LETTER, _ASKED, _TO.AGENCY),
    Paper(_K.D08, "政府信息公开告知书", "32", _FREE, _LETTER, _TOLD, _TO.THIRD_PARTY),
    Paper(_K.D09, _REPLY, "36(二)", _FREE, _LETTER, is_final=True),
    Paper(_K.D10, _NOTICE, "36(一)", _FREE, _LETTER, is_final=True),
    Paper(_K.D11, _REPLY, "37", _FIRST, _LETTER, is_final=True),
    Paper(_K.D12, _REPLY, "14–16, 36(三)", _FIRST, _LETTER, is_final=True),
    Paper(_K.D13, _NOTICE, "36(七)", _FREE, _LETTER, is_final=True),
    Paper(_K.D14, _NOTICE, "36(四)", _FREE, _LETTER, is_final=True),
    Paper(_K.D15, _NOTICE, "10, 36(五)", _FREE, _LETTER, is_final=True),
    Paper(_K.D16, _NOTICE, "38", _FREE, _LETTER, is_final=True),
    Paper(_K.D17, _NOTICE, "30", _FREE, _LETTER, is_final=True),
    Paper(_K.D18, _NOTICE, "36(六)", _FREE, _LETTER, is_final=True),
    Paper(_K.D19, _NOTICE, "39 I", _FREE, _LETTER, is_final=True),
    Paper(_K.D20, _NOTICE, "39 II", _FREE, _LETTER, is_final=True),
    Paper(_K.D21, _NOTICE, "35", _FREE, _LETTER, is_final=True),
    Paper(_K.D22, "政府信息公开信息处理费收费通知书", f"42; {_FEES}", _NONE, _LETTER, _TOLD),
    Paper(
        _K.D23, "政府信息公开申请终止办理告知书", f"30; {_FEES}", _FREE, _LETTER, _TOLD,
        is_final=True,
    ),
    Paper(
        _K.D24, "政府信息公开申请撤回确认书", "表三（六）3", _NONE, _LETTER, _TOLD, is_final=True,
    ),
    Paper(_K.D25, _NOTICE, "档案法 15, 28", _FREE, _LETTER, is_final=True),
    Paper(_K.D26, "更正自身信息记录告知书", "41", _FREE, _LETTER, is_final=True),
    Paper(_K.D27, "送达回证", _SERVICE, _NONE, _FORM, _NO_SERIES, _TO.FILE),
    Paper(_K.D28, "政府信息公开审查呈批单", "17, 45", _NONE, _FORM, _NO_SERIES, _TO.FILE),
    Paper(_K.D29, _NOTICE, "表三（五）5", _FREE, _LETTER, is_final=True),
    Paper(_K.D30, "政府信息公开申请延迟答复告知书", "35", _NONE, _LETTER, _TOLD),
    # It goes to whomever the letter went that it corrects; its particulars say nothing of others.
    Paper(_K.D31, "更正告知书", "45", _NONE, _LETTER, _TOLD),
    Paper(
        _K.CORRECTION_RECEIPT, "更正自身信息记录申请网上提交回执", "41", _NONE, _PLAIN, _NO_SERIES,
    ),
)}
# fmt: on


def series_of(kind: LetterKind) -> str:
    """The word by which a kind's numbers are counted: 登, 告, 复 or 函; "" for none (P2)."""
    return PAPERS[kind].series
