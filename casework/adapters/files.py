"""Attachments on disk, found by the hash of their content; what is stored comes already sealed."""

import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Protocol


class FileStore(Protocol):
    """Keeps bytes by name and gives them back."""

    def put(self, name: str, content: bytes) -> None:
        """Keep `content` durably under `name`; the same name holds the same content."""
        ...

    def get(self, name: str) -> bytes:
        """The content under `name`; raises KeyError."""
        ...

    def drop(self, name: str, before: datetime) -> None:
        """Drop what was last put under `name` before a moment; nothing there is no fault."""
        ...


class MemoryFileStore:
    """The double."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def put(self, name: str, content: bytes) -> None:
        """Keep the content."""
        self._kept.setdefault(name, content)

    def get(self, name: str) -> bytes:
        """The content; raises KeyError."""
        return self._kept[name]

    def drop(self, name: str, before: datetime) -> None:
        """Drop the content; the double knows no moments."""
        self._kept.pop(name, None)


class FolderFileStore:
    """One file a content, in folders by its first two characters; written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, content: bytes) -> None:
        """Write beside, sync, then rename: a crash leaves the old state or the new.

        What is there already counts as put now, so that `drop_others` does not take it from under
        whoever has just put it again.
        """
        path = self._path(name)
        try:
            os.utime(path)
        except FileNotFoundError:
            self._write(path, content)

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
        self._sync(path.parent)
        self._sync(self._folder)  # the file's own folder may be new

    def get(self, name: str) -> bytes:
        """The content; raises KeyError."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise KeyError(name) from None

    def drop(self, name: str, before: datetime) -> None:
        """Drop a file that was last put before a moment."""
        path = self._path(name)
        if path.exists() and path.stat().st_mtime < before.timestamp():
            path.unlink()

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _sync(self, folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
