"""Personal fields at rest: AES-256-GCM, the key's id in the value, and a blind index for look-up.

A sealed value is `key id ‖ 0x00 ‖ 12-byte nonce ‖ ciphertext`. Its column is bound in as associated
data, so that a value moved to another column does not open.
"""

import hashlib
import hmac
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_NONCE_BYTES = 12


class Unreadable(Exception):
    """A sealed value that no key of the keyring opens: the wrong keys, or a damaged value."""


class Keyring:
    """The keys in force: the first seals, all of them open; one more makes the blind index."""

    def __init__(self) -> None:
        self._ciphers: dict[str, AESGCM] = {}
        self._current = ""
        self._index_key = b""

    def install(self, keys: dict[str, bytes], index_key: bytes) -> None:
        """Take the keys (id → 32 bytes; the first is current) from the settings, at start-up."""
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._current = next(iter(keys))
        self._index_key = index_key

    def seal(self, plain: bytes, context: str) -> bytes:
        """The sealed form of `plain`, bound to `context` (table.column)."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[self._current].encrypt(nonce, plain, context.encode())
        return self._current.encode() + b"\0" + nonce + sealed

    def open(self, sealed: bytes, context: str) -> bytes:
        """The plain bytes of a sealed value; raises Unreadable."""
        key_id, _, rest = sealed.partition(b"\0")
        cipher = self._ciphers.get(key_id.decode("ascii", "replace"))
        if cipher is None:
            raise Unreadable(f"no key for a value of {context}")
        try:
            return cipher.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], context.encode())
        except (InvalidTag, ValueError) as damage:  # cut off, it has not even a nonce
            raise Unreadable(f"a value of {context} does not open") from damage

    def index(self, value: str, purpose: str) -> str:
        """The blind index of a value: equal values of one purpose, and nothing else, are equal."""
        message = f"{purpose}\0{''.join(value.split()).upper()}".encode()
        return hmac.new(self._index_key, message, hashlib.sha256).hexdigest()


keyring = Keyring()


class Sealed(TypeDecorator[str]):
    """A text column that is encrypted at rest; the empty text too, so that nobody sees which is."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seal on the way in."""
        return None if value is None else keyring.seal(value.encode(), self.context)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Open on the way out."""
        return None if value is None else keyring.open(bytes(value), self.context).decode()


class SealedBytes(TypeDecorator[bytes]):
    """A column of bytes (a letter's PDF) that is encrypted at rest."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Seal on the way in."""
        return None if value is None else keyring.seal(value, self.context)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bytes | None:
        """Open on the way out."""
        return None if value is None else keyring.open(bytes(value), self.context)


class SealedFields(TypeDecorator[dict[str, Any]]):
    """A JSON object that is encrypted at rest."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> bytes | None:
        """Seal on the way in."""
        if value is None:
            return None
        return keyring.seal(json.dumps(value, ensure_ascii=False).encode(), self.context)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> dict[str, Any] | None:
        """Open on the way out."""
        if value is None:
            return None
        fields: dict[str, Any] = json.loads(keyring.open(bytes(value), self.context))
        return fields
