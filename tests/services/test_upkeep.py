"""Upkeep: what nobody needs any more goes, and nothing that somebody needs."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from casework.adapters.files import MemoryFileStore
from casework.adapters.uploads import Upload
from casework.persistence.database import db
from casework.persistence.models import ApplicationDraft, IdempotencyKey, Purpose
from casework.services import attachments, drafts, upkeep
from casework.services.disclosure import filing
from casework.services.office import Office
from casework.services.refusals import NotThere
from tests.people import application
from tests.road import Road


@pytest.fixture
def storing(office: Office) -> Office:
    return replace(office, files=MemoryFileStore())


def upload(content: bytes) -> Upload:
    return Upload("证件.png", content, "image/png")


def test_the_files_of_a_draft_go_with_it_unless_a_case_has_them(
    storing: Office, road: Road
) -> None:
    filed = attachments.keep(storing, upload(b"filed"), Purpose.IDENTITY)
    replaced = attachments.keep(storing, upload(b"replaced"), Purpose.IDENTITY)
    abandoned = attachments.keep(storing, upload(b"abandoned"), Purpose.IDENTITY)
    sent = filing.submit(storing, road.agency_id, application(), (filed,), uuid4().hex)
    drafts.save(storing, "token", {}, (filed, replaced))
    drafts.save(storing, "token", {}, (filed, abandoned))

    with pytest.raises(KeyError):
        storing.files.get(replaced.stored_as)
    assert storing.files.get(abandoned.stored_as)

    road.clock.go_on(timedelta(days=1, minutes=1))
    drafts.drop_old(storing)

    with pytest.raises(KeyError):
        storing.files.get(abandoned.stored_as)
    road.reference = sent.reference
    (kept,) = road.see().attachments
    assert b"filed" == attachments.content(storing, road.see().case, kept.id)[1]
    with pytest.raises(NotThere):
        attachments.content(storing, road.see().case, kept.id + 1)


def test_a_draft_is_kept_for_a_day(storing: Office, road: Road) -> None:
    drafts.save(storing, "token", {"name": "张示范"}, ())
    drafts.save(storing, "other", {}, ())

    assert ({"name": "张示范"}, ()) == drafts.recall(storing, "token")
    drafts.drop("other")
    assert drafts.recall(storing, "other") is None

    road.clock.go_on(timedelta(days=1, minutes=1))
    assert drafts.recall(storing, "token") is None
    drafts.drop_old(storing)
    assert 0 == db.session.scalar(select(func.count()).select_from(ApplicationDraft))


def test_keys_are_forgotten_after_a_month(storing: Office, road: Road) -> None:
    road.start()
    road.clock.go_on(timedelta(days=31))
    upkeep.forget_old_keys(storing)

    assert 0 == db.session.scalar(select(func.count()).select_from(IdempotencyKey))
