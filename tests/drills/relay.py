"""A mail relay of the drill's own: it takes every mail and remembers it, repeats and all."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy

_READY, _OK, _GO_ON, _BYE = b"220 ready\r\n", b"250 ok\r\n", b"354 go on\r\n", b"221 bye\r\n"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it arrived; `key` is what the outbox calls it."""

    key: str
    to: str
    subject: str
    body: str


@dataclass(slots=True)
class Relay:
    """What has arrived, and where mails are taken."""

    port: int
    mails: list[Mail] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, count: int, seconds: float) -> None:
        """Wait until so many mails are there, but not longer than so many seconds."""
        with self.arrived:
            self.arrived.wait_for(lambda: len(self.mails) >= count, seconds)

    def take(self, text: bytes) -> None:
        """Remember a mail."""
        message = message_from_bytes(text, policy=policy.default)
        key = str(message["Message-ID"]).partition("@")[0].removeprefix("<")
        mail = Mail(
            key,
            str(message["To"]),
            str(message["Subject"]),
            message.get_content().replace("\r", ""),
        )
        with self.arrived:
            self.mails.append(mail)
            self.arrived.notify_all()


@contextmanager
def relay() -> Iterator[Relay]:
    """A relay on a free port of this machine."""

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(_READY)
            while line := self.rfile.readline():
                verb = line[:4].upper().strip()
                if verb == b"QUIT":
                    self.wfile.write(_BYE)
                    return
                if verb == b"DATA":
                    self.wfile.write(_GO_ON)
                    text = self.rest()
                    if text is None:
                        return
                    taken.take(text)
                self.wfile.write(_OK)

        def rest(self) -> bytes | None:
            """A mail up to its dot; None when the sender died before it."""
            lines: list[bytes] = []
            while line := self.rfile.readline():
                if line == b".\r\n":
                    return b"".join(lines)
                lines.append(line.removeprefix(b"."))
            return None

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            """A sender that was killed is no fault of the relay's."""

    with Server(("127.0.0.1", 0), Talk) as server:
        taken = Relay(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield taken
        server.shutdown()
