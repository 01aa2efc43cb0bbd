"""Somebody else's annual report out of a file or a pasted text. Nothing is stored."""

from casework.adapters.sheets import SheetRefused, read_sheets, read_text
from casework.domain.annual_report.remarks import Unreadable, remark
from casework.domain.annual_report.report import Report, read_report


def report_in(content: bytes | str) -> Report:
    """The report in a file's bytes or in a text. Raises Unreadable."""
    try:
        sheets = read_sheets(content) if isinstance(content, bytes) else read_text(content)
    except SheetRefused as refused:
        raise Unreadable(remark(refused.fault)) from None
    return read_report(sheets.grids, sheets.prose)
