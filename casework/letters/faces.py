"""The faces of a letter: which font shows which character, and a refusal where none does.

Fonts are parsed once a process; those for rare names only when a name needs them.
"""

import hashlib
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics

from casework.letters.subsets import LetterFont

FOLDER = Path(__file__).with_name("fonts")
_EM = 1000  # ReportLab's width units per em


class Face(StrEnum):
    """The faces by the part they play (GB/T 9704-2012)."""

    BODY = "body"
    TITLE = "title"
    FIRST_LEVEL = "first_level"
    SECOND_LEVEL = "second_level"
    PAGE_NUMBER = "page_number"


_FANG, _SONG, _BOLD = "XgkFang-Regular", "XgkSong-Regular", "XgkSong-Bold"
_HEI, _KAI = "XgkHei-Regular", "XgkKai-Regular"
_RARE, _FAR = "XgkRare-Regular", "XgkFar-Regular"
# In this order each face looks for a character. The rare face is as thin as 仿宋, so that a name
# with a character that 仿宋 lacks does not look bold in that one.
_CHAINS = {
    Face.BODY: (_FANG, _RARE, _FAR),
    Face.TITLE: (_BOLD, _SONG, _RARE, _FAR, _FANG),
    Face.FIRST_LEVEL: (_HEI, _SONG, _RARE, _FAR, _FANG),
    Face.SECOND_LEVEL: (_KAI, _SONG, _RARE, _FAR, _FANG),
    Face.PAGE_NUMBER: (_SONG,),
}


class NoGlyph(Exception):
    """No font has these characters; the letter is not printed with empty boxes instead."""

    def __init__(self, characters: Sequence[str]) -> None:
        named = "、".join(f"{character}（U+{ord(character):04X}）" for character in characters)
        super().__init__(f"没有字体能显示：{named}")
        self.characters = tuple(characters)


@dataclass(frozen=True, slots=True)
class Glyph:
    """The font that shows a character, and the character's width there in em."""

    font: LetterFont
    width: float


class Faces:
    """The shipped fonts, each replaced by one of the same name in an agency's own folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._fonts: dict[str, LetterFont] = {}
        self._lock = Lock()
        self._glyphs: dict[Face, dict[str, Glyph]] = {face: {} for face in Face}

    def glyph(self, face: Face, character: str) -> Glyph:
        """The glyph by which a face shows a character; raises NoGlyph."""
        known = self._glyphs[face].get(character)
        if known is not None:
            return known
        found = self._find(face, ord(character))
        if found is None:
            raise NoGlyph([character])
        self._glyphs[face][character] = found
        return found

    def runs(self, face: Face, text: str) -> Iterator[tuple[LetterFont, str]]:
        """A text in pieces of one font each, as (font, piece)."""
        start, font = 0, None
        for at, character in enumerate(text):
            here = self.glyph(face, character).font
            if font is not None and here is not font:
                yield font, text[start:at]
                start = at
            font = here
        if font is not None:
            yield font, text[start:]

    @property
    def text_font(self) -> LetterFont:
        """The font of the body's text."""
        return self._font(_FANG)

    def check(self, text: str) -> None:
        """Refuse a text with characters that no font has; raises NoGlyph with all of them."""
        seen = (character for character in dict.fromkeys(text) if not character.isspace())
        lacking = [character for character in seen if not self._is_known(character)]
        if lacking:
            raise NoGlyph(lacking)

    def width(self, face: Face, text: str) -> float:
        """A text's natural width in em."""
        return sum(self.glyph(face, character).width for character in text)

    def load(self) -> None:
        """Parse the fonts that every letter uses, so that workers share them."""
        for name in (_FANG, _SONG, _BOLD):
            self._font(name)

    def _is_known(self, character: str) -> bool:
        known = self._glyphs[Face.BODY]
        return character in known or self._find(Face.BODY, ord(character)) is not None

    def _find(self, face: Face, code: int) -> Glyph | None:
        for name in _CHAINS[face]:
            font = self._font(name)
            if code in font.face.charToGlyph:
                return Glyph(font, font.face.charWidths[code] / _EM)
        return None

    def _font(self, name: str) -> LetterFont:
        with self._lock:
            if name not in self._fonts:
                self._fonts[name] = self._parse(name)
            return self._fonts[name]

    def _parse(self, name: str) -> LetterFont:
        font = LetterFont(self._name(name), _opened(self._file(name)))
        pdfmetrics.registerFont(font)
        return font

    def _file(self, name: str) -> Path:
        own = None if self._folder is None else self._folder / f"{name}.ttf"
        return own if own is not None and own.exists() else next(FOLDER.glob(f"{name}.*"))

    def _name(self, name: str) -> str:
        """A font's name in ReportLab's register; an agency's set does not mix with the shipped."""
        if self._folder is None:
            return name
        return f"{name}-{hashlib.sha256(bytes(self._folder)).hexdigest()[:8]}"


@cache
def faces(folder: Path | None = None) -> Faces:
    """The faces of this process, parsed once."""
    return Faces(folder)


def _opened(path: Path) -> str | BytesIO:
    """What ReportLab reads a font from; the largest one is stored compressed."""
    return BytesIO(lzma.decompress(path.read_bytes())) if path.suffix == ".xz" else str(path)
