"""意见采纳情况: what is published of the comments when all are answered (R-YG-2, 713号令 18, 29).

Its texts go through the gate for personal data one by one, by the names that `texts` gives them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from casework.domain.consultation.tally import Tally
from casework.domain.consultation.vocabulary import Adoption, CommentSource, Kind, Participation
from casework.domain.publication.gate import Said


@dataclass(frozen=True, slots=True)
class Answered:
    """A comment that is shown, with its answer; the same `words` are the very same wording.

    `author`: a name to be looked for in the text before it is published; "" where none was given.
    """

    text: str
    words: str
    source: CommentSource
    adoption: Adoption
    reason: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """A line of the table: so many comments in these words that came by this way, and the answer.

    `authors` are looked for in it and are gone from what is published.
    """

    number: int
    text: str
    source: CommentSource
    adoption: Adoption
    reason: str
    count: int = 1
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """The whole of it. `overview` and `reasons` (the main ones against) are written by staff.

    `as_of`: the day on which the figures were drawn up.
    """

    agency: str
    reference: str
    title: str
    kind: Kind
    unit: str
    participation: tuple[Participation, ...]
    opens_on: date
    closes_on: date
    as_of: date
    tally: Tally
    overview: str
    reasons: str
    rows: tuple[FeedbackRow, ...]

    @property
    def shown(self) -> int:
        """How many comments the table shows; the hidden ones are stated by their number."""
        return sum(row.count for row in self.rows)

    @property
    def reconciles(self) -> bool:
        """Whether the figures hold, and the table shows all that is not hidden."""
        return self.tally.reconciles and self.shown + self.tally.hidden == self.tally.received


def rows_of(comments: Iterable[Answered]) -> tuple[FeedbackRow, ...]:
    """The table of comments in the order in which they came, each wording and answer once."""
    rows: dict[tuple[str, CommentSource, Adoption, str], FeedbackRow] = {}
    for said in comments:
        key = (said.words, said.source, said.adoption, said.reason)
        row = rows.get(key)
        if row is None:
            number = len(rows) + 1
            row = FeedbackRow(number, said.text, said.source, said.adoption, said.reason, 0)
        named = said.author and said.author not in row.authors
        authors = (*row.authors, said.author) if named else row.authors
        rows[key] = replace(row, count=row.count + 1, authors=authors)
    return tuple(rows.values())


def texts(feedback: Feedback) -> Iterator[Said]:
    """The texts of a feedback: "overview", "reasons", then of each row "1", "1 reason", "2" …."""
    everybody = tuple(sorted({name for row in feedback.rows for name in row.authors}))
    yield Said("overview", feedback.overview, everybody)
    yield Said("reasons", feedback.reasons, everybody)
    for row in feedback.rows:
        yield Said(f"{row.number}", row.text, row.authors)
        yield Said(f"{row.number} reason", row.reason, row.authors)


def with_texts(feedback: Feedback, masked: Mapping[str, str]) -> Feedback:
    """A feedback with its texts as they come out of the gate."""
    return replace(
        feedback,
        overview=masked["overview"],
        reasons=masked["reasons"],
        rows=tuple(
            replace(
                row,
                text=masked[f"{row.number}"],
                reason=masked[f"{row.number} reason"],
                authors=(),
            )
            for row in feedback.rows
        ),
    )


def summary(feedback: Feedback) -> str:
    """The one sentence that everybody looks for, in Chinese: so many came, so many were adopted."""
    tally = feedback.tally
    if not tally.received:
        return "征求意见期间，没有收到意见。"
    ways = "、".join(f"{source.zh}{count}条" for source, count in tally.by_source)
    parts = [
        f"征求意见期间，共收到意见{tally.received}条，采纳{tally.adopted}条，",
        f"部分采纳{tally.partly_adopted}条，不采纳{tally.not_adopted}条。其中，{ways}。",
    ]
    if tally.late:
        parts.append(f"逾期收到的{tally.late}条已计算在内。")
    if tally.hidden:
        parts.append(f"另有{tally.hidden}条因内容不宜公开未在汇总表中列出，已计算在内。")
    return "".join(parts)
