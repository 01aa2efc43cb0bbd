"""Letters of any procedure: numbered, printed in the agency's words, sealed, and kept for good."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date

from casework.domain.disclosure.letters import PAPERS, LetterKind, series_of
from casework.domain.roles import Role
from casework.domain.terms import Term, term
from casework.domain.workflow import Refused
from casework.letters import LetterFacts, NoGlyph, Printed, Seal, Sender, UnfitWords
from casework.letters.zones import NO_OWN_WORDS, OwnWords
from casework.persistence.database import db
from casework.persistence.facts import to_fields
from casework.persistence.models import Agency, Case, Letter
from casework.persistence.queries import register
from casework.services import agencies, letterhead
from casework.services.office import Office


class LetterRefusal(Term):
    """Why a letter is not printed."""

    NO_GLYPH = term(
        "no_glyph", "没有字体能印出下列字：{characters}。请核对原文，或者联系系统管理员补充字体。"
    )
    UNFIT_WORDS = term(
        "unfit_words",
        "本机关为《{title}》自拟的文字印不出来：{objections}请系统管理员修改文书文字。",
    )
    NO_DRAFT = term("no_draft", "还没有拟写答复，没有可以预览的文书。")
    NO_LETTER = term("no_letter", "照现在填写的内容，这一步不发文书，没有可以预览的。")
    NO_SUCH_LETTER = term(
        "no_such_letter_to_correct", "这件申请没有文号为{number}的文书，请核对文号。"
    )


def keep(  # noqa: PLR0913, PLR0917  # a letter's case, kind, words, day, and who answers for it
    office: Office,
    case: Case,
    kind: LetterKind,
    written: Callable[[str], LetterFacts],
    today: date,
    done_by: Role,
) -> None:
    """Number a letter, print it and keep it for good; `written` gives its facts by its number.

    `done_by`: in which capacity the act was done that owes it, which decides about the seal.
    """
    agency, series = agencies.by_id(case.agency_id), series_of(kind)
    count = register.next_number(agency.id, series, today.year)
    number = f"{agency.letter_prefix}{series}〔{today.year}〕{count}号"
    facts, code_index = letterhead.verifiable(office, written(number))
    own_words = letterhead.words_of(agency.id, kind)
    is_sealed = letterhead.is_sealed(agency.id, done_by)
    seal = letterhead.seal_of(agency.id) if is_sealed else None
    printed = print_letter(office, facts, seal=seal, own_words=own_words)
    if is_sealed:
        printed = letterhead.signed(office, printed, agency.name)
    db.session.add(
        Letter(
            agency_id=agency.id,
            case_id=case.id,
            event_sequence=case.version,
            kind=kind,
            number=facts.number,
            issued_on=today,
            facts=to_fields(facts),
            template_version=printed.template_version,
            pdf=printed.pdf,
            sha256=printed.sha256,
            code_index=code_index,
        )
    )


def print_letter(
    office: Office,
    facts: LetterFacts,
    *,
    preview: bool = False,
    seal: Seal | None = None,
    own_words: OwnWords = NO_OWN_WORDS,
) -> Printed:
    """A letter printed; raises Refused with the characters that no font shows, or unfit words."""
    try:
        return office.press.print(facts, preview=preview, seal=seal, own_words=own_words)
    except UnfitWords as unfit:
        title, said = PAPERS[facts.kind].title, str(unfit)
        raise Refused(LetterRefusal.UNFIT_WORDS, title=title, objections=said) from unfit
    except NoGlyph as lacking:
        characters = "、".join(lacking.characters)
        raise Refused(LetterRefusal.NO_GLYPH, characters=characters) from lacking


def unprintable(office: Office, text: str) -> tuple[str, ...]:
    """The characters of a text that no letter could show; to be asked before they are taken."""
    try:
        office.press.check(text)
    except NoGlyph as lacking:
        return lacking.characters
    return ()


def sender_of(agency: Agency) -> Sender:
    """An agency as its letters need it."""
    return Sender(**{field.name: getattr(agency, field.name) for field in fields(Sender)})
