"""A PDF is read back by another program than the one that made it."""

from casework.adapters.printed import lines_in
from tests.adapters.redaction import files


def test_every_line_of_a_pdf_is_read() -> None:
    assert lines_in(files.pdf()) == ["PUBLIC LINE", f"phone {files.SECRET}"]
