"""Mail and text messages. A message carries a key, so that a repeat can be recognised as one."""

import json
import re
import smtplib
import ssl
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

import structlog

_TIMEOUT_SECONDS = 20
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: to an address or a phone number; `subject` is empty for a text message."""

    to: str
    subject: str
    body: str
    key: str


class CannotSend(Exception):
    """The other side did not take the message; it stays in the outbox and is tried again."""


class Messenger(Protocol):
    """A way of sending messages; `reaches` is False where there is none."""

    reaches: bool

    def send(self, message: Message) -> None:
        """Hand the message over; raises CannotSend."""
        ...


class MemoryMessenger:
    """The double: keeps what was sent, each key once."""

    reaches = True

    def __init__(self) -> None:
        self.sent: list[Message] = []

    def send(self, message: Message) -> None:
        """Keep the message, unless its key was sent before."""
        if message.key not in {earlier.key for earlier in self.sent}:
            self.sent.append(message)


class NoMessenger:
    """There is no such way: nobody is to be told, or to be asked, by it."""

    reaches = False

    def send(self, message: Message) -> None:
        """Raise CannotSend."""
        raise CannotSend("NoSuchWay")


class ConsoleMessenger:
    """Says that a message would go out; shows neither its recipient nor its text."""

    reaches = True

    def send(self, message: Message) -> None:
        """Log the key alone: logs hold no personal data."""
        _log.info("message_sent", key=message.key)


class FileMessenger:
    """Writes each message to a file of its own, named by its key: a repeat overwrites itself."""

    reaches = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Message) -> None:
        """Write the message as JSON."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^0-9A-Za-z-]", "-", message.key)
        text = json.dumps(asdict(message), ensure_ascii=False, indent=1)
        (self._folder / f"{name}.json").write_text(text, encoding="utf-8")


class SmtpMessenger:
    """Sends mail through the agency's own relay; the key becomes the Message-ID."""

    reaches = True

    def __init__(self, host: str, port: int, sender: str) -> None:
        self._host, self._port, self._sender = host, port, sender

    def send(self, message: Message) -> None:
        """Send a plain-text mail; raises CannotSend when the relay does not take it."""
        try:
            mail = self._composed(message)
        except (ValueError, AttributeError, IndexError) as fault:
            # The mail library trips over an address that is none, and says so in many ways.
            raise CannotSend("AddressUnusable") from fault
        try:
            with smtplib.SMTP(self._host, self._port, timeout=_TIMEOUT_SECONDS) as relay:
                relay.ehlo()
                if relay.has_extn("starttls"):
                    relay.starttls(context=ssl.create_default_context())
                relay.send_message(mail)
        except (OSError, smtplib.SMTPException) as failure:
            raise CannotSend(type(failure).__name__) from failure

    def _composed(self, message: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self._sender, message.to, message.subject
        mail["Message-ID"] = f"<{message.key}@{self._sender.rpartition('@')[2]}>"
        mail.set_content(message.body)
        return mail


def messenger(spec: str, folder: Path, sender: str) -> Messenger:
    """The messenger that a setting names: none, console, file or smtp://host:port.

    Raises ValueError for another.
    """
    if spec == "none":
        return NoMessenger()
    if spec == "console":
        return ConsoleMessenger()
    if spec == "file":
        return FileMessenger(folder)
    if found := re.fullmatch(r"smtp://([^:/]+):(\d+)", spec):
        return SmtpMessenger(found[1], int(found[2]), sender)
    raise ValueError(f"no such way of sending messages: {spec}")
