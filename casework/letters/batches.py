"""Several printed letters as one PDF, to be sent to a printer at one go."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf


def batch(pdfs: Iterable[bytes], *, two_sided: bool = False) -> bytes:
    """The letters behind each other, each with an entry in the outline.

    `two_sided`: each begins on the front of a sheet, behind an empty page where it must. It is for
    paper, not for keeping: what the letters say to readers aloud and their signatures stay behind.
    """
    with pikepdf.Pdf.new() as whole:
        titles: list[tuple[str, int]] = []
        for pdf in pdfs:
            if two_sided and len(whole.pages) % 2:
                box = whole.pages[-1].mediabox
                whole.add_blank_page(page_size=(float(box[2]), float(box[3])))
            with pikepdf.open(BytesIO(pdf)) as letter:
                titles.append((str(letter.docinfo["/Title"]), len(whole.pages)))
                whole.pages.extend(letter.pages)
        with whole.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in titles)
        out = BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()
