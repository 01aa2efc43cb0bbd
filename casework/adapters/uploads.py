"""What an uploaded file really is, told by its content and not by its name."""

import io
import zipfile
from dataclasses import dataclass

import puremagic

from casework.domain.terms import Term, term

_CONTAINERS = {"word/": "docx", "xl/": "xlsx", "OFD.xml": "ofd"}
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
}
_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 200 * 1024 * 1024


class UploadFault(Term):
    """Why an upload is not taken."""

    EMPTY = term("empty", "文件是空的，请重新选择")
    TOO_LARGE = term("too_large", "文件超过 {limit} MB，请压缩或者缩小后重新上传")
    WRONG_TYPE = term("wrong_type", "只能上传 PDF、JPG、PNG、DOCX、XLSX 或 OFD 文件")
    DAMAGED = term("damaged", "文件已损坏或者异常庞大，请重新制作后上传")


class UploadRefused(Exception):
    """An upload that is not taken, and why."""

    def __init__(self, fault: UploadFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was looked into: its name as given, its bytes, its real media type."""

    filename: str
    content: bytes
    media_type: str


def inspect(filename: str, content: bytes, limit_bytes: int) -> Upload:
    """The upload with its real type; raises UploadRefused. Nothing is unpacked."""
    if not content:
        raise UploadRefused(UploadFault.EMPTY)
    if len(content) > limit_bytes:
        raise UploadRefused(UploadFault.TOO_LARGE)
    return Upload(filename, content, _MEDIA_TYPES[_kind(content)])


def _kind(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return _container_kind(content)
    try:
        found = puremagic.from_string(content).removeprefix(".")
    except (puremagic.PureError, ValueError):
        raise UploadRefused(UploadFault.WRONG_TYPE) from None
    kind = {"jpeg": "jpg", "jfif": "jpg"}.get(found, found)
    if kind not in ("pdf", "jpg", "png"):
        raise UploadRefused(UploadFault.WRONG_TYPE)
    return kind


def _container_kind(content: bytes) -> str:
    """A zip is what lies in it: puremagic calls every zip a .docx."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UploadRefused(UploadFault.DAMAGED) from None
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED:
        raise UploadRefused(UploadFault.DAMAGED)
    for mark, kind in _CONTAINERS.items():
        if any(entry.filename.startswith(mark) for entry in entries):
            return kind
    raise UploadRefused(UploadFault.WRONG_TYPE)
