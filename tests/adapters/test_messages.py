"""Messages: handed over once, refused in words, and never shown in the log."""

import json
import socket
from pathlib import Path

import pytest

from casework.adapters.messages import (
    CannotSend,
    ConsoleMessenger,
    FileMessenger,
    MemoryMessenger,
    Message,
    SmtpMessenger,
    messenger,
)
from tests.drills.relay import Mail, relay

SENDER = "noreply@example.invalid"
MAIL = Message("zhang@shifan.example", "申请已收到：SFSW-2026-000001", "您好：\n.\n第三行", "S-1")


def test_the_double_keeps_each_key_once() -> None:
    memory = MemoryMessenger()
    for _ in range(2):
        memory.send(MAIL)

    assert [MAIL] == memory.sent


def test_the_console_tells_neither_who_nor_what(capsys: pytest.CaptureFixture[str]) -> None:
    ConsoleMessenger().send(MAIL)
    said = "".join(capsys.readouterr())

    assert MAIL.key in said
    assert [] == [told for told in (MAIL.to, MAIL.subject, MAIL.body) if told in said]


def test_a_repeat_overwrites_its_own_file(files: Path) -> None:
    store = FileMessenger(files / "mail")
    for _ in range(2):
        store.send(MAIL)
    (written,) = (files / "mail").iterdir()

    assert MAIL == Message(**json.loads(written.read_text("utf-8")))


def test_a_key_is_never_a_way_out_of_the_folder(files: Path) -> None:
    folder = files / "mail"
    FileMessenger(folder).send(Message("a@b.example", "", "x", "../../etc/pass wd"))

    assert ["------etc-pass-wd.json"] == [file.name for file in folder.iterdir()]


def test_a_mail_reaches_the_relay_whole_and_under_its_key() -> None:
    with relay() as taken:
        SmtpMessenger("127.0.0.1", taken.port, SENDER).send(MAIL)

    assert [Mail(MAIL.key, MAIL.to, MAIL.subject, f"{MAIL.body}\n")] == taken.mails


def test_a_repeated_mail_has_the_same_id_so_that_it_is_known_as_one() -> None:
    with relay() as taken:
        for _ in range(2):
            SmtpMessenger("127.0.0.1", taken.port, SENDER).send(MAIL)

    assert 2 == len(taken.mails)
    assert 1 == len(set(taken.mails))


def test_a_relay_that_is_not_there_is_said_so() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = probe.getsockname()[1]
        with pytest.raises(CannotSend, match="ConnectionRefusedError"):
            SmtpMessenger("127.0.0.1", nobody, SENDER).send(MAIL)


@pytest.mark.parametrize("to", ["", "a@b.example\r\nBcc: c@d.example"])
def test_an_address_that_no_mail_can_bear_sends_nothing(to: str) -> None:
    with relay() as taken, pytest.raises((CannotSend, ValueError)):
        SmtpMessenger("127.0.0.1", taken.port, SENDER).send(Message(to, "x", "y", "S-1"))

    assert [] == taken.mails


@pytest.mark.parametrize(
    ("spec", "kind"),
    [
        ("console", ConsoleMessenger),
        ("file", FileMessenger),
        ("smtp://127.0.0.1:25", SmtpMessenger),
    ],
)
def test_a_setting_names_the_messenger(files: Path, spec: str, kind: type) -> None:
    assert isinstance(messenger(spec, files, SENDER), kind)


@pytest.mark.parametrize(
    "spec", ["", "smtp", "smtp://", "smtp://host", "smtp://host:port", "pigeon"]
)
def test_another_setting_is_refused(files: Path, spec: str) -> None:
    with pytest.raises(ValueError, match="no such way"):
        messenger(spec, files, SENDER)
