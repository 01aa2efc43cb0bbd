"""The forms of frequent questions: entering one, making it public, taking it off."""

from flask_babel import lazy_gettext as _
from wtforms import Field, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from casework.domain.message.questions import QUESTION_LIMIT, Answered
from casework.domain.publication.gate import names_nobody
from casework.domain.workflow import Refused
from casework.web.application_form import tidy
from casework.web.desk.forms.kinds import one_line
from casework.web.forms import WritingForm
from casework.web.words import sentence

_ANSWER_LIMIT = 5000  # characters


class QuestionForm(WritingForm):
    """A question with its answer."""

    question = TextAreaField(
        _("问题"),
        [
            InputRequired(_("请写明问题")),
            Length(max=QUESTION_LIMIT, message=_("不超过300个字")),
        ],
        filters=[tidy],
        description=_("照群众的说法写，便于输入留言时找到"),
    )
    answer = TextAreaField(
        _("答案"),
        [InputRequired(_("请写明答案")), Length(max=_ANSWER_LIMIT, message=_("不超过5000个字"))],
        filters=[tidy],
        description=_("任何人都能看到，不要写个人信息"),
    )
    unit = one_line(_("答复部门"), _("请写明答复部门"))

    def validate_question(self, field: Field) -> None:
        """It is published as it is."""
        _must_name_nobody(field)

    def validate_answer(self, field: Field) -> None:
        """As the question."""
        _must_name_nobody(field)

    def answered(self, replaces: int | None) -> Answered:
        """The question that the validated fields say; `replaces`: the public one before it."""
        return Answered(
            self.question.data or "", self.answer.data or "", self.unit.data or "", replaces
        )


class ReleaseForm(WritingForm):
    """Make a question public."""


class DelistForm(WritingForm):
    """Take a question off the list."""

    reason = one_line(_("移除的理由"), _("请写明理由"))


def _must_name_nobody(field: Field) -> None:
    try:
        names_nobody(field.data or "")
    except Refused as refused:
        raise ValidationError(sentence(refused)) from refused
