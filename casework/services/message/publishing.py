"""What of a message is public: the copy that went through the gate, kept apart from the case.

It is made of the message and its replies as they are, masked; nobody words it otherwise. It is
made again, and looked through again, when it is released.
"""

from collections.abc import Iterator
from datetime import date

from casework.domain.message.acts.publishing import Preparation
from casework.domain.message.standing import Standing
from casework.domain.message.vocabulary import Action
from casework.domain.publication import gate
from casework.domain.publication.gate import TITLE, Kept, PublicCopy, Said
from casework.domain.publication.vocabulary import GateRefusal, PublicationKind
from casework.domain.similarity import keys, worded
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import Case, MessageDetail, Publication
from casework.persistence.queries import published_messages
from casework.services.message import record
from casework.services.publication.release import release, withdraw

_PIECE = 100  # characters whose every word is indexed: of a longer text only a sample would be


def said(written: MessageDetail, standing: Standing) -> tuple[Said, ...]:
    """What would be public of a message, before the gate; its author's name is looked for."""
    names = (written.name,) if written.name else ()
    return tuple(Said(place, text, names) for place, text in _texts(written, standing))


def prepared(
    written: MessageDetail, standing: Standing, kept: tuple[Kept, ...], also: tuple[str, ...] = ()
) -> Preparation:
    """The facts of PREPARE_PUBLICATION: what is found, and `also`, is masked, but for what is kept.

    Raises Refused as `gate.copy_of` does.
    """
    return Preparation(gate.copy_of(said(written, standing), kept, also))


def carry_out(doing: record.Doing, standing: Standing) -> None:
    """Examine, release or withdraw what an act does so with, in its transaction. Raises Refused."""
    action, preparation = doing.step.row.action, standing.preparation
    if preparation is not None and action in {Action.PREPARE_PUBLICATION, Action.PUBLISH}:
        _examine(doing.case, standing, preparation.copy)
    if preparation is not None and action is Action.PUBLISH:
        _release(doing, standing, preparation.copy)
    if standing.withdrawal is not None and action is Action.UNPUBLISH:
        _withdraw(doing, standing.withdrawal.reason)


def _texts(written: MessageDetail, standing: Standing) -> Iterator[tuple[str, str]]:
    yield TITLE, written.title
    yield "question", written.text
    places = ("reply", "follow_up_reply")
    yield from zip(places, (reply.text for reply in standing.replies), strict=False)
    if standing.follow_up is not None:
        yield "follow_up", standing.follow_up.text


def _examine(case: Case, standing: Standing, copy: PublicCopy) -> None:
    """The copy is of these very texts, and nothing personal is left in it that nobody kept."""
    texts = said(case.message, standing)
    if gate.copy_of(texts, copy.kept, copy.also) != copy:
        raise Refused(GateRefusal.CHANGED)
    gate.check(copy, (*texts[0].names, *copy.also))


def _release(doing: record.Doing, standing: Standing, copy: PublicCopy) -> None:
    kind, columns = PublicationKind.MESSAGE_REPLY, _columns(doing.case, standing)
    released = release(doing, kind, copy, columns, standing.prepared_by)
    db.session.flush()  # its words go by its id
    published_messages.enter_keys(released, _keys(released))


def _withdraw(doing: record.Doing, reason: str) -> None:
    released = published_messages.released(doing.case.id)
    published_messages.drop_keys(released, _keys(released))
    withdraw(doing, released, reason)


def _columns(case: Case, standing: Standing) -> dict[str, str]:
    """R-YG-3's columns beside 答复内容, as they are on this day."""
    reply = standing.replies[-1]
    return {
        "kind": case.message.kind.value,
        "accepted_on": _text(standing.accepted_on),
        "replied_on": _text(reply.on),
        "replying_unit": reply.unit,
    }


def _text(on: date | None) -> str:
    return "" if on is None else on.isoformat()


def _keys(released: Publication) -> tuple[int, ...]:
    """The numbers of all words of a copy."""
    places = published_messages.SEARCHED
    texts = (released.title, *(released.texts.get(place, "") for place in places))
    pieces = (text[at : at + _PIECE + 1] for text in texts for at in range(0, len(text), _PIECE))
    return tuple(sorted({key for piece in pieces for key in keys(worded(piece))}))
