"""`flask report check`: sound reports pass, broken ones are named line by line, by exit code."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casework.cli.report import report
from casework.domain.annual_report.identities import Identity
from tests.domain.reports.forms import FOLDER
from tests.workbooks import workbook

EXAMPLE = FOLDER / "table3.csv"
TEXT = EXAMPLE.read_text("utf-8")


def check(*arguments: object) -> Result:
    return CliRunner().invoke(report, ["check", *map(str, arguments)])


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The example with one more granted to natural persons than there were."""
    file = tmp_path / "broken.csv"
    file.write_text(TEXT.replace("予以公开,5345", "予以公开,5346"), encoding="gbk")
    return file


def test_a_sound_report_is_one_line_and_exit_code_0() -> None:
    result = check(EXAMPLE)

    assert (0, f"{EXAMPLE}：勾稽关系全部成立\n", "") == (
        result.exit_code,
        result.stdout,
        result.stderr,
    )


def test_each_broken_identity_is_named_with_its_row_column_and_figures(broken: Path) -> None:
    result = check(broken)

    assert 1 == result.exit_code
    assert [
        f"S-2 不成立：行“（七）总计”，列“自然人”，应为13365，填报13364（{Identity.S_2.zh}）",
        "S-3 不成立：行“（一）予以公开”，列“总计”，应为5549，填报5548（各类申请人之和，等于总计）",
        "可能只错了一格：行“（一）予以公开”，列“自然人”，填报5346，改为5345就全部成立（请对照原始记录）",
    ] == [line.removeprefix(f"{broken}：") for line in result.stdout.splitlines()]


def test_both_rows_of_an_identity_are_named(tmp_path: Path) -> None:
    file = tmp_path / "flow.csv"
    file.write_text(TEXT.replace("办理,783", "办理,784"), encoding="utf-8")

    assert (
        "S-1 不成立：行“（七）总计和四、结转下年度继续办理”，列“自然人”，应为14147，填报14148"
        in (check(file).stdout)
    )


def test_many_rows_are_named_by_the_first_and_the_last(tmp_path: Path) -> None:
    file = tmp_path / "no_sum.csv"
    lines = [line for line in TEXT.splitlines() if "(七)" not in line]
    file.write_text("\n".join(lines).replace("办理,783", "办理,784"), encoding="utf-8")

    assert "行“（一）予以公开”至“四、结转下年度继续办理”" in check(file).stdout


def test_a_report_that_cannot_be_read_is_exit_code_2_and_names_the_cells(tmp_path: Path) -> None:
    file = tmp_path / "unreadable.csv"
    file.write_text(TEXT.replace("秘密,13,", "秘密,十三,").replace("秘密,十三,0", "秘密,十三,-1"))
    result = check(file)

    assert (2, "") == (result.exit_code, result.stdout)
    assert [
        f"{file}：无法核对：第6行“（三）1.属于国家秘密”的“自然人”一格“十三”不是数字",
        f"{file}：无法核对：第6行“（三）1.属于国家秘密”的“商业企业”一格“-1”是负数，应当是0或者正整数",
    ] == result.stderr.splitlines()


def test_a_folder_is_checked_file_by_file_and_counted(tmp_path: Path, broken: Path) -> None:
    rows = [line.split(",") for line in TEXT.splitlines()]
    numbers = [[int(cell) if cell.isdecimal() else cell for cell in row] for row in rows]
    (tmp_path / "a.xlsx").write_bytes(workbook(numbers))
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "b.html").write_bytes((FOLDER / "form_2021.html").read_bytes())
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    (tmp_path / "d.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    result = check(tmp_path)

    assert 2 == result.exit_code
    assert "共4份：成立2份，不成立1份，无法核对1份" == result.stdout.splitlines()[-1]
    assert "d.xls：无法核对：这是旧版 Excel 或者 Word 文件" in result.stderr


def test_published_pages_of_both_forms_pass() -> None:
    result = check(FOLDER / "form_2019.html", FOLDER / "form_2021.html")

    assert 0 == result.exit_code
    assert "注：没有分项（2019年格式），按一项核对：（六）其他处理" in result.stdout
    assert "注：“总计”没有填写，没有核对：（一）予以公开、" in result.stdout


def test_last_years_report_is_compared(tmp_path: Path) -> None:
    before = tmp_path / "before.csv"
    before.write_text(TEXT.replace("办理,783,6,0,2,25,3,819", "办理,535,6,0,2,18,0,561"))
    result = check(EXAMPLE, "--previous", before)

    assert 1 == result.exit_code
    assert "S-4 不成立：行“二、上年结转政府信息公开申请数量”，列“社会公益组织”，应为2，填报1" in (
        result.stdout
    )


def test_last_years_report_goes_with_one_report_and_must_be_readable(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("")

    assert 2 == check(EXAMPLE, EXAMPLE, "--previous", EXAMPLE).exit_code
    assert 2 == check(EXAMPLE, "--previous", empty).exit_code
    assert "文件是空的" in check(EXAMPLE, "--previous", empty).stderr


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    result = check(tmp_path)

    assert 2 == result.exit_code
    assert "文件夹里没有可以核对的文件" in result.stderr
