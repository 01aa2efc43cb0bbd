"""Files that go in and out at the desk: uploads looked into, PDFs and scans handed out."""

import io
from typing import Any

from flask import send_file
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import MultipleFileField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from casework.adapters.uploads import Upload, UploadRefused, inspect
from casework.persistence.models import Letter, Purpose
from casework.services import attachments
from casework.services.attachments import Paper
from casework.web.application_form import tidy
from casework.web.doors import office
from casework.web.words import word

_SHOWN_IN_PLACE = ("application/pdf", "image/jpeg", "image/png")
_MEGABYTE = 1024 * 1024
_MOST_FILES = 10
_LONGEST_NAME = 120


class Papers(MultipleFileField):
    """Files for one purpose; each is looked into, and put into the store only by `kept`."""

    def __init__(self, label: str, purpose: Purpose, **options: Any) -> None:
        super().__init__(label, **options)
        self._purpose = purpose
        self._uploads: list[Upload] = []

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is no file of the accepted kinds, and say why."""
        files = (file for file in self.data or () if isinstance(file, FileStorage))
        given = [file for file in files if file.filename]
        if len(given) > _MOST_FILES:
            raise ValidationError(gettext("一次最多上传%(most)s个文件", most=_MOST_FILES))
        self._uploads = [_looked_into(file) for file in given]

    def kept(self) -> tuple[Paper, ...]:
        """The files, in the store."""
        return tuple(attachments.keep(office(), upload, self._purpose) for upload in self._uploads)


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


def _looked_into(file: FileStorage) -> Upload:
    limit = office().upload_limit_bytes
    name = tidy((file.filename or "").replace("\\", "/").rsplit("/", 1)[-1])[-_LONGEST_NAME:]
    try:
        return inspect(name, file.stream.read(limit + 1), limit)
    except UploadRefused as refused:
        sentence = word(refused.fault).format(limit=limit // _MEGABYTE)
        raise ValidationError(f"{name}：{sentence}") from None
