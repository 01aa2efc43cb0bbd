"""What the API gives out of messages: released copies with their replies; frequent questions."""

from datetime import date

from pydantic import Field

from casework.domain.message.vocabulary import Kind
from casework.web.open.api.objects import Day, Page, Public, Table


class MessagesQuestion(Page):
    """Which public messages."""

    kind: Kind | None = Field(None, description="类别")
    unit: str | None = Field(
        None, min_length=1, max_length=120, pattern=r"^[^\x00]*$", description="答复部门"
    )
    replied_from: Day | None = Field(None, description="答复日期从哪天起")
    replied_to: Day | None = Field(None, description="答复日期到哪天止，包括当日")
    after: str | None = Field(
        None, pattern="^[1-9][0-9]{0,5}_[1-9][0-9]{0,8}$", description="上一页的 next"
    )


class Message(Public):
    """A message with its reply (R-YG-3), as released; personal data are masked."""

    id: int = Field(title="编号")
    kind: Kind | None = Field(title="类别代码")
    kind_label: str = Field(title="类别")
    title: str = Field(title="标题")
    question: str = Field(title="留言")
    accepted_on: date | None = Field(title="受理日期")
    replied_on: date | None = Field(title="答复日期")
    replying_unit: str = Field(title="答复部门")
    reply: str = Field(title="答复内容")
    follow_up: str = Field(title="追问")
    follow_up_reply: str = Field(title="对追问的答复")
    released_on: date = Field(title="公开日期")
    sha256: str = Field(title="公开稿的SHA-256")
    page: str = Field(title="网页")


class Messages(Table):
    """Public messages, the latest released first."""

    items: list[Message]
    next: str | None = Field(description="下一页的 after；没有下一页为 null")


class Question(Public):
    """A question that is asked often, with its answer."""

    id: int = Field(title="编号")
    question: str = Field(title="问题")
    answer: str = Field(title="回答")
    unit: str = Field(title="答复部门")
    published_on: date | None = Field(title="公开日期")


class Questions(Table):
    """Frequent questions, the latest first."""

    items: list[Question]
    next: int | None = Field(description="下一页的 after；没有下一页为 null")
