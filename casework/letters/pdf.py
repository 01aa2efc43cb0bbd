"""Objects of a PDF that ReportLab has no word for, or writes in a way that archives refuse."""

import zlib

from reportlab.pdfbase import pdfdoc

_LEVEL = 2  # of zlib: half the time of its usual 6, and 4 % more bytes, most of them the fonts'


class Own(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab publishes no types
    """An object that is written by its own `format`, and is referred to, never repeated."""

    __RefOnly__ = 1


class Raw(Own):
    """An object as it is written, for what ReportLab would format piece by piece."""

    def __init__(self, text: str) -> None:
        self._text = text.encode("latin-1")

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The object's own text."""
        return self._text


class Stream(Own):
    """A stream with an end of line before its end, which PDF/A asks for and ReportLab leaves out.

    `entries` are written into its dictionary as they are.
    """

    def __init__(self, content: bytes, entries: str = "", *, pack: bool = True) -> None:
        if pack:
            content, entries = zlib.compress(content, _LEVEL), f"/Filter /FlateDecode {entries}"
        self._content, self._entries = content, entries

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The dictionary and the content."""
        head = f"<< /Length {len(self._content)} {self._entries} >>\nstream\n"
        return b"".join((head.encode("latin-1"), self._content, b"\nendstream\n"))


def reference(document: pdfdoc.PDFDocument, thing: pdfdoc.PDFObject) -> str:
    """How one object of a PDF names another."""
    written: bytes = document.Reference(thing).format(document)
    return written.decode("ascii")


def with_entries(thing: pdfdoc.PDFCatalog, **entries: pdfdoc.PDFObject) -> None:
    """Add entries to a catalogue or a page that ReportLab does not know of."""
    thing.__NoDefault__ = [*thing.__NoDefault__, *entries]
    for name, value in entries.items():
        setattr(thing, name, value)


def text_string(words: str) -> str:
    """Words as a PDF writes them: UTF-16 in hexadecimal digits."""
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"
