"""Facts to PDF: official letters by GB/T 9704-2012, the same facts always in the same bytes."""

from casework.letters.faces import NoGlyph
from casework.letters.facts import LetterFacts, Sender
from casework.letters.labels import Address, AddressTooLong
from casework.letters.press import Press, Printed
from casework.letters.seals import Seal, UnfitSeal, seal_from_png
from casework.letters.verification import Verification, drawn_code, plain_code
from casework.letters.zones import UnfitWords

__all__ = [
    "Address",
    "AddressTooLong",
    "LetterFacts",
    "NoGlyph",
    "Press",
    "Printed",
    "Seal",
    "Sender",
    "UnfitSeal",
    "UnfitWords",
    "Verification",
    "drawn_code",
    "plain_code",
    "seal_from_png",
]
