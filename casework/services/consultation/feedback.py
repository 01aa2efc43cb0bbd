"""The feedback on a consultation: drawn up of what the comments were answered, sent to review.

It is one snapshot: the figures, the table and the words are of the same comments.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.domain.consultation.acts.feedback import FeedbackRelease, FeedbackSubmission
from casework.domain.consultation.feedback import Answered, Feedback, rows_of, texts, with_texts
from casework.domain.consultation.standing import Standing
from casework.domain.consultation.tally import Tally
from casework.domain.consultation.vocabulary import Action
from casework.domain.publication.gate import (
    TITLE,
    FoundIn,
    Kept,
    PublicCopy,
    Said,
    copy_of,
    found,
    with_words,
    words_in,
)
from casework.domain.roles import Actor
from casework.persistence.facts import to_fields
from casework.persistence.models import Case
from casework.persistence.queries import comments
from casework.services import agencies
from casework.services.acts import Order
from casework.services.consultation import acts, paper, record, viewing
from casework.services.consultation.grouping import consultation_of
from casework.services.office import Office


@dataclass(frozen=True, slots=True)
class Words:
    """What staff say in a feedback, which personal data stay in it and why, what goes besides."""

    overview: str = ""
    reasons: str = ""
    kept: tuple[Kept, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """A feedback as it would be published: as it was said, as it would read, what is masked."""

    feedback: Feedback
    masked: Feedback
    found: tuple[FoundIn, ...]


def drafted(office: Office, reference: str, actor: Actor, words: Words | None = None) -> Drafted:
    """What would be published now, or what is in review; `words` None: those last submitted.

    Raises NotThere.
    """
    case = consultation_of(reference, actor)
    standing = record.COURSE.standing_of(case)
    said = words or words_of(standing)
    up_to = case.consultation.counted_up_to
    whole = drawn_up(case, standing, said, up_to, office.today())
    # Words that were named when it was last submitted may have gone; words just typed may not.
    also = said.also if words else words_in(texts(whole), said.also)
    all_found = found(with_words(texts(whole), also))
    # What was to stay may have moved since it was submitted: then somebody decides anew.
    there = {(one.place, one.finding.begins, one.finding.ends) for one in all_found}
    kept = tuple(one for one in said.kept if (one.place, one.begins, one.ends) in there)
    masked = public_copy(whole, kept, also)
    return Drafted(whole, with_texts(whole, masked.texts), all_found)


def submit(  # noqa: PLR0913, PLR0917  # what, on which, as seen when, by whom, under which key
    office: Office, reference: str, words: Words, key: str, version: int | None, actor: Actor
) -> None:
    """Send a feedback to review; raises Refused (somebody is not answered yet) and NotThere."""
    case = consultation_of(reference, actor)
    last = comments.last_id(case.id)
    standing = record.COURSE.standing_of(case)
    whole = drawn_up(case, standing, words, last, office.today())
    facts = FeedbackSubmission(
        overview=words.overview,
        reasons=words.reasons,
        tally=whole.tally,
        last_comment_id=last,
        kept=words.kept,
        drawn_up_on=whole.as_of,
        digest=digest_of(public_copy(whole, words.kept, words.also)),
        also=words.also,
    )
    acts.act(office, reference, Order(Action.SUBMIT_FEEDBACK, facts, key, version), actor)


def publish(office: Office, reference: str, key: str, version: int | None, actor: Actor) -> None:
    """Publish the feedback that is in review; raises Refused and NotThere."""
    order = Order(Action.PUBLISH_FEEDBACK, FeedbackRelease(), key, version)
    acts.act(office, reference, order, actor)


def draft_pdf(office: Office, reference: str, actor: Actor) -> bytes:
    """The feedback as it would be published, on paper; raises NotThere."""
    return paper.to_pdf(drafted(office, reference, actor).masked)


def words_of(standing: Standing) -> Words:
    """What was last submitted; nothing where nothing was."""
    last = standing.feedback or next(
        (
            event.facts
            for event in reversed(standing.events)
            if isinstance(event.facts, FeedbackSubmission)
        ),
        None,
    )
    return Words() if last is None else Words(last.overview, last.reasons, last.kept, last.also)


def drawn_up(
    case: Case, standing: Standing, words: Words, up_to: int | None, as_of: date
) -> Feedback:
    """A feedback of the comments up to one of them; the table waits until all are answered."""
    content = standing.content
    assert content is not None, case.reference  # a consultation begins with its draft
    assert standing.closes_on is not None, case.reference
    tally = viewing.tally(case.id, up_to)
    return Feedback(
        agency=agencies.by_id(case.agency_id).name,
        reference=case.reference,
        title=content.title,
        kind=content.kind,
        unit=content.unit,
        participation=content.participation,
        opens_on=content.opens_on,
        closes_on=standing.closes_on,
        as_of=as_of if standing.feedback is None else standing.feedback.drawn_up_on,
        tally=tally,
        overview=words.overview,
        reasons=words.reasons,
        rows=rows_of(_answered(case, tally, up_to)),
    )


def public_copy(
    feedback: Feedback, kept: tuple[Kept, ...], also: tuple[str, ...] = ()
) -> PublicCopy:
    """What of a feedback is published, through the gate; raises Refused as `copy_of` does."""
    return copy_of((Said(TITLE, paper.title_of(feedback)), *texts(feedback)), kept, also)


def digest_of(copy: PublicCopy) -> str:
    """The SHA-256 of all texts that are published."""
    text = json.dumps(to_fields(copy), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _answered(case: Case, tally: Tally, up_to: int | None) -> Iterator[Answered]:
    if tally.unanswered:
        return
    for row in comments.answers(case.id, up_to):
        yield Answered(row.text, row.words_index, row.source, row.adoption, row.reason, row.name)
