"""The demo's consultations: one open with comments, one closed, one answered, one to come.

And two lines of the year's catalogue of major decisions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from casework.adapters.clock import SetClock
from casework.cli.demo.telling import Cast
from casework.domain.consultation import facts
from casework.domain.consultation.comment.acts import Answer, Hiding
from casework.domain.consultation.comment.vocabulary import Action as CommentAction
from casework.domain.consultation.comment.vocabulary import HidingReason
from casework.domain.consultation.comment.writing import Writing
from casework.domain.consultation.content import Content, Passage, Ways
from casework.domain.consultation.vocabulary import (
    Action,
    Adoption,
    CommentSource,
    Kind,
    Participation,
)
from casework.domain.moments import SHANGHAI
from casework.services.consultation import (
    acts,
    answering,
    catalogue,
    commenting,
    comments,
    drafting,
    feedback,
    grouping,
)
from casework.services.consultation.catalogue import DecisionLine
from casework.services.consultation.commenting import Arrival
from casework.services.consultation.grouping import NewGroup
from casework.services.office import Office

_PRICE = "反对提高居民第一阶梯水价，请维持现行标准不变。"
_SAID = (
    Writing(text="第一阶梯的水量偏少，建议按四口之家核定。", passage=2),
    Writing(text=_PRICE, passage=2),
    Writing(text=_PRICE, passage=2),
    Writing(text=f"{_PRICE}我家有三位老人。", passage=2),
    Writing(text="建议写明水表免费更换的周期，现在没有人管。", passage=3),
    Writing(text="赞成。建议同时公布供水企业的成本监审结果。", name="张示范", phone="19900000000"),
)
_YES = Answer(Adoption.ADOPTED, "已在第二条增加按家庭人口核定水量的规定。")
_NO = Answer(Adoption.NOT_ADOPTED, "改造资金由财政承担，村民不承担费用。")


def tell_all(cast: Cast) -> None:
    """Let every consultation happen, up to now."""
    decision_id = _catalogue(cast)
    telling = _Telling(cast, cast.office, SetClock(cast.office.now()))
    _open(telling, decision_id)
    _closed(telling)
    _answered(telling)
    _to_come(telling)


@dataclass
class _Telling:
    """Whoever tells: each act on its day, under a key that is the same at every telling."""

    cast: Cast
    office: Office
    clock: SetClock
    number: int = 0

    def at(self, days: int) -> Office:
        """The office so many days back, in the morning."""
        on = self.cast.today - timedelta(days=days)
        moment = datetime.combine(on, time(8, 30), SHANGHAI)
        self.clock.put(min(moment, self.office.now()))
        return replace(self.office, clock=self.clock)

    def key(self) -> str:
        """A form's key."""
        self.number += 1
        return uuid5(NAMESPACE_OID, f"casework demo consultation {self.number}").hex

    def publish(self, days: int, content: Content) -> str:
        """Draft, review and approve a consultation; its reference."""
        office, staff = self.at(days), self.cast.staff
        reference = drafting.draft(office, content, self.key(), staff["handler"])
        order = acts.Order(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), self.key())
        acts.act(office, reference, order, staff["handler"])
        approval = acts.Order(Action.APPROVE, facts.Approval(), self.key())
        drafting.approve(office, reference, approval, staff["approver"])
        return reference

    def comment(self, days: int, reference: str, said: Sequence[Writing]) -> list[str]:
        """Let people comment; the comments' references."""
        office, agency_id = self.at(days), self.cast.agency_id
        return [
            commenting.submit(office, reference, agency_id, one, (), self.key()).reference
            for one in said
        ]

    def answer(self, days: int, reference: str, these: list[str], answer: Answer) -> None:
        """Answer comments alike."""
        office, handler = self.at(days), self.cast.staff["handler"]
        answering.answer_all(office, reference, these, answer, self.key(), handler)


def _open(telling: _Telling, decision_id: int) -> None:
    opens_on = telling.cast.today - timedelta(days=12)
    reference = telling.publish(13, replace(_bylaw(opens_on), decision_id=decision_id))
    sent = telling.comment(5, reference, _SAID)
    rude = telling.comment(4, reference, [Writing(text="骗子，都是骗子！")])
    hide = comments.Order(CommentAction.HIDE, Hiding(HidingReason.INSULT), telling.key())
    comments.act(telling.at(3), rude[0], hide, telling.cast.staff["clerk"])
    group, handler = NewGroup("反对提高第一阶梯水价", "水资源科"), telling.cast.staff["handler"]
    grouping.open_group(telling.at(2), reference, group, sent[1:3], telling.key(), handler)
    telling.answer(2, reference, sent[:1], _YES)


def _closed(telling: _Telling) -> None:
    opens_on = telling.cast.today - timedelta(days=40)
    river = replace(
        _bylaw(opens_on),
        kind=Kind.NORMATIVE_DOCUMENT,
        title="示范市河道管理范围划定方案（征求意见稿）",
        passages=(Passage("", "清水河示范区段河道管理范围为堤防背水坡脚外20米。"),),
    )
    reference = telling.publish(41, river)
    telling.comment(20, reference, [Writing(text="建议在地图上标明边界。", passage=1)])


def _answered(telling: _Telling) -> None:
    opens_on = telling.cast.today - timedelta(days=90)
    water = replace(
        _bylaw(opens_on),
        kind=Kind.OTHER,
        title="示范市农村饮水安全工程改造计划（征求意见稿）",
        passages=(Passage("", "本年度改造清水镇等3个镇的供水管网。"),),
    )
    reference = telling.publish(91, water)
    said = ("建议先改造学校。", "反对由村民承担费用。", "建议增加示范镇。")
    sent = telling.comment(70, reference, [Writing(text=text) for text in said])
    office, clerk = telling.at(69), telling.cast.staff["clerk"]
    letter = Arrival(CommentSource.LETTER, office.today(), "来信登记簿第1号")
    by_letter = Writing(text="请先改造学校和卫生院。", name="李示范")
    came = commenting.key_in(office, reference, by_letter, letter, (), telling.key(), clerk)
    telling.answer(50, reference, sent[:1], Answer(Adoption.ADOPTED, "学校列入第一批改造。"))
    telling.answer(50, reference, sent[1:2], _NO)
    partly = Answer(Adoption.PARTLY_ADOPTED, "示范镇列入下一年度计划，学校优先改造。")
    telling.answer(50, reference, [sent[2], came.reference], partly)
    words = feedback.Words(
        "各方面意见已经逐条研究，合理的意见已经吸收到计划中。", "部分意见不在本计划的范围内。"
    )
    handler, approver = telling.cast.staff["handler"], telling.cast.staff["approver"]
    feedback.submit(telling.at(48), reference, words, telling.key(), None, handler)
    feedback.publish(telling.at(47), reference, telling.key(), None, approver)


def _to_come(telling: _Telling) -> None:
    opens_on = telling.cast.today + timedelta(days=7)
    flood = replace(
        _bylaw(opens_on),
        kind=Kind.RULE,
        title="示范市城市防洪管理规定（草案征求意见稿）",
        passages=(Passage("第一条", "为了加强城市防洪工作，制定本规定。"),),
    )
    telling.publish(1, flood)


def _bylaw(opens_on: date) -> Content:
    return Content(
        kind=Kind.MAJOR_DECISION,
        title="示范市节约用水管理办法（征求意见稿）",
        unit="水资源科",
        passages=(
            Passage("第一条", "为了节约用水，保障供水安全，制定本办法。"),
            Passage("第二条", "居民生活用水实行阶梯水价，第一阶梯水量按户核定。"),
            Passage("第三条", "供水企业应当定期检定、更换水表，不得向居民收取费用。"),
        ),
        explanation="我市人均水资源量低于全省平均水平，现行规定已实施十年，需要修订。",
        basis="《中华人民共和国水法》《城市供水条例》",
        ways=Ways(
            address="示范市示范区清水路1号示范市水务局",
            postcode="000000",
            email="shui@shifan.example",
            phone="000-12345678",
        ),
        participation=(Participation.PUBLIC_COMMENTS, Participation.WRITTEN_COMMENTS),
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=31),
    )


def _catalogue(cast: Cast) -> int:
    line = DecisionLine(
        year=cast.today.year,
        number=1,
        title="制定示范市节约用水管理办法",
        procedures="公众参与、专家论证、风险评估、合法性审查、集体讨论决定",
        hearing="是",
        unit="水资源科",
        decided=f"{cast.today.year}年第四季度",
        participation="公开征求意见、听证会",
    )
    other = replace(
        line,
        number=2,
        title="编制示范市水网建设规划",
        hearing="否",
        participation="公开征求意见、座谈会",
    )
    keys = [uuid5(NAMESPACE_OID, f"casework demo decision {n}").hex for n in (1, 2)]
    first = catalogue.enter(cast.office, line, keys[0], cast.staff["handler"])
    catalogue.enter(cast.office, other, keys[1], cast.staff["handler"])
    return first
