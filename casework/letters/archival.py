"""What makes a PDF one to be kept (PDF/A-2b): its metadata, and what its colours mean."""

import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from casework.letters.pdf import Raw, Stream, reference, with_entries

# Made by LittleCMS, which puts it in the public domain; packed once.
_PROFILE = zlib.compress((Path(__file__).with_name("colour") / "sRGB.icc").read_bytes())
_MAKER = "Casework"
# Room for a reader's changes is not left: a letter is never changed.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<xmp:CreatorTool>{maker}</xmp:CreatorTool>
<xmp:CreateDate>{on}T00:00:00+08:00</xmp:CreateDate>
<xmp:ModifyDate>{on}T00:00:00+08:00</xmp:ModifyDate>
<pdf:Producer>{maker}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself: its title, whose it is, the date it bears."""

    title: str
    author: str
    issued_on: date


def make_archival(document: pdfdoc.PDFDocument, about: About) -> None:
    """Tell a document what it is, in both of a PDF's ways, which must agree, and its colours."""
    info = document.info
    info.title = info.subject = about.title
    info.author, info.creator, info.producer = about.author, _MAKER, _MAKER
    # The letter's own date, not the printing's: the same facts give the same bytes.
    info._dateFormatter = lambda *_: f"D:{about.issued_on:%Y%m%d}000000+08'00'"  # noqa: SLF001
    metadata = Stream(_metadata(about), "/Type /Metadata /Subtype /XML", pack=False)
    with_entries(document.Catalog, Metadata=metadata, OutputIntents=_intents(document))


def _metadata(about: About) -> bytes:
    words = {"title": escape(about.title), "author": escape(about.author), "maker": _MAKER}
    return _XMP.format(on=about.issued_on.isoformat(), **words).encode()


def _intents(document: pdfdoc.PDFDocument) -> Raw:
    profile = Stream(_PROFILE, "/N 3 /Filter /FlateDecode", pack=False)
    return Raw(
        "[ << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
        "/Info (sRGB IEC61966-2.1) "
        f"/DestOutputProfile {reference(document, profile)} >> ]"
    )
