"""What the API gives out of public consultations: what was approved, and the released feedback.

Of who takes part in a meeting nothing is named: the page shows the list, programs do not collect
it.
"""

from datetime import date, datetime

from pydantic import Field

from casework.domain.consultation.vocabulary import (
    Adoption,
    CommentSource,
    DisplayStatus,
    Kind,
    Participation,
)
from casework.web.open.api.objects import Page, Public, Table, YearNumber


class ConsultationsQuestion(Page):
    """Which consultations."""

    status: DisplayStatus | None = Field(None, description="征集状态")
    kind: Kind | None = Field(None, description="类别")
    year: YearNumber | None = Field(None, description="开始征集的年度")
    after: str | None = Field(None, pattern="^[0-9]{1,10}_[0-9]{1,9}$", description="上一页的 next")


class ConsultationLine(Public):
    """A consultation in the list."""

    reference: str = Field(title="登记编号")
    title: str = Field(title="名称")
    kind: Kind = Field(title="类别代码")
    kind_label: str = Field(title="类别")
    unit: str = Field(title="征集单位")
    status: DisplayStatus = Field(title="状态代码")
    status_label: str = Field(title="征集状态")
    opens_on: date = Field(title="开始日期")
    closes_on: date = Field(title="截止日期", description="包括当日")
    feedback_due_on: date | None = Field(title="应反馈日期")
    feedback_on: date | None = Field(title="反馈日期")
    published_at: datetime = Field(title="公布时间")
    changed_at: datetime = Field(title="更新时间")
    page: str = Field(title="网页")


class Consultations(Table):
    """Public consultations, those that close last first."""

    items: list[ConsultationLine]
    next: str | None = Field(description="下一页的 after；没有下一页为 null")


class Passage(Public):
    """A passage of the draft."""

    number: int
    heading: str
    text: str


class Ways(Public):
    """Where comments are sent, beside the site."""

    address: str
    postcode: str
    email: str
    phone: str
    fax: str
    online: bool


class Extension(Public):
    """That the period was extended."""

    on: date
    before: date = Field(description="原截止日期")
    closes_on: date
    reason: str


class Meeting(Public):
    """A hearing or a discussion meeting."""

    kind: Participation
    kind_label: str
    held_at: datetime
    place: str
    sign_up: str = Field(description="报名方式")
    attended: int | None = Field(description="到会人数；还没有举行为 null")


class Paper(Public):
    """A file that was published with the draft."""

    filename: str
    purpose: str
    size: int = Field(description="字节")
    address: str


class FinalDocument(Public):
    """What was decided in the end."""

    title: str
    number: str
    url: str
    issued_on: date


class Consultation(ConsultationLine):
    """A consultation with its draft."""

    explanation: str = Field(description="起草说明")
    basis: str = Field(description="依据")
    shortening_reason: str = Field(description="征求意见不足法定期限的理由；没有缩短为空")
    participation: list[Participation]
    ways: Ways
    passages: list[Passage]
    extensions: list[Extension]
    meetings: list[Meeting]
    papers: list[Paper]
    cancellation_reason: str = Field(description="没有取消为空")
    final_document: FinalDocument | None
    feedback: str | None = Field(description="采纳情况的网址；没有公布为 null")


class SourceCount(Public):
    """How many comments came by a way."""

    source: CommentSource
    source_label: str
    count: int


class FeedbackRow(Public):
    """So many comments in the same words, with the answer; personal data are masked."""

    number: int = Field(title="序号")
    text: str = Field(title="意见内容")
    source: CommentSource = Field(title="来源代码")
    source_label: str = Field(title="来源")
    count: int = Field(title="条数")
    adoption: Adoption = Field(title="采纳代码")
    adoption_label: str = Field(title="采纳情况")
    reason: str = Field(title="理由")


class Feedback(Table):
    """What was received on a draft and what became of it, as it was released."""

    ROWS = "rows"

    reference: str = Field(title="登记编号")
    title: str = Field(title="名称")
    agency: str
    unit: str
    opens_on: date
    closes_on: date
    as_of: date = Field(description="数据截至")
    received: int = Field(description="收到意见，条")
    by_source: list[SourceCount]
    adopted: int
    partly_adopted: int
    not_adopted: int
    late: int = Field(description="逾期收到，已计算在内")
    hidden: int = Field(description="没有列入汇总表，已计算在内")
    summary: str
    overview: str = Field(description="总体情况")
    reasons: str = Field(description="不采纳的主要理由")
    page: str
    pdf: str
    xlsx: str
    rows: list[FeedbackRow]
    next: int | None = Field(description="汇总表下一页的 after；没有下一页为 null")
