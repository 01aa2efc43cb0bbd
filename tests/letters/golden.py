"""The golden texts: what every kind of letter reads, as a reader of the PDF finds it.

After a change of wording that is meant: `python -m tests.letters.golden`, and read the diff.
"""

from pathlib import Path

from casework.domain.disclosure.letters import LetterKind
from tests.letters.paper import page_texts
from tests.letters.samples import printed

GOLDEN = Path(__file__).with_name("golden_texts")


def golden_text(kind: LetterKind) -> str:
    """A letter's text, line by line, its pages parted by a rule."""
    return "\n----\n".join(page_texts(printed(kind).pdf)) + "\n"


if __name__ == "__main__":
    for each in LetterKind:
        (GOLDEN / f"{each.value}.txt").write_text(golden_text(each), encoding="utf-8")
