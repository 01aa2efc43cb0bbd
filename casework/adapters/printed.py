"""What a PDF says to a program that had no part in making it."""

import pypdfium2


def lines_in(pdf: bytes) -> list[str]:
    """Every line of a PDF's text, page by page, as pdfium reads it; what is drawn is not read."""
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    return [line for page in pages for line in page.splitlines()]
