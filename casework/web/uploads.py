"""Files that somebody sends: looked into at the field, kept only when all are sound."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any, cast

from flask_babel import lazy_gettext as _
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from casework.adapters.uploads import Upload, UploadRefused, inspect
from casework.persistence.models import Purpose
from casework.services import attachments
from casework.services.attachments import Paper
from casework.web.application_form import tidy
from casework.web.doors import office
from casework.web.words import word

_MEGABYTE = 1024 * 1024
_LONGEST_NAME = 120
PICTURES = frozenset({"application/pdf", "image/jpeg", "image/png"})


class Papers(MultipleFileField):  # type: ignore[misc]  # flask_wtf publishes no types
    """Up to `most` files for one purpose, of the given media types (None: all that are taken)."""

    def __init__(
        self,
        label: str,
        purpose: Purpose,
        *,
        most: int = 10,
        types: frozenset[str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.most = most
        self.types = types
        self.uploads: tuple[Upload, ...] = ()
        self._purpose = purpose

    def pre_validate(self, form: BaseForm) -> None:
        """Look into every file; the first that is not taken says why, by its name."""
        if len(self._sent()) > self.most:
            raise ValidationError(_("一次最多上传%(most)s个文件", most=self.most))
        self.uploads = tuple(self._looked_into(sent) for sent in self._sent())

    def kept(self) -> tuple[Paper, ...]:
        """The files, in the store."""
        return tuple(attachments.keep(office(), upload, self._purpose) for upload in self.uploads)

    def _sent(self) -> list[FileStorage]:
        return [sent for sent in cast("Iterable[FileStorage]", self.data or ()) if sent]

    def _looked_into(self, sent: FileStorage) -> Upload:
        limit = office().upload_limit_bytes
        name = _name(sent.filename)
        try:
            upload = inspect(name, sent.stream.read(limit + 1), limit)
        except UploadRefused as refused:
            raise ValidationError(_why(name, refused, limit)) from None
        if self.types is not None and upload.media_type not in self.types:
            raise ValidationError(_("%(name)s：只能上传PDF、JPG或者PNG文件", name=name))
        return upload


def _name(given: str | None) -> str:
    """The file's own name, without the folders that old browsers send along."""
    return tidy(PurePosixPath((given or "").replace("\\", "/")).name)[-_LONGEST_NAME:]


def _why(name: str, refused: UploadRefused, limit: int) -> str:
    return f"{name}：" + word(refused.fault).format(limit=limit // _MEGABYTE)
