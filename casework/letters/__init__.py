"""Facts to PDF: official letters by GB/T 9704-2012, the same facts always in the same bytes."""

from casework.letters.faces import NoGlyph
from casework.letters.facts import LetterFacts, Sender
from casework.letters.press import Press, Printed

__all__ = ["LetterFacts", "NoGlyph", "Press", "Printed", "Sender"]
