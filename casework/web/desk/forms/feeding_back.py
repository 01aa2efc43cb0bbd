"""The forms of a feedback: its words by one person, its release by another (713号令 18)."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length

from casework.web.application_form import tidy
from casework.web.desk.gate import further_words
from casework.web.forms import VersionedForm

_LONGEST = 5000


def _words(label: str, hint: str) -> TextAreaField:
    limit = Length(max=_LONGEST, message=_("不超过5000个字"))
    return TextAreaField(label, [limit], filters=[tidy], description=hint)


class FeedbackForm(VersionedForm):
    """What staff say on the whole; the figures and the table are made of the answers."""

    overview = _words(_("总体情况"), _("怎样征求意见、主要意见是什么；条数由系统写明，不用填写"))
    reasons = _words(_("不采纳的主要理由"), _("归纳说明；每一条的理由另有表格"))
    also = further_words()


class ReleaseForm(VersionedForm):
    """Yes, this is published."""
