"""The endpoints of what was written and answered and is public (R-YG-3), and frequent questions."""

from datetime import date
from http import HTTPStatus

from flask import url_for

from casework.services.message import published, questions
from casework.services.message.published import Published, Wanted
from casework.web.doors import office
from casework.web.open.api import message_objects as objects
from casework.web.open.api.endpoint import Given, Wrong, endpoint
from casework.web.open.api.objects import Nothing, PageByNumber

_LARGEST_ID = 2**31 - 1  # beyond it a database answers with a fault


@endpoint("/messages", "公开的留言和答复", objects.Messages, objects.MessagesQuestion)
def messages(asked: objects.MessagesQuestion) -> Given:
    """Public messages, the latest released first, page by page."""
    agency_id = office().agency().id
    found = published.page(agency_id, _wanted(asked), _place(asked.after), asked.limit)
    shown = found[: asked.limit]
    onward = _place_of(shown[-1]) if len(found) > asked.limit else None
    answer = objects.Messages(items=[_message(one) for one in shown], next=onward)
    return Given(answer, published.changed_at(agency_id))


@endpoint(
    "/messages/<int:publication_id>", "一件公开的留言和它的答复", objects.Message, can_be_gone=True
)
def message(asked: Nothing, publication_id: int) -> Given:
    """One message with its reply; of one that was withdrawn, the day and why."""
    one = published.one(min(publication_id, _LARGEST_ID), office().agency().id)
    if one.withdrawn_on is not None:
        said = f"已经于{one.withdrawn_on}撤回公开。理由：{one.withdrawal_reason}"
        raise Wrong(HTTPStatus.GONE, said)
    return Given(_message(one), one.released_at)


@endpoint("/questions", "常见问题和回答", objects.Questions, PageByNumber)
def frequent_questions(asked: PageByNumber) -> Given:
    """Frequent questions, the latest first. When one was taken off is known to nobody."""
    listed = questions.listed(office().agency().id)
    later = [one for one in listed if asked.after is None or one.id < asked.after]
    shown = later[: asked.limit]
    onward = shown[-1].id if len(later) > asked.limit else None
    items = [
        objects.Question(
            id=one.id,
            question=one.question,
            answer=one.answer,
            unit=one.unit,
            published_on=one.published_on,
        )
        for one in shown
    ]
    return Given(objects.Questions(items=items, next=onward))


def _wanted(asked: objects.MessagesQuestion) -> Wanted:
    first, last = asked.replied_from or date.min, asked.replied_to or date.max
    is_any = (first, last) == (date.min, date.max)
    return Wanted(asked.kind, asked.unit or "", None if is_any else (first, last))


def _place(after: str | None) -> tuple[date, int] | None:
    """Where a page goes on: the day of release, as a count of days, and the id."""
    if after is None:
        return None
    day, _bar, number = after.partition("_")
    return date.fromordinal(int(day)), int(number)


def _place_of(last: Published) -> str:
    on, number = last.place
    return f"{on.toordinal()}_{number}"


def _message(one: Published) -> objects.Message:
    return objects.Message(
        id=one.id,
        kind=one.kind,
        kind_label="" if one.kind is None else one.kind.zh,
        title=one.title,
        question=one.question,
        accepted_on=one.accepted_on,
        replied_on=one.replied_on,
        replying_unit=one.replying_unit,
        reply=one.reply,
        follow_up=one.follow_up,
        follow_up_reply=one.follow_up_reply,
        released_on=one.released_on,
        sha256=one.sha256,
        page=url_for("open.message_reply", publication_id=one.id, _external=True),
    )
