"""Files that hold a secret wherever a file can: in sight and out of it."""

import io
import re
from collections.abc import Callable

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reportlab.pdfgen import canvas

SECRET = "SECRET19900000000"
PDF = "application/pdf"
_WIDE, _HIGH = 595, 842


def pdf(more: Callable[[canvas.Canvas], None] | None = None) -> bytes:
    """A page with a public line near its top and the secret in the line at 600 points."""
    written = io.BytesIO()
    page = canvas.Canvas(written, pagesize=(_WIDE, _HIGH), invariant=1)
    page.setTitle(f"{SECRET} title")
    page.setAuthor(f"{SECRET} author")
    page.setFont("Helvetica", 14)
    page.drawString(72, 700, "PUBLIC LINE")
    page.drawString(72, 600, f"phone {SECRET}")
    if more is not None:
        more(page)
    page.showPage()
    page.save()
    return written.getvalue()


def changed(change: Callable[[pikepdf.Pdf], None], **saved: object) -> bytes:
    """The same page, changed below its surface."""
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        change(opened)
        written = io.BytesIO()
        opened.save(written, **saved)  # type: ignore[arg-type]  # what save takes
        return written.getvalue()


def out_of_sight(page: canvas.Canvas) -> None:
    """Invisible, white, covered, beyond the page's edge, and in the outline."""
    text = page.beginText(72, 500)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    page.drawText(text)
    page.setFillColorRGB(1, 1, 1)
    page.drawString(72, 450, SECRET)
    page.setFillColorRGB(0, 0, 0)
    page.rect(72, 395, 300, 20, fill=1)
    page.drawString(75, 400, SECRET)
    page.drawString(-900, 400, SECRET)
    page.drawString(72, 800, "   ")
    page.bookmarkPage("there")
    page.addOutlineEntry(SECRET, "there")


def beside(opened: pikepdf.Pdf) -> None:
    """Annotation, attachment, XMP, script, thumbnail, an editor's own notes."""
    page = opened.pages[0]
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[10, 10, 30, 30],
        Contents=SECRET,
    )
    page.Annots = pikepdf.Array([opened.make_indirect(note)])
    opened.attachments["a.txt"] = SECRET.encode()
    with opened.open_metadata() as metadata:
        metadata["dc:description"] = SECRET
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=SECRET)
    page.Thumb = opened.make_stream(SECRET.encode() * 10, Width=1, Height=1, BitsPerComponent=8)
    page.PieceInfo = pikepdf.Dictionary(X=pikepdf.Dictionary(Private=SECRET))


def layer(opened: pikepdf.Pdf) -> None:
    """A layer that is switched off."""
    group = opened.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=SECRET))
    settings = pikepdf.Dictionary(OFF=[group], Order=[group])
    opened.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=settings)
    page = opened.pages[0]
    page.Resources.Properties = pikepdf.Dictionary(MC0=group)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources.Font.F9 = font
    drawn = f"/OC /MC0 BDC BT /F9 12 Tf 72 300 Td ({SECRET}) Tj ET EMC"
    page.contents_add(opened.make_stream(drawn.encode()))


def turned(opened: pikepdf.Pdf) -> None:
    """Shown turned by 90 degrees."""
    opened.pages[0].Rotate = 90


def revised() -> bytes:
    """A second revision behind the first, which holds the secret and is not shown."""
    first = pdf()
    start = first[first.rindex(b"startxref") :].split()[1]
    (root,) = re.findall(rb"/Root (\d+ 0 R)", first)
    leak = f"\n9999 0 obj\n<</Leak ({SECRET})>>\nendobj\n".encode()
    place = f"xref\n9999 1\n{len(first) + 1:010d} 00000 n \n".encode()
    trailer = b"trailer\n<</Size 10000/Root " + root + b"/Prev " + start + b">>\nstartxref\n"
    behind = str(len(first) + len(leak)).encode()
    written: bytes = first + leak + place + trailer + behind + b"\n%%EOF\n"
    return written


def photograph() -> bytes:
    """A JPEG with a comment and the camera's notes."""
    written, notes = io.BytesIO(), Image.Exif()
    notes[270] = SECRET
    _picture().save(written, "JPEG", comment=SECRET.encode(), exif=notes, quality=50)
    return written.getvalue()


def drawing() -> bytes:
    """A PNG with a comment."""
    written, notes = io.BytesIO(), PngInfo()
    notes.add_text("Comment", SECRET)
    _picture().save(written, "PNG", pnginfo=notes)
    return written.getvalue()


def _picture() -> Image.Image:
    return Image.linear_gradient("L").resize((400, 400)).convert("RGB")
