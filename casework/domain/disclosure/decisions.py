"""The outcome tree (条例 14–16, 36–39): each leaf is one row of table 三 and owes one letter.

A draft decision is a leaf and its facts; ground, article and remedy follow from the leaf.
"""

from dataclasses import dataclass

from casework.domain.annual_report.table3 import OutcomeRow
from casework.domain.disclosure.leaves import (
    AdministrativeQuery,
    AlreadyPublic,
    Archived,
    Excessive,
    Granted,
    Ground,
    NotFound,
    OtherAgency,
    PartlyGranted,
    Petition,
    PublishedWork,
    Reconfirmation,
    Repeated,
    StillUnclear,
    Withheld,
    WouldNeedCreation,
)
from casework.domain.disclosure.letters import LetterKind
from casework.domain.terms import Term, term


class Outcome(Term):
    """How a request ended: the leaves of the tree, then the endings without a decision."""

    GRANTED = term("granted", "予以公开")
    ALREADY_PUBLIC = term("already_public", "已主动公开，告知获取方式")
    PARTLY_GRANTED = term("partly_granted", "部分公开")
    STATE_SECRET = term("state_secret", "不予公开：属于国家秘密")
    PROHIBITED_BY_LAW = term("prohibited_by_law", "不予公开：其他法律、行政法规禁止公开")
    SECURITY_AND_STABILITY = term("security_and_stability", "不予公开：危及“三安全一稳定”")
    THIRD_PARTY_RIGHTS = term("third_party_rights", "不予公开：保护第三方合法权益")
    INTERNAL_AFFAIRS = term("internal_affairs", "不予公开：内部事务信息")
    DELIBERATIVE = term("deliberative", "不予公开：过程性信息")
    ENFORCEMENT_FILE = term("enforcement_file", "不予公开：行政执法案卷信息")
    ADMINISTRATIVE_QUERY = term("administrative_query", "行政查询事项，按特别规定办理")
    NOT_FOUND = term("not_found", "信息不存在")
    OTHER_AGENCY = term("other_agency", "不属于本机关负责公开")
    ARCHIVED = term("archived", "已移交国家档案馆，按档案利用规定办理")
    WOULD_NEED_CREATION = term("would_need_creation", "没有现成信息，需要另行制作")
    STILL_UNCLEAR = term("still_unclear", "补正后申请内容仍不明确")
    PETITION = term("petition", "信访、投诉、举报，不作为公开申请处理")
    REPEATED = term("repeated", "重复申请，不予重复处理")
    PUBLISHED_WORK = term("published_work", "公开出版物，告知获取途径")
    EXCESSIVE = term("excessive", "无正当理由大量反复申请，不予处理")
    RECONFIRMATION = term("reconfirmation", "要求确认或者重新出具已获取的信息")
    LAPSED_CLARIFICATION = term("lapsed_clarification", "逾期不补正，不再处理")
    LAPSED_FEE = term("lapsed_fee", "逾期不缴费，不再处理")
    WITHDRAWN = term("withdrawn", "申请人撤回")
    OTHERWISE_CLOSED = term("otherwise_closed", "其他情形终止办理")


@dataclass(frozen=True, slots=True)
class Leaf:
    """An outcome of the tree: its article, its row of table 三, its letter, the facts it needs."""

    outcome: Outcome
    article: str
    row: OutcomeRow
    letter: LetterKind
    facts: type
    ground: Ground | None = None


_O, _R, _K, _G = Outcome, OutcomeRow, LetterKind, Ground

# fmt: off
LEAVES: dict[Outcome, Leaf] = {leaf.outcome: leaf for leaf in (
    Leaf(_O.GRANTED, "36(二)", _R.OPEN, _K.D09, Granted),
    Leaf(_O.ALREADY_PUBLIC, "36(一)", _R.OPEN, _K.D10, AlreadyPublic),
    Leaf(_O.PARTLY_GRANTED, "37", _R.PARTIAL, _K.D11, PartlyGranted),
    Leaf(
        _O.STATE_SECRET, "14, 36(三)", _R.STATE_SECRET,
        _K.D12, Withheld, _G.STATE_SECRET,
    ),
    Leaf(
        _O.PROHIBITED_BY_LAW, "14, 36(三)", _R.PROHIBITED_BY_LAW,
        _K.D12, Withheld, _G.PROHIBITED_BY_LAW,
    ),
    Leaf(
        _O.SECURITY_AND_STABILITY, "14, 36(三)", _R.SECURITY_AND_STABILITY,
        _K.D12, Withheld, _G.SECURITY_AND_STABILITY,
    ),
    Leaf(
        _O.THIRD_PARTY_RIGHTS, "15, 32, 36(三)", _R.THIRD_PARTY_RIGHTS,
        _K.D12, Withheld, _G.THIRD_PARTY_RIGHTS,
    ),
    Leaf(
        _O.INTERNAL_AFFAIRS, "16 I, 36(三)", _R.INTERNAL_AFFAIRS,
        _K.D12, Withheld, _G.INTERNAL_AFFAIRS,
    ),
    Leaf(
        _O.DELIBERATIVE, "16 II, 36(三)", _R.DELIBERATIVE,
        _K.D12, Withheld, _G.DELIBERATIVE,
    ),
    Leaf(
        _O.ENFORCEMENT_FILE, "16 II, 36(三)", _R.ENFORCEMENT_FILE,
        _K.D12, Withheld, _G.ENFORCEMENT_FILE,
    ),
    Leaf(
        _O.ADMINISTRATIVE_QUERY, "36(七)", _R.ADMINISTRATIVE_QUERY,
        _K.D13, AdministrativeQuery,
    ),
    Leaf(_O.NOT_FOUND, "36(四)", _R.NOT_HELD, _K.D14, NotFound),
    Leaf(_O.OTHER_AGENCY, "10, 36(五)", _R.NOT_HELD, _K.D15, OtherAgency),
    # Not held by this agency any longer; the form has no row of its own [D].
    Leaf(_O.ARCHIVED, "档案法 15", _R.NOT_HELD, _K.D25, Archived),
    Leaf(_O.WOULD_NEED_CREATION, "38", _R.WOULD_NEED_CREATION, _K.D16, WouldNeedCreation),
    Leaf(_O.STILL_UNCLEAR, "30", _R.STILL_UNCLEAR, _K.D17, StillUnclear),
    Leaf(_O.PETITION, "39 I", _R.PETITION, _K.D19, Petition),
    Leaf(_O.REPEATED, "36(六)", _R.REPEATED, _K.D18, Repeated),
    Leaf(_O.PUBLISHED_WORK, "39 II", _R.PUBLISHED_WORK, _K.D20, PublishedWork),
    Leaf(_O.EXCESSIVE, "35", _R.EXCESSIVE, _K.D21, Excessive),
    Leaf(_O.RECONFIRMATION, "表三(五)5", _R.RECONFIRMATION, _K.D29, Reconfirmation),
)}
# fmt: on

# The endings that no decision makes; they count all the same (S-7, S-10).
ROWS: dict[Outcome, OutcomeRow] = {
    **{outcome: leaf.row for outcome, leaf in LEAVES.items()},
    Outcome.LAPSED_CLARIFICATION: OutcomeRow.LAPSED_CLARIFICATION,
    Outcome.LAPSED_FEE: OutcomeRow.LAPSED_FEE,
    Outcome.WITHDRAWN: OutcomeRow.OTHER,
    Outcome.OTHERWISE_CLOSED: OutcomeRow.OTHER,
}


class Question(Term):
    """The forks of the tree: what the handler is asked, from the top down."""

    NATURE = term("nature", "这件申请实质上要求什么？")
    HOLDING = term("holding", "本机关有没有这项政府信息？")
    OPENNESS = term("openness", "这项政府信息可以公开吗？")
    GROUND = term("ground", "不予公开的理由是哪一项？")


class Branch(Term):
    """The answers that lead to a further question; every other answer is a leaf."""

    INFORMATION = term("information", "申请获取政府信息，内容明确")
    HELD = term("held", "有现成的信息，由本机关负责公开")
    WITHHELD = term("withheld", "全部不予公开")


@dataclass(frozen=True, slots=True)
class Fork:
    """A question and its answers; each leads to another question or is a leaf."""

    question: Question
    answers: tuple[tuple[Branch, Question] | Outcome, ...]


# fmt: off
TREE: dict[Question, Fork] = {fork.question: fork for fork in (
    Fork(Question.NATURE, (
        (Branch.INFORMATION, Question.HOLDING),
        Outcome.STILL_UNCLEAR, Outcome.PETITION, Outcome.REPEATED, Outcome.PUBLISHED_WORK,
        Outcome.RECONFIRMATION, Outcome.EXCESSIVE, Outcome.ADMINISTRATIVE_QUERY,
    )),
    Fork(Question.HOLDING, (
        (Branch.HELD, Question.OPENNESS),
        Outcome.NOT_FOUND, Outcome.OTHER_AGENCY, Outcome.ARCHIVED,
        Outcome.WOULD_NEED_CREATION,
    )),
    Fork(Question.OPENNESS, (
        Outcome.GRANTED, Outcome.ALREADY_PUBLIC, Outcome.PARTLY_GRANTED,
        (Branch.WITHHELD, Question.GROUND),
    )),
    Fork(Question.GROUND, (
        Outcome.STATE_SECRET, Outcome.PROHIBITED_BY_LAW, Outcome.SECURITY_AND_STABILITY,
        Outcome.THIRD_PARTY_RIGHTS, Outcome.INTERNAL_AFFAIRS, Outcome.DELIBERATIVE,
        Outcome.ENFORCEMENT_FILE,
    )),
)}
# fmt: on
