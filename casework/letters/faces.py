"""The faces of a letter: which font shows which character, and a refusal where none does.

Fonts are parsed once a process; the large face for rare names only when a name needs it.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics, ttfonts

FOLDER = Path(__file__).with_name("fonts")
_EM = 1000  # ReportLab's width units per em
_ENTRIES_A_BLOCK = 100  # the most that a ToUnicode block may hold


class Face(StrEnum):
    """The faces by the part they play (GB/T 9704-2012)."""

    BODY = "body"
    TITLE = "title"
    FIRST_LEVEL = "first_level"
    SECOND_LEVEL = "second_level"
    PAGE_NUMBER = "page_number"


_FANG, _SONG, _BOLD = "XgkFang-Regular", "XgkSong-Regular", "XgkSong-Bold"
_HEI, _KAI, _RARE = "XgkHei-Regular", "XgkKai-Regular", "XgkRare-Regular"
# In this order each face looks for a character.
_CHAINS = {
    Face.BODY: (_FANG, _SONG, _RARE),
    Face.TITLE: (_BOLD, _SONG, _RARE),
    Face.FIRST_LEVEL: (_HEI, _SONG, _RARE),
    Face.SECOND_LEVEL: (_KAI, _SONG, _RARE),
    Face.PAGE_NUMBER: (_SONG,),
}


class NoGlyph(Exception):
    """No font has these characters; the letter is not printed with empty boxes instead."""

    def __init__(self, characters: Sequence[str]) -> None:
        named = "、".join(f"{character}（U+{ord(character):04X}）" for character in characters)
        super().__init__(f"没有字体能显示：{named}")
        self.characters = tuple(characters)


class Faces:
    """The shipped fonts, each replaced by one of the same name in an agency's own folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._fonts: dict[str, ttfonts.TTFont] = {}
        self._lock = Lock()
        self.text_font = _FANG

    def font_of(self, face: Face, character: str) -> str:
        """The name of the first font of a face that has a character; raises NoGlyph."""
        code = ord(character)
        chain = _CHAINS[face]
        if face is Face.BODY and character.isascii():
            # The figures of 仿宋 are slab-like and heavy; those of 宋体 sit quietly beside it.
            chain = (_SONG, *chain)
        for name in chain:
            if code in self._font(name).face.charToGlyph:
                return self._name(name)
        raise NoGlyph([character])

    def runs(self, face: Face, text: str) -> Iterator[tuple[str, str]]:
        """A text in pieces of one font each; raises NoGlyph with all that cannot be shown."""
        self.check(text)
        start = 0
        fonts = [self.font_of(face, character) for character in text]
        for end in range(1, len(text) + 1):
            if end == len(text) or fonts[end] != fonts[start]:
                yield fonts[start], text[start:end]
                start = end

    def check(self, text: str) -> None:
        """Refuse a text with characters that no font has."""
        seen = (character for character in dict.fromkeys(text) if not character.isspace())
        lacking = [character for character in seen if not self._is_known(character)]
        if lacking:
            raise NoGlyph(lacking)

    def width(self, face: Face, character: str) -> float:
        """A character's width in em."""
        name = self.font_of(face, character)
        return float(pdfmetrics.getFont(name).face.charWidths[ord(character)]) / _EM

    def load(self) -> None:
        """Parse the faces that every letter uses, so that workers share them."""
        for name in (_FANG, _SONG, _BOLD):
            self._font(name)

    def _is_known(self, character: str) -> bool:
        code = ord(character)
        return any(code in self._font(name).face.charToGlyph for name in _CHAINS[Face.BODY])

    def _font(self, name: str) -> ttfonts.TTFont:
        with self._lock:
            if name not in self._fonts:
                self._fonts[name] = self._parse(name)
            return self._fonts[name]

    def _parse(self, name: str) -> ttfonts.TTFont:
        own = None if self._folder is None else self._folder / f"{name}.ttf"
        is_own = own is not None and own.exists()
        path = own if own is not None and is_own else next(FOLDER.glob(f"{name}*.ttf"))
        font = ttfonts.TTFont(self._name(name), str(path))
        pdfmetrics.registerFont(font)
        return font

    def _name(self, name: str) -> str:
        """A registered font's name; an agency's own set does not mix with the shipped one."""
        return name if self._folder is None else f"{name}-{abs(hash(str(self._folder)))}"


@cache
def faces(folder: Path | None = None) -> Faces:
    """The faces of this process, parsed once."""
    return Faces(folder)


def _to_unicode(fontname: str, subset: Sequence[int]) -> str:
    """The map by which a reader copies and searches: UTF-16BE, in blocks of at most 100.

    ReportLab 5.1 writes characters above U+FFFF with too many digits, so that they print right
    but are found as others.
    """
    codes = [
        f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for place, code in enumerate(subset)
    ]
    blocks = [codes[at : at + _ENTRIES_A_BLOCK] for at in range(0, len(codes), _ENTRIES_A_BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo",
            f"<< /Registry ({fontname})",
            f"/Ordering ({fontname})",
            "/Supplement 0",
            ">> def",
            f"/CMapName /{fontname} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *(
                line
                for block in blocks
                for line in (f"{len(block)} beginbfchar", *block, "endbfchar")
            ),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


ttfonts.makeToUnicodeCMap = _to_unicode
