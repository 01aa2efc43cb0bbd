"""What is handed in to be checked: a file or a pasted table, and last year's if it is at hand."""

from typing import cast

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Field, TextAreaField
from wtforms.validators import ValidationError

from casework.domain.annual_report.remarks import Unreadable
from casework.domain.annual_report.report import Report
from casework.services.reports import report_in
from casework.web.forms import SpokenForm
from casework.web.remark_words import said

_LARGEST_FILE = 2 * 1024 * 1024


class ReportForm(SpokenForm):
    """The report; read while it is checked, and never written anywhere."""

    file = FileField(_("报告文件"))
    text = TextAreaField(_("或者粘贴表格"))
    before = FileField(_("上一年度的报告文件"))

    report: Report | None = None
    report_before: Report | None = None

    def validate_file(self, field: Field) -> None:
        """A file or a text, and only one of them; a file that can be read."""
        sent, pasted = _sent(field), bool((self.text.data or "").strip())
        if sent is None and not pasted:
            raise ValidationError(_("请选择文件，或者在下面粘贴表格"))
        if sent is not None and pasted:
            raise ValidationError(_("请只选择文件或者只粘贴表格，不要两样都填"))
        if sent is not None:
            self.report = _read(sent)

    def validate_text(self, field: Field) -> None:
        """A text that can be read, where there is no file."""
        if _sent(self.file) is None and (field.data or "").strip():
            self.report = _read(field.data)

    def validate_before(self, field: Field) -> None:
        """A file that can be read, if there is one."""
        sent = _sent(field)
        if sent is not None:
            self.report_before = _read(sent)


def _sent(field: Field) -> bytes | None:
    """What was sent; None without a file. Raises ValidationError for too large a one."""
    storage = cast("FileStorage | None", field.data)
    if not storage:
        return None
    storage.stream.seek(0)
    content = storage.stream.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise ValidationError(_("文件超过2 MB，请只保留年度报告的表格"))
    return content


def _read(content: bytes | str) -> Report:
    try:
        return report_in(content)
    except Unreadable as unreadable:
        raise ValidationError("；".join(said(remark) for remark in unreadable.remarks)) from None
