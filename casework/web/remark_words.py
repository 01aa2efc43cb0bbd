"""Remarks on somebody else's report in the reader's language."""

from flask_babel import gettext as _

from casework.domain.annual_report.remarks import Blank, Remark
from casework.domain.terms import Term
from casework.web.words import word


def said(remark: Remark) -> str:
    """A remark in the reader's language."""
    blanks = {name: _blank(value) for name, value in remark.blanks.items()}
    return str(_(remark.what.zh)).format(**blanks)


def _blank(value: Blank) -> str:
    match value:
        case Term():
            return word(value)
        case tuple():
            return str(_("、")).join(word(member) for member in value)
        case _:
            return str(value)
