"""Query codes: twelve characters that open one case, kept only as a keyed hash.

A code follows from the form's idempotency key and the server's secret, so that a submission
that is sent again (a cut connection, a second click) gets the same code without storing it.
"""

import hmac

from casework.persistence.encryption import keyring

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that can be misread on paper
_LENGTH = 12


def code_from(key: str) -> str:
    """The code of a form's key, in groups of four: about 59 bits."""
    number = int(keyring.index(key, "query code seed"), 16)
    characters = []
    for _ in range(_LENGTH):
        number, index = divmod(number, len(_ALPHABET))
        characters.append(_ALPHABET[index])
    code = "".join(characters)
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def hash_of(code: str) -> str:
    """What is stored of a code: hyphens, spaces and case do not count."""
    return keyring.index(code.replace("-", "").replace("－", ""), "query code")


def matches(code: str, code_hash: str) -> bool:
    """Whether a typed code is the one that was hashed."""
    return hmac.compare_digest(hash_of(code), code_hash)
