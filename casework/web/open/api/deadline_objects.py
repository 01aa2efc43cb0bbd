"""What the deadline calculator is asked, and what it answers."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
)

from casework.domain.deadlines import ReplyDate
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.happenings import Happening
from casework.domain.periods import LimitName
from casework.web.open.api.objects import Public, faults_of

MOST_EVENTS = 20
_Date = date  # a member is called date, and then stands for itself


class Event(Public):
    """What happened on a day, and what the event needs beside it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    date: _Date
    event: Happening
    channel: ReceiptChannel | None = Field(None, description="收到申请的方式")
    party: str | None = Field(None, max_length=60, description="第三方的名称")
    agency: str | None = Field(None, max_length=60, description="其他机关的名称")
    working_days: int | None = Field(None, ge=0, le=1000, description="延期的工作日数")
    deadline: _Date | None = Field(None, description="指定的最后一天")
    good_reason: bool | None = Field(None, description="逾期有正当理由（条例 30）")
    complex: bool | None = Field(None, description="情况复杂")
    procedure: Literal["simplified", "extended"] | None = Field(None, description="复议的程序")


_EVENTS = TypeAdapter(list[Event])


class DeadlineQuestion(Public):
    """What happened, and which date is asked for."""

    LISTS: ClassVar[Mapping[str, type[BaseModel]]] = MappingProxyType({"events": Event})

    events: str = Field(
        max_length=4000,
        description='事件的 JSON 数组，例如 [{"date":"2026-01-26","event":"received"}]',
    )
    clock: ReplyDate | LimitName = Field(ReplyDate.REPLY, description="期限的名称")

    @field_validator("events")
    @classmethod
    def _is_well_said(cls, events: str) -> str:
        """Events that are named and dated; whether they go together, the answer says."""
        try:
            if not 1 <= len(_EVENTS.validate_json(events)) <= MOST_EVENTS:
                raise ValueError(f"应当有1至{MOST_EVENTS}个事件")
        except ValidationError as error:
            raise ValueError(faults_of(error)) from None
        return events


class DeadlineAnswer(Public):
    """The last day, or why there is none."""

    clock: ReplyDate | LimitName
    due: date | None = Field(description="最后一天；没有时为 null")
    answer: str = Field(
        description="日期；UNDETERMINED 还不能确定；CLOSED:… 已经终止；IMPOSSIBLE 这些事件算不出来"
    )
    why: str = Field(description="为什么没有，或者还不能确定")
    as_of: date = Field(description="哪天算的")
