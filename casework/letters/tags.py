"""The structure of a letter for those who hear it read: what is a heading, a paragraph, a table.

Each piece of a page belongs to an element of the tree, or is an artifact: rules, page numbers.
"""

from enum import StrEnum

from reportlab.pdfbase import pdfdoc

from casework.letters.pdf import Own, Raw, reference, text_string, with_entries


class Tag(StrEnum):
    """The kinds of elements (ISO 32000-1, 14.8.4)."""

    DOCUMENT = "Document"
    TITLE = "H1"
    HEADING = "H2"
    SUBHEADING = "H3"
    PARAGRAPH = "P"
    TABLE = "Table"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"


class Element(Own):
    """A node of the tree: its kind, what it holds in order, and what is said in a picture's place.

    What it holds are elements, and pieces of pages as (page from 1, mark from 0).
    """

    def __init__(self, tag: Tag, parent: "Element | None", spoken: str = "") -> None:
        self.tag, self._parent, self._spoken = tag, parent, spoken
        self._held: list[Element | tuple[int, int]] = []
        if parent is not None:
            parent.hold(self)

    def hold(self, what: "Element | tuple[int, int]") -> None:
        """Put something at the element's end."""
        self._held.append(what)

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The element as it is written."""
        above = document.Catalog.StructTreeRoot if self._parent is None else self._parent
        held = " ".join(self._written(document, what) for what in self._held)
        spoken = f" /Alt {text_string(self._spoken)}" if self._spoken else ""
        # A column's head tells of what is below it.
        scope = " /A << /O /Table /Scope /Column >>" if self.tag is Tag.HEAD_CELL else ""
        return (
            f"<< /Type /StructElem /S /{self.tag} /P {reference(document, above)}"
            f"{spoken}{scope} /K [ {held} ] >>"
        ).encode("ascii")

    @staticmethod
    def _written(document: pdfdoc.PDFDocument, what: "Element | tuple[int, int]") -> str:
        if isinstance(what, Element):
            return reference(document, what)
        page, mark = what
        named = pdfdoc.PDFObjectReference(f"Page{page}").format(document).decode("ascii")
        return f"<< /Type /MCR /Pg {named} /MCID {mark} >>"


class Tree:
    """The tree of a document, and which element each marked piece of each page belongs to."""

    def __init__(self) -> None:
        self.root = Element(Tag.DOCUMENT, None)
        self._pages: list[list[Element]] = [[]]

    def mark(self, element: Element) -> int:
        """The number by which the present page marks its next piece of an element."""
        here = self._pages[-1]
        element.hold((len(self._pages), len(here)))
        here.append(element)
        return len(here) - 1

    def turn_page(self, page: pdfdoc.PDFPage) -> None:
        """End the present page, which is told where its marks are looked up."""
        with_entries(page, StructParents=len(self._pages) - 1, Tabs=pdfdoc.PDFName("S"))
        self._pages.append([])

    def write(self, document: pdfdoc.PDFDocument) -> None:
        """Put the tree into a document whose pages are all turned."""
        catalog = document.Catalog
        root = _Root(self.root)
        with_entries(catalog, MarkInfo=Raw("<< /Marked true >>"), StructTreeRoot=root)
        root.look_up = [
            Raw(f"[ {' '.join(reference(document, one) for one in page)} ]")
            for page in self._pages[:-1]
        ]


class _Root(Own):
    """The tree's root: its first element, and for each page the elements of its marks."""

    def __init__(self, first: Element) -> None:
        self._first = first
        self.look_up: list[Raw] = []

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        pages = (f"{at} {reference(document, page)}" for at, page in enumerate(self.look_up))
        return (
            f"<< /Type /StructTreeRoot /K {reference(document, self._first)} "
            f"/ParentTree << /Nums [ {' '.join(pages)} ] >> "
            f"/ParentTreeNextKey {len(self.look_up)} >>"
        ).encode("ascii")
