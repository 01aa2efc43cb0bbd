"""What came between receipt and decision, a sentence each, as letters tell it (P4)."""

from collections.abc import Iterable

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Event
from casework.letters.wording import chinese_date


def told(events: Iterable[Event]) -> tuple[str, ...]:
    """The sentences on clarification and extension, in the order in which they happened."""
    told = (_sentence(event) for event in events)
    return tuple(sentence for sentence in told if sentence is not None)


def _sentence(event: Event) -> str | None:
    on = chinese_date(event.on)
    match event.facts:
        case facts.ClarificationNotice():
            return f"因申请内容不明确，本机关于{on}告知补正。"
        case facts.Clarification(requested_information=wanted):
            clarified = " ".join(wanted.split())
            return f"本机关于{on}收到补正的申请，补正后的申请内容为“{clarified}”。"
        case facts.Extension(working_days=days) if event.action is Action.EXTEND:
            return f"经本机关政府信息公开工作机构负责人同意，答复期限于{on}延长{days}个工作日。"
        case _:
            return None
