"""What an applicant is told who does not accept the reply, and which letters their page names."""

from datetime import date, datetime, timedelta

import pytest

from casework.adapters.clock import SetClock
from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.vocabulary import Action
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor
from casework.services.disclosure import viewing
from casework.services.office import Office
from tests.web.portal.road import Browser, confirm, decide, do, serve, text_of

HEADING = "不服怎么办"
GROUND = leaves.Withheld("会议记录", leaves.Ground.DELIBERATIVE, "属于讨论记录")
REFUSED = facts.DraftDecision(Outcome.DELIBERATIVE, GROUND)
POSTED = facts.ServiceWay.POST


@pytest.fixture
def filed(browser: Browser, office: Office, staff: dict[str, Actor]) -> tuple[str, str]:
    """The reference and the code of a request in progress, received on 2 March 2026."""
    reference, code = browser.file()
    confirm(office, reference, staff)
    return reference, code


@pytest.fixture
def reference(filed: tuple[str, str]) -> str:
    return filed[0]


def page_of(browser: Browser, reference: str) -> str:
    return text_of(browser.get(f"/requests/{reference}"))


def refuse(office: Office, reference: str, staff: dict[str, Actor]) -> None:
    """A refusal, signed and not yet served."""
    do(office, reference, staff["handler"], Action.DRAFT_DECISION, REFUSED)
    do(office, reference, staff["handler"], Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
    review = facts.SecrecyReview("未发现涉密内容")
    do(office, reference, staff["reviewer"], Action.PASS_REVIEW, review)
    do(office, reference, staff["approver"], Action.SIGN, facts.Signature())


def lapse(office: Office, reference: str, staff: dict[str, Actor], clock: SetClock) -> None:
    """No clarification came by 9 March, and the handler ends the request on the 10th."""
    asked = facts.ClarificationNotice(("请写明年份",), date(2026, 3, 9))
    do(office, reference, staff["handler"], Action.ASK_CLARIFICATION, asked)
    clock.put(datetime(2026, 3, 10, 9, 0, tzinfo=SHANGHAI))
    do(office, reference, staff["handler"], Action.LAPSE, facts.Lapse("已电话询问"))


def letter_of(office: Office, reference: str, staff: dict[str, Actor], kind: LetterKind) -> str:
    """The number of a case's letter of a kind."""
    file = viewing.case_file(office, reference, staff["handler"])
    return next(letter.number for letter, _ in file.letters if letter.kind is kind)


def served(number: str, on: date, way: facts.ServiceWay) -> facts.LetterService:
    return facts.LetterService(number, way, on, "凭证1")


def test_a_reply_of_free_choice_names_the_last_day_of_both_remedies(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    decide(office, reference, staff)
    before = page_of(browser, reference)
    serve(office, reference, staff)
    text = page_of(browser, reference)

    assert HEADING not in before
    assert "可以向示范市人民政府申请行政复议，最迟在 2026年5月6日（星期三）" in text
    assert "提起行政诉讼，最迟在 2026年9月2日（星期三）" in text
    assert "期限从您收到之日（2026年3月2日）的第二天起计算" in text


def test_a_refusal_names_reconsideration_first_and_no_day_for_a_direct_suit(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    refuse(office, reference, staff)
    serve(office, reference, staff)
    text = page_of(browser, reference)

    assert "应当先向示范市人民政府申请行政复议，最迟在 2026年5月6日（星期三）" in text
    assert "行政复议决定书之日起15日内" in text
    assert "2026年9月2日" not in text


@pytest.mark.parametrize(
    ("is_refused", "expected"),
    [(False, "自收到之日起60日内向示范市人民政府"), (True, "自收到答复之日起60日内，先向")],
)
def test_while_a_posted_reply_is_under_way_the_remedies_have_no_last_day(
    browser: Browser,
    office: Office,
    staff: dict[str, Actor],
    reference: str,
    expected: str,
    *,
    is_refused: bool,
) -> None:
    (refuse if is_refused else decide)(office, reference, staff)
    by_post = facts.Service(POSTED, office.today(), "EMS1", facts.Carrier.EMS)
    do(office, reference, staff["clerk"], Action.SERVE, by_post)
    under_way = page_of(browser, reference)
    signed = facts.DeliveryResult(facts.DeliveryOutcome.SIGNED, office.today(), "回执")
    do(office, reference, staff["clerk"], Action.RECORD_DELIVERY, signed)

    assert expected in under_way
    assert "您收到的日期记录以后" in under_way
    assert "2026年5月6日" in page_of(browser, reference)


def test_a_lapsed_request_names_both_remedies_from_the_day_its_letter_arrived(
    browser: Browser,
    office: Office,
    staff: dict[str, Actor],
    filed: tuple[str, str],
    clock: SetClock,
) -> None:
    reference, _ = filed
    lapse(office, reference, staff, clock)
    browser.open(*filed)
    untold = page_of(browser, reference)
    number = letter_of(office, reference, staff, LetterKind.D23)
    by_post = served(number, office.today(), POSTED)
    do(office, reference, staff["clerk"], Action.SERVE_LETTER, by_post)
    posted = page_of(browser, reference)
    in_person = served(number, office.today(), facts.ServiceWay.IN_PERSON)
    do(office, reference, staff["clerk"], Action.SERVE_LETTER, in_person)
    told = page_of(browser, reference)
    file = viewing.case_file(office, reference, staff["handler"])

    for page in (untold, posted):
        assert "对终止办理告知书不服的，可以自收到之日起60日内" in page
    assert "申请行政复议，最迟在 2026年5月9日（星期六）" in told
    assert "提起行政诉讼，最迟在 2026年9月10日（星期四）" in told
    assert file.remedy_window is not None
    assert date(2026, 5, 9) == file.remedy_window.reconsideration.on


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (facts.DeliveryOutcome.SIGNED, "申请行政复议，最迟在 2026年5月11日（星期一）"),
        (facts.DeliveryOutcome.RETURNED, "您收到的日期记录以后"),
    ],
)
def test_a_lapse_told_by_post_has_its_last_days_from_the_day_it_was_signed_for(
    browser: Browser,
    office: Office,
    staff: dict[str, Actor],
    filed: tuple[str, str],
    clock: SetClock,
    result: facts.DeliveryOutcome,
    expected: str,
) -> None:
    reference, _ = filed
    lapse(office, reference, staff, clock)
    number = letter_of(office, reference, staff, LetterKind.D23)
    do(
        office,
        reference,
        staff["clerk"],
        Action.SERVE_LETTER,
        served(number, office.today(), POSTED),
    )
    clock.go_on(timedelta(days=2))
    delivered = facts.DeliveryResult(result, office.today(), "回执")
    do(office, reference, staff["clerk"], Action.RECORD_DELIVERY, delivered)
    browser.open(*filed)
    text = page_of(browser, reference)

    assert expected in text
    assert "邮寄的文书有了投递结果" in text


def test_a_reply_on_the_spot_stands_with_its_letter_and_its_last_days(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    given = facts.SpotReply(
        Outcome.GRANTED,
        leaves.Granted("水资源公报", "当场提供复印件3页"),
        replied_on=office.today(),
        secrecy_conclusion="未发现涉密内容",
        proof="申请人当面签收",
    )
    do(office, reference, staff["handler"], Action.REPLY_ON_THE_SPOT, given)
    page = browser.get(f"/requests/{reference}")
    text = text_of(page)
    file = viewing.case_file(office, reference, staff["handler"])
    letter = next(one for one, _ in file.letters if one.kind is LetterKind.D09)
    path = f"/requests/{reference}/letters/{letter.id}.pdf"

    assert letter.number in text
    assert "正式答复以“直接送达”方式送达" in text
    assert "最迟在 2026年5月6日（星期三）" in text
    assert page.text.index("已经当场答复您") < page.text.rindex(path)
    assert 200 == browser.get(path).status_code


def test_a_withdrawal_and_an_end_without_a_letter_name_no_remedy(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    ended = facts.OtherClosure("单位终止", facts.ClosureReason.OTHER)
    do(office, reference, staff["approver"], Action.CLOSE, ended)
    other, _ = browser.file()
    confirm(office, other, staff)
    do(office, other, staff["handler"], Action.WITHDRAW, facts.Withdrawal("不需要"))

    assert HEADING not in page_of(browser, reference)
    assert HEADING not in page_of(browser, other)


def test_a_letter_on_the_way_that_was_served_stands_under_its_own_words(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    number = letter_of(office, reference, staff, LetterKind.D01)
    given = served(number, office.today(), facts.ServiceWay.IN_PERSON)
    do(office, reference, staff["clerk"], Action.SERVE_LETTER, given)
    decide(office, reference, staff)
    serve(office, reference, staff)
    page = browser.get(f"/requests/{reference}").text
    story = page[page.index("办理经过") :]
    reply, receipt = story.index("已经答复您"), story.index("双方确认收到申请")

    assert f"文号{number}的文书以“直接送达”方式送达" in page
    assert reply < story.index("答复书（予以公开）") < receipt < story.index("登记回执")


def test_after_a_redecision_each_reply_stands_with_its_own_service(
    browser: Browser,
    office: Office,
    staff: dict[str, Actor],
    filed: tuple[str, str],
    clock: SetClock,
) -> None:
    reference, _ = filed
    refuse(office, reference, staff)
    serve(office, reference, staff)
    clock.go_on(timedelta(days=1))
    remedy = facts.Remedy(
        facts.RemedyKind.RECONSIDERATION, "示范市人民政府", office.today(), "1号", "张某", "撤销"
    )
    result = facts.RemedyConclusion(
        1, facts.RemedyResult.CORRECTED, office.today(), "决1号", orders_redecision=True
    )
    order = facts.Redecision("决1号", office.today())
    do(office, reference, staff["clerk"], Action.OPEN_REMEDY, remedy)
    do(office, reference, staff["clerk"], Action.CONCLUDE_REMEDY, result)
    do(office, reference, staff["approver"], Action.ORDER_REDECISION, order)
    decide(office, reference, staff)
    serve(office, reference, staff)
    browser.open(*filed)
    page = browser.get(f"/requests/{reference}").text
    story = page[page.index("办理经过") :]

    assert 1 == story.count("答复书（不予公开）") == story.count("答复书（予以公开）")


def test_a_correction_of_a_letter_to_somebody_else_is_not_the_applicants_to_know(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    asked = facts.Asked(name="赵某", is_organisation=False)
    question = facts.ThirdPartyConsultation(asked, "住址附图", "个人隐私")
    do(office, reference, staff["handler"], Action.CONSULT_THIRD_PARTY, question)
    theirs = letter_of(office, reference, staff, LetterKind.D05)
    wrong = facts.LetterCorrection(theirs, "附图", "附图二")
    do(office, reference, staff["approver"], Action.CORRECT_LETTER, wrong)
    correction = letter_of(office, reference, staff, LetterKind.D31)
    again = facts.LetterCorrection(correction, "附图二", "附图三")
    do(office, reference, staff["approver"], Action.CORRECT_LETTER, again)
    do(
        office,
        reference,
        staff["clerk"],
        Action.SERVE_LETTER,
        served(correction, office.today(), facts.ServiceWay.IN_PERSON),
    )
    page = browser.get(f"/requests/{reference}").text

    assert theirs not in page
    assert correction not in page
    assert "文书中有误的文字更正了" not in page


def test_a_correction_of_the_applicants_own_letter_is_told_with_its_number(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    own = letter_of(office, reference, staff, LetterKind.D01)
    given = facts.LetterCorrection(own, "3月2日", "3月3日")
    do(office, reference, staff["approver"], Action.CORRECT_LETTER, given)

    assert f"文号{own}的文书有误，另发更正告知书" in page_of(browser, reference)


@pytest.mark.parametrize("way", ["online", "post"])
def test_a_correction_of_a_known_letter_is_there_at_once_and_on_its_way_as_paper(
    browser: Browser, office: Office, staff: dict[str, Actor], way: str
) -> None:
    reference, _ = browser.file(delivery_way=way)
    confirm(office, reference, staff)
    own = letter_of(office, reference, staff, LetterKind.D01)
    given = facts.LetterCorrection(own, "3月2日", "3月3日")
    do(office, reference, staff["approver"], Action.CORRECT_LETTER, given)
    correction = letter_of(office, reference, staff, LetterKind.D31)
    text = page_of(browser, reference)

    assert correction in text
    assert ("纸质文书另行送达您" in text) == (way == "post")
    handed_over = served(correction, office.today(), facts.ServiceWay.IN_PERSON)
    do(office, reference, staff["clerk"], Action.SERVE_LETTER, handed_over)
    assert "纸质文书另行送达您" not in page_of(browser, reference)


def test_a_correction_of_a_reply_is_not_there_before_the_reply(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    decide(office, reference, staff)
    reply = letter_of(office, reference, staff, LetterKind.D09)
    given = facts.LetterCorrection(reply, "2025年", "2024年")
    do(office, reference, staff["approver"], Action.CORRECT_LETTER, given)
    correction = letter_of(office, reference, staff, LetterKind.D31)
    before = page_of(browser, reference)
    serve(office, reference, staff)
    after = page_of(browser, reference)

    assert [False, False] == [number in before for number in (reply, correction)]
    assert [True, True] == [number in after for number in (reply, correction)]
