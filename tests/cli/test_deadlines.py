"""`flask deadlines`: files as offices have them, one answer a row, and the ledger in words."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casework.cli.deadlines import deadlines

VECTORS = Path(__file__).parents[1] / "domain" / "vectors" / "deadline_vectors.csv"
RECEIVED = json.dumps([{"date": "2025-03-03", "event": "received", "channel": "in_person"}])
AS_OF = ("--as-of", "2026-11-22")


def reckon(file: Path, content: str, *options: str, encoding: str = "utf-8") -> Result:
    file.write_bytes(content.encode(encoding))
    return CliRunner().invoke(deadlines, ["reckon", str(file), *AS_OF, *options])


def explain(*options: str) -> Result:
    return CliRunner().invoke(deadlines, ["explain", *AS_OF, *options])


def written(*rows: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.csv"


def test_the_given_vectors_come_out_line_by_line() -> None:
    with VECTORS.open(encoding="utf-8-sig", newline="") as vectors:
        rows = list(csv.DictReader(vectors))
    expected = "".join(f"{row['case_id']},{row['expected_due_date']}\n" for row in rows)
    result = CliRunner().invoke(deadlines, ["reckon", str(VECTORS), *AS_OF])

    assert result.exit_code == 0
    assert f"case_id,due\n{expected}" == result.stdout


def test_today_is_asked_of_the_clock_when_no_day_is_given(file: Path) -> None:
    file.write_text(written(("case_id", "clock", "events"), ("1", "reply", RECEIVED)), "utf-8")
    result = CliRunner().invoke(deadlines, ["reckon", str(file)])

    assert result.stdout == "case_id,due\n1,2025-03-31\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_columns_come_in_any_order_and_encoding_and_others_are_ignored(
    file: Path, encoding: str
) -> None:
    content = written(
        ("备注", "Events", "case_id", "别的", "clock "), ("甲", RECEIVED, "示1", "", "reply")
    )
    result = reckon(file, content, encoding=encoding)

    assert (result.exit_code, result.stdout) == (0, "case_id,due\n示1,2025-03-31\n")


def test_a_bad_row_costs_only_itself(file: Path) -> None:
    unknown = json.dumps([{"date": "2025-03-03", "event": "frobnicated"}])
    content = written(
        ("case_id", "clock", "events"),
        ("1", "reply", unknown),
        ("2", "nothing", RECEIVED),
        ("3",),
        (),
        ("5", "reply", RECEIVED),
    )
    result = reckon(file, content)

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "case_id,due",
        "1,ERROR: 不认识的事件“frobnicated”",
        "2,ERROR: 不认识的期限“nothing”",
        "3,ERROR: 这一行缺少列：clock、events",
        "5,2025-03-31",
    ]
    assert "第2行 1：不认识的事件“frobnicated”" in result.stderr


def test_a_quotation_mark_that_is_never_closed_swallows_no_other_row(file: Path) -> None:
    good = written(("2", "reply", RECEIVED))
    result = reckon(file, f'case_id,clock,events\n1,reply,"[{{""date"": 1\n{good}')
    lines = result.stdout.splitlines()

    assert result.exit_code == 1
    assert lines[1] == "1,ERROR: 引号没有配对，不是有效的 CSV"
    assert lines[2] == "2,2025-03-31"


def test_events_may_run_over_several_lines(file: Path) -> None:
    spread = json.dumps(json.loads(RECEIVED), indent=2)
    content = written(("case_id", "clock", "events"), ("1", "reply", spread), ("2", "reply", "x"))
    result = reckon(file, content)

    assert result.stdout.splitlines()[1] == "1,2025-03-31"
    assert "行 2：" in result.stderr


def test_why_a_date_is_undetermined_goes_to_stderr(file: Path) -> None:
    late = RECEIVED.replace("2025-03-03", "2026-12-10")
    result = reckon(file, written(("case_id", "clock", "events"), ("K", "reply", late)))

    assert (result.exit_code, result.stdout) == (0, "case_id,due\nK,UNDETERMINED\n")
    assert "暂估2027-01-08" in result.stderr


@pytest.mark.parametrize("content", ["", "case_id,events\n1,[]\n", "\n"])
def test_a_file_without_its_columns_is_refused(file: Path, content: str) -> None:
    result = reckon(file, content)

    assert result.exit_code == 1
    assert "缺少列" in result.stderr


def test_a_file_that_is_no_text_is_refused(file: Path) -> None:
    file.write_bytes(b"\xff\xff\xff\x00\x81")
    result = CliRunner().invoke(deadlines, ["reckon", str(file)])

    assert result.exit_code == 1
    assert "不是文本文件" in result.stderr


def test_an_operators_arrangement_makes_the_next_year_certain(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "arrangements"
    folder.mkdir()
    (folder / "2027.toml").write_text(
        "year = 2027\n[[notice]]\n"
        'number = "示范〔2026〕1号"\ntitle = "示范"\n'
        "issued_on = 2026-11-20\npublished_on = 2026-11-20\n"
        '[[notice.holiday]]\nname = "元旦"\n'
        "begins_on = 2027-01-01\nends_on = 2027-01-01\nmakeup_days = []\n",
        encoding="utf-8",
    )
    late = RECEIVED.replace("2025-03-03", "2026-12-10")
    content = written(("case_id", "clock", "events"), ("K", "reply", late))
    result = reckon(file, content, "--arrangements", str(folder))

    assert result.stdout == "case_id,due\nK,2027-01-08\n"


def test_a_faulty_arrangement_is_named(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "arrangements"
    folder.mkdir()
    (folder / "2027.toml").write_text("year = 2027\n", encoding="utf-8")
    content = written(("case_id", "clock", "events"))
    result = reckon(file, content, "--arrangements", str(folder))

    assert result.exit_code == 1
    assert "2027.toml：至少要有一个" in result.stderr


def test_a_deadline_is_explained_day_by_day() -> None:
    result = explain("--received", "2026-01-26")
    lines = result.stdout.splitlines()

    assert result.exit_code == 0
    assert lines[0] == "2026-01-26 周一      起算日，不计入（收到申请之日）  C-1"
    assert lines[1] == "2026-01-27 周二   1  计入  C-1"
    assert "2026-02-14 周六  15  调休上班，计入（春节调休）  C-2 国办发明电〔2025〕7号" in lines
    assert "2026-02-17 周二      放假，不计入（春节）  C-2 国办发明电〔2025〕7号" in lines
    assert lines[-2] == "2026-02-28 周六  20  调休上班，计入（春节调休）  C-2 国办发明电〔2025〕7号"
    assert lines[-1] == "答复期限：2026-02-28 周六（正在计算）"


@pytest.mark.parametrize(
    ("options", "conclusion"),
    [
        pytest.param(
            ["--event", "extension_notified=2026-03-16,working_days=5"],
            "答复期限：2026-02-28 周六（正在计算）；2026-03-16 的延期告知无效（C-6）",
            id="extension-too-late",
        ),
        pytest.param(
            ["--event", "correction_notice_issued=2026-02-03"],
            "答复期限：待定（停止计算，待重新起算：等待申请人补正）",
            id="void",
        ),
        pytest.param(
            ["--event", "correction_notice_issued=2026-02-03,deadline=2026-12-01"],
            "答复期限：待定（停止计算，待重新起算：等待申请人补正，最迟 2026-12-01）",
            id="void-until",
        ),
        pytest.param(
            ["--event", "correction_notice_issued=2026-02-03,deadline=2026-03-01"],
            "答复期限：已终止（逾期不补正，年度报告表三(六)1）",
            id="lapsed",
        ),
        pytest.param(
            ["--event", "third_party_letter_issued=2026-02-03,party=甲"],
            "答复期限：待定（暂不计算：征求意见书没有送达日期，也没有收到意见，何时恢复计算未知）",
            id="open-suspension",
        ),
        pytest.param(
            ["--event", "withdrawn=2026-02-03"],
            "答复期限：已终止（申请人撤回，年度报告表三(六)3）",
            id="withdrawn",
        ),
        pytest.param(
            ["--event", "delay_notified=2026-02-03,until=2026-06-30"],
            "答复期限：2026-06-30 周二（正在计算）",
            id="date-set",
        ),
    ],
)
def test_the_last_line_says_what_it_comes_to(options: list[str], conclusion: str) -> None:
    assert conclusion == explain("--received", "2026-01-26", *options).stdout.splitlines()[-1]


def test_a_provisional_date_is_called_so() -> None:
    expected = "答复期限：待定，暂估 2027-01-08 周五（C-10：该年的放假安排没有录入）"

    assert expected == explain("--received", "2026-12-10").stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--received", "yesterday"], "不是有效日期"),
        (["--received", "2026-01-26", "--event", "frobnicated=2026-02-01"], "不认识的事件"),
        (["--received", "2026-01-26", "--event", "extended=2026-02-30"], "不是有效日期"),
        (["--received", "2026-01-26", "--event", "extended"], "不是有效日期"),
    ],
)
def test_what_was_typed_wrongly_is_a_usage_error(options: list[str], message: str) -> None:
    result = explain(*options)

    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--received", "2018-06-01"], "2018年的节假日安排没有录入"),
        (["--received", "2026-01-26", "--event", "extended=2026-02-03"], "缺少 working_days"),
        (["--received", "2031-06-01"], "2031年的节假日安排没有录入"),
        # Nobody answers, and the ledger would have to run on into years that nobody arranged.
        (
            [
                *("--received", "2026-01-26", "--as-of", "2035-01-01"),
                *("--event", "third_party_letter_issued=2026-02-02"),
            ],
            "2031年的节假日安排没有录入",
        ),
    ],
)
def test_what_cannot_be_reckoned_is_refused_in_a_sentence(options: list[str], message: str) -> None:
    result = explain(*options)

    assert result.exit_code == 1
    assert message in result.stderr
