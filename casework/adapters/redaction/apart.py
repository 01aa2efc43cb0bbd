"""Reading strangers' files apart: in a process of its own, bounded in time and memory.

The programs that draw pages are large and written in C, and serve one thread only. What a hostile
file does to them stays there: the process knows no key of ours and is gone afterwards.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from casework.adapters.redaction import covering, proving, suggesting
from casework.adapters.redaction.covering import Box, RedactionFault, RedactionRefused
from casework.adapters.redaction.suggesting import Suggestion
from casework.domain.publication.vocabulary import PersonalDatum

_ROOT = Path(__file__).resolve().parents[3]
_SECONDS = 14  # a web server waits 30, and a file is covered and then proved
_MEMORY = 2 * 1024**3  # bytes
_AT_A_TIME = BoundedSemaphore(2)  # a page's pictures are asked for all at once
_Made = tuple[object, bytes]  # what is said of it, and its bytes


def sizes(content: bytes, media_type: str) -> list[tuple[float, float]]:
    """As covering.sizes, apart."""
    said, _ = _apart("sizes", content, media_type)
    return [(wide, high) for wide, high in said]


def page_image(content: bytes, media_type: str, page: int) -> bytes:
    """As covering.page_image, apart."""
    return _apart("page_image", content, media_type, page)[1]


def suggestions(content: bytes, names: Sequence[str]) -> tuple[Suggestion, ...]:
    """As suggesting.suggestions, apart."""
    said, _ = _apart("suggestions", content, list(names))
    return tuple(
        Suggestion(
            PersonalDatum(one["kind"]),
            one["words"],
            one["before"],
            one["after"],
            tuple(Box(**box) for box in one["boxes"]),
        )
        for one in said
    )


def redacted(content: bytes, media_type: str, boxes: Sequence[Box]) -> bytes:
    """As covering.redacted, apart; proved by another process before it is given out."""
    listed = [asdict(box) for box in boxes]
    said, made = _apart("redacted", content, media_type, listed)
    _apart("prove", made, listed, said)
    return made


def _apart(job: str, content: bytes, *given: object) -> tuple[Any, bytes]:
    with _AT_A_TIME:
        try:
            run = subprocess.run(  # noqa: S603  # ourselves
                [sys.executable, "-m", __name__, job],
                input=json.dumps(given).encode() + b"\n" + content,
                capture_output=True,
                cwd=_ROOT,
                env={},
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise RedactionRefused(RedactionFault.TOO_LARGE) from None
    if run.returncode:  # it ran out of memory, or fell over the file
        raise RedactionRefused(RedactionFault.DAMAGED)
    head, _, made = run.stdout.partition(b"\n")
    said = json.loads(head)
    if isinstance(said, dict):
        raise RedactionRefused(RedactionFault(said["refused"]))
    return said, made


def _sizes(content: bytes, media_type: str) -> _Made:
    return covering.sizes(content, media_type), b""


def _page_image(content: bytes, media_type: str, page: int) -> _Made:
    return None, covering.page_image(content, media_type, page)


def _suggestions(content: bytes, names: list[str]) -> _Made:
    found = suggesting.suggestions(content, names)
    return [asdict(one) for one in found], b""


def _redacted(content: bytes, media_type: str, boxes: list[dict[str, int]]) -> _Made:
    made = covering.redacted(content, media_type, [Box(**box) for box in boxes])
    return len(covering.sizes(content, media_type)), made


def _prove(content: bytes, boxes: list[dict[str, int]], pages: int) -> _Made:
    proving.prove(content, [Box(**box) for box in boxes], pages)
    return None, b""


_JOBS: dict[str, Callable[..., _Made]] = {
    "sizes": _sizes,
    "page_image": _page_image,
    "suggestions": _suggestions,
    "redacted": _redacted,
    "prove": _prove,
}


def _work(job: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # it would hold what was read
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    try:
        said, made = _JOBS[job](content, *json.loads(head))
    except RedactionRefused as refused:
        said, made = {"refused": refused.fault.value}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + made)


if __name__ == "__main__":
    _work(sys.argv[1])
