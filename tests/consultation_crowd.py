"""Very many comments on one draft, as a campaign brings them."""

import random

from casework.domain.consultation.comment.acts import Submission
from casework.domain.consultation.comment.vocabulary import Action
from casework.domain.consultation.vocabulary import CommentSource
from casework.domain.roles import author
from casework.domain.workflow import Situation
from casework.persistence.database import transaction
from casework.services.acts import Order
from casework.services.consultation import commenting, comments
from casework.services.consultation.comment_record import COURSE, Doing
from tests.consultation_road import ConsultationRoad, said

_CAMPAIGN = "坚决反对提高居民第一阶梯水价，请维持现行标准不变。"
_WORDS = "节约用水居民阶梯水价农村饮水工程管网改造漏损控制计量水表费用减免困难补贴标准公开"


def file_many(way: ConsultationRoad, count: int) -> None:
    """Comments as they come in, but in one transaction: ten thousand visitors took hours.

    A third says the very same, a third says nearly that, a third says something else.
    """
    lots = random.Random(4)  # noqa: S311  # the same comments at every run
    office, now = way.office, way.office.now()
    agency, about = office.agency(), way.see().case
    with transaction():
        for number in range(count):
            text = _text(number, lots)
            case = commenting.drawn_up(agency, said(text), f"{number:064d}", now)
            case.comment.consultation_id = about.id
            case.comment.source = CommentSource.ONLINE
            comments.ROAD.series.number(case, agency, now)
            digest = commenting.digest_of(said(text))
            facts = Submission(digest, None, office.today())
            actor, begun = author(agency.id), COURSE.beginning
            situation = Situation(begun, actor, office.today(), office.calendar)
            step = COURSE.procedure.fire(situation, Action.SUBMIT, facts)
            doing = Doing(case, begun, step, facts, actor, now)
            comments.ROAD.carry_out(office, doing, Order(Action.SUBMIT, facts, ""))


def _text(number: int, lots: random.Random) -> str:
    if number % 3 == 0:
        return _CAMPAIGN
    if number % 3 == 1:
        return f"{_CAMPAIGN}我家{lots.randint(2, 9)}口人，住在第{lots.randint(1, 400)}小区。"
    return "".join(lots.choice(_WORDS) for _ in range(lots.randint(20, 80)))
