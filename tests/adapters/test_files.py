"""The folder of attachments: what was put is there, and only what nobody needs goes."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.adapters.files import FolderFileStore

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
SINCE = LONG_AGO + timedelta(days=1)


def grow_old(folder: Path) -> None:
    for file in folder.glob("*/*"):
        os.utime(file, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))


def test_what_was_put_is_given_back_whole(files: Path) -> None:
    store = FolderFileStore(files / "attachments")
    store.put("abcd", b"content")

    assert b"content" == store.get("abcd")
    assert ["abcd"] == [file.name for file in files.rglob("*") if file.is_file()]


def test_what_was_never_put_is_not_there(files: Path) -> None:
    with pytest.raises(KeyError):
        FolderFileStore(files).get("abcd")


def test_only_what_was_put_before_a_moment_is_dropped(files: Path) -> None:
    store = FolderFileStore(files)
    store.put("abcd", b"old")
    grow_old(files)
    store.put("efgh", b"new")
    store.drop("abcd", SINCE)
    store.drop("efgh", SINCE)
    store.drop("ijkl", SINCE)  # nothing there is no fault

    assert ["efgh"] == [file.name for file in files.rglob("*") if file.is_file()]


def test_what_is_put_again_counts_as_new(files: Path) -> None:
    store = FolderFileStore(files)
    store.put("abcd", b"content")
    grow_old(files)
    store.put("abcd", b"content")
    store.drop("abcd", SINCE)

    assert b"content" == store.get("abcd")
