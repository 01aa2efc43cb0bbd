"""Two consultations as they were published: 62 comments, 55 adopted; 31 comments, 8 adopted."""

import pytest

from casework.domain.consultation.vocabulary import Adoption, CommentSource, State
from casework.services.consultation import published
from tests.consultation_road import ConsultationRoad, said
from tests.letters.paper import read


@pytest.mark.parametrize(
    ("online", "by_letter", "adopted", "partly"),
    [
        pytest.param(50, 12, 55, 0, id="62-comments-55-adopted"),
        pytest.param(31, 0, 8, 3, id="31-comments-8-adopted"),
    ],
)
def test_the_published_figures_of_a_real_consultation_reconcile(
    way: ConsultationRoad, online: int, by_letter: int, adopted: int, partly: int
) -> None:
    way.publish()
    sent = [way.comment() for _ in range(online)]
    sent += [way.key_in(said(f"来信第{n}封：建议修改。")) for n in range(by_letter)]
    way.close()
    way.answer(sent[:adopted])
    if partly:
        way.answer(sent[adopted : adopted + partly], Adoption.PARTLY_ADOPTED, "部分内容已吸收。")
    way.answer(sent[adopted + partly :], Adoption.NOT_ADOPTED, "超出本办法的调整范围。")
    way.submit_feedback()
    way.release()
    shown = published.one(way.office, way.reference).feedback

    assert shown is not None
    assert (shown.tally.received, shown.tally.adopted) == (online + by_letter, adopted)
    assert shown.tally.partly_adopted == partly
    assert shown.tally.reconciles
    assert shown.shown == online + by_letter
    assert dict(shown.tally.by_source).get(CommentSource.ONLINE) == online
    assert way.see().standing.state is State.FEEDBACK_PUBLISHED
    text = read(published.feedback_pdf(way.office, way.reference))
    assert f"共收到意见{online + by_letter}条，采纳{adopted}条" in text
