"""What came with a reply, and how papers are handed out."""

import io
from collections.abc import Sequence

from flask import send_file
from werkzeug.wrappers import Response

from casework.persistence.models import Attachment
from casework.services.disclosure.viewing import CaseFile


def supplied(file: CaseFile) -> Sequence[Attachment]:
    """The information that came with the reply, once the reply was served."""
    if file.standing.service is None:
        return []
    return file.supplied


def download(content: bytes, media_type: str, filename: str) -> Response:
    """A file to be saved, never shown within the site."""
    return send_file(io.BytesIO(content), media_type, as_attachment=True, download_name=filename)
