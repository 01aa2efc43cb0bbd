"""A letter's fonts as they are embedded: the few characters it needs, found again when copied.

ReportLab parses the fonts; the subsets are written here, because its own leave in what a letter
does not need, take four times as long, and map characters above U+FFFF wrongly for search and copy.
A glyph is packed once a process: packing was a quarter of the time that a letter takes.
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from reportlab.pdfbase import pdfdoc, ttfonts

from casework.letters.pdf import Raw, Stream, reference

_ENTRIES_A_BLOCK = 100  # the most that a ToUnicode block may hold
_WORD = 4  # bytes: what a table of a font is padded to
_CHECKSUM_OF_A_FONT = 0xB1B0AFBA
_COPIED = ("cvt ", "fpgm", "prep")  # what hinting needs, where a font has it
_SYMBOLIC, _NONSYMBOLIC = 4, 32  # flags of a font: codes lead to glyphs, not names
_NEGATIVE = 0x80  # of a first byte: a composite glyph's count of contours is below 0
# Flags of a composite glyph's component (OpenType, glyf): its length follows from them.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80


# A zlib stream's first bytes, and the empty block that ends it.
_ZLIB_HEAD, _ZLIB_END = b"\x78\xda", b"\x03\x00"


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file as a zlib stream, and its length unpacked."""

    packed: bytes
    length: int


@dataclass(frozen=True, slots=True)
class _Outline:
    """A glyph's outline, padded to words, with its checksum and the glyphs that it is made of.

    `packed`: the outline as a piece of any zlib stream.
    """

    data: bytes
    packed: bytes
    checksum: int
    parts: tuple[tuple[int, int], ...] = ()  # where in the data a part's number stands, and which


def _outline(data: bytes) -> _Outline:
    data += bytes(-len(data) % _WORD)
    return _Outline(data, _piece(data), _checksum(data), tuple(_parts(data)))


class LetterFont(ttfonts.TTFont):  # type: ignore[misc]  # ReportLab publishes no types
    """A TrueType font of which each letter holds what it shows."""

    def __init__(self, name: str, source: Any) -> None:
        super().__init__(name, source, asciiReadable=0)
        self._outlines: dict[int, _Outline] = {}
        self._glyf = self.face.get_table_pos("glyf")[0]
        self._hmtx = self._table("hmtx")
        self._full_metrics: int = struct.unpack_from(">H", self._table("hhea"), 34)[0]
        self._copied = {tag: self._table(tag) for tag in _COPIED if tag in self.face.table}

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802  # ReportLab's name
        """Write the font's subsets into a document, when all its text is drawn."""
        state = self.state[doc]
        state.frozen = 1
        for number, codes in enumerate(state.subsets):
            internal = self.getSubsetInternalName(number, doc)[1:]
            prefix = ttfonts.SUBSETN(number).decode("ascii")
            font = self._dictionary(doc, internal, f"{prefix}+{self.face.name.decode()}", codes)
            doc.idToObject["BasicFonts"].dict[internal] = doc.Reference(font, internal)
        del self.state[doc]

    def subset(self, codes: Sequence[int]) -> FontFile:
        """A font file in which the places of `codes`, characters' numbers, lead to their glyphs."""
        outlines, places = self._collected(codes)
        glyphs = [_renumbered(outline, places) for outline in outlines.values()]
        loca = [0, *accumulate(len(glyph.data) for glyph in glyphs)]
        metrics = b"".join(map(self._metrics, outlines))
        head, hhea, maxp = (bytearray(self._table(tag)) for tag in ("head", "hhea", "maxp"))
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">H", head, 50, 1)  # long offsets
        struct.pack_into(">H", hhea, 34, len(glyphs))
        struct.pack_into(">H", maxp, 4, len(glyphs))
        tables = {
            **self._copied,
            "cmap": _cmap([places[self.face.charToGlyph.get(code, 0)] for code in codes]),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": metrics,
            "loca": struct.pack(f">{len(loca)}L", *loca),
            "maxp": bytes(maxp),
        }
        return _font_file(tables, glyphs)

    def _table(self, tag: str) -> bytes:
        table: bytes = self.face.get_table(tag)
        return table

    def _metrics(self, number: int) -> bytes:
        """A glyph's width and left side, in the font's own units, not in ReportLab's."""
        if number < self._full_metrics:
            return self._hmtx[4 * number : 4 * number + 4]
        width = self._hmtx[4 * self._full_metrics - 4 : 4 * self._full_metrics - 2]
        at = 2 * (self._full_metrics + number)
        return width + self._hmtx[at : at + 2]

    def _collected(self, codes: Sequence[int]) -> tuple[dict[int, _Outline], dict[int, int]]:
        """The outlines of the characters and of what they are made of, and each one's new place."""
        numbers = [0, *(self.face.charToGlyph.get(code, 0) for code in codes)]
        outlines: dict[int, _Outline] = {}
        waiting = list(dict.fromkeys(numbers))
        for number in waiting:
            if number not in outlines:
                outlines[number] = self._outline(number)
                waiting.extend(part for _, part in outlines[number].parts)
        return outlines, {number: place for place, number in enumerate(outlines)}

    def _outline(self, number: int) -> _Outline:
        known = self._outlines.get(number)
        if known is None:
            begin, end = self.face.glyphPos[number], self.face.glyphPos[number + 1]
            data = self.face._ttf_data[self._glyf + begin : self._glyf + end]  # noqa: SLF001
            known = self._outlines[number] = _outline(data)
        return known

    def _dictionary(
        self, doc: pdfdoc.PDFDocument, internal: str, name: str, codes: Sequence[int]
    ) -> Raw:
        widths = self.face.charWidths
        shown = " ".join(str(widths.get(code, self.face.defaultWidth)) for code in codes)
        text = Stream(_to_unicode(name, codes).encode("ascii"))
        return Raw(
            f"<< /Type /Font /Subtype /TrueType /Name /{internal} /BaseFont /{name} "
            f"/FirstChar 0 /LastChar {len(codes) - 1} /Widths [ {shown} ] "
            f"/ToUnicode {reference(doc, text)} "
            f"/FontDescriptor {reference(doc, self._descriptor(doc, name, codes))} >>"
        )

    def _descriptor(self, doc: pdfdoc.PDFDocument, name: str, codes: Sequence[int]) -> Raw:
        face, made = self.face, self.subset(codes)
        entries = f"/Filter /FlateDecode /Length1 {made.length}"
        file = Stream(made.packed, entries, pack=False)
        box = " ".join(map(str, face.bbox))
        return Raw(
            f"<< /Type /FontDescriptor /FontName /{name} "
            f"/Flags {face.flags & ~_NONSYMBOLIC | _SYMBOLIC} /FontBBox [ {box} ] "
            f"/ItalicAngle {face.italicAngle} /Ascent {face.ascent} /Descent {face.descent} "
            f"/CapHeight {face.capHeight} /StemV {face.stemV} /MissingWidth {face.defaultWidth} "
            f"/FontFile2 {reference(doc, file)} >>"
        )


def _parts(data: bytes) -> list[tuple[int, int]]:
    """The glyphs that a composite glyph is made of: where each is named, and which it is."""
    if not data or data[0] < _NEGATIVE:
        return []
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, number = struct.unpack_from(">HH", data, at)
        found.append((at + 2, number))
        at += 8 if flags & _WORDS else 6
        at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _TWO_SCALES) + 8 * bool(flags & _MATRIX)
    return found


def _renumbered(outline: _Outline, places: dict[int, int]) -> _Outline:
    """A glyph with the new places of the glyphs that it is made of."""
    if not outline.parts:
        return outline
    data = bytearray(outline.data)
    for at, number in outline.parts:
        struct.pack_into(">H", data, at, places[number])
    return _outline(bytes(data))


def _cmap(glyphs: Sequence[int]) -> bytes:
    """The one table by which a symbolic font's codes, from 0 on, lead to glyphs: (1, 0), form 6."""
    head = (0, 1, 1, 0, 0, 12, 6, 10 + 2 * len(glyphs), 0, 0, len(glyphs))
    return struct.pack(f">{len(head) + len(glyphs)}H", *head, *glyphs)


def _font_file(tables: dict[str, bytes], glyphs: Sequence[_Outline]) -> FontFile:
    """The tables as a font file, the outlines at its end, where their packed pieces follow."""
    order = sorted([*tables, "glyf"])
    power = len(order).bit_length() - 1
    head = struct.pack(
        ">LHHHH", 0x00010000, len(order), 16 << power, power, 16 * (len(order) - (1 << power))
    )
    glyf = b"".join(glyph.data for glyph in glyphs)
    checksums = {tag: _checksum(data) for tag, data in tables.items()}
    checksums["glyf"] = sum(glyph.checksum for glyph in glyphs) & 0xFFFFFFFF
    at, places, bodies = len(head) + 16 * len(order), {}, []
    for tag, data in tables.items():
        places[tag] = at, len(data)
        bodies.append(data + bytes(-len(data) % _WORD))
        at += len(bodies[-1])
    places["glyf"] = at, len(glyf)
    entries = (
        struct.pack(">4sLLL", tag.encode("ascii"), checksums[tag], *places[tag]) for tag in order
    )
    directory = head + b"".join(entries)
    front = bytearray(directory + b"".join(bodies))
    total = _checksum(directory) + sum(checksums.values())
    struct.pack_into(">L", front, places["head"][0] + 8, (_CHECKSUM_OF_A_FONT - total) & 0xFFFFFFFF)
    # The sum over the whole stream that ends it is the one thing that is not known piece by piece.
    tail = struct.pack(">L", zlib.adler32(glyf, zlib.adler32(front)))
    pieces = (glyph.packed for glyph in glyphs)
    packed = b"".join((_ZLIB_HEAD, _piece(bytes(front)), *pieces, _ZLIB_END, tail))
    return FontFile(packed, len(front) + len(glyf))


def _piece(data: bytes) -> bytes:
    """Data packed so that further pieces may follow."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % _WORD)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // _WORD}L", padded)
    return sum(words) & 0xFFFFFFFF


def _to_unicode(name: str, codes: Sequence[int]) -> str:
    """The map by which a reader copies and searches: UTF-16BE, in blocks of at most 100."""
    entries = [
        f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for place, code in enumerate(codes)
        if code  # a code that shows nothing means nothing
    ]
    blocks = [
        entries[at : at + _ENTRIES_A_BLOCK] for at in range(0, len(entries), _ENTRIES_A_BLOCK)
    ]
    maps = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{maps}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
