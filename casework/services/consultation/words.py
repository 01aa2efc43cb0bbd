"""What comments say, as they are compared: the index of their words is kept with them."""

from casework.domain.similarity import Wording, sketch, worded
from casework.persistence.encryption import keyring
from casework.persistence.models import Case
from casework.persistence.queries import comment_words


def index_of(text: str) -> str:
    """The blind index of a comment's words: those that say the very same share it."""
    return _index(worded(text))


def enter(case: Case) -> None:
    """Let a new comment be found, within the transaction that writes it: each wording once."""
    kept = case.comment
    first = comment_words.first_with_words(kept.consultation_id, kept.words_index, case.id)
    if first is None:
        comment_words.enter_bands(kept.consultation_id, case.id, sketch(worded(kept.text)))


def change(case: Case, text: str) -> None:
    """Let a comment say something else, within the transaction that changes it."""
    kept = case.comment
    before = sketch(worded(kept.text))
    comment_words.drop_bands(kept.consultation_id, case.id, before)
    other = comment_words.first_with_words(kept.consultation_id, kept.words_index, case.id)
    if other is not None:
        comment_words.drop_bands(kept.consultation_id, other, before)
        comment_words.enter_bands(kept.consultation_id, other, before)
    kept.text, kept.words_index = text, index_of(text)
    enter(case)


def _index(said: Wording) -> str:
    return keyring.index("\0".join(sorted(said.grams)), "comment words")
