"""Files that go in and out at the desk: uploads looked into, PDFs and scans handed out."""

import io

from flask import send_file
from werkzeug.wrappers import Response

from casework.persistence.models import Letter
from casework.web.uploads import Papers
from casework.web.words import word

__all__ = ["Papers", "download", "letter_name"]
_SHOWN_IN_PLACE = ("application/pdf", "image/jpeg", "image/png")


def download(content: bytes, media_type: str, filename: str) -> Response:
    """A file as an answer: shown in place where a browser can, else saved."""
    return send_file(
        io.BytesIO(content),
        mimetype=media_type,
        download_name=filename,
        as_attachment=media_type not in _SHOWN_IN_PLACE,
    )


def letter_name(letter: Letter) -> str:
    """A letter's file name: its number and its kind."""
    return f"{letter.number}{word(letter.kind)}.pdf"
