"""Tables come out of files as they are saved: encodings, signs, merged cells; within limits."""

import io
import zipfile
from pathlib import Path

import pytest

from casework.adapters.sheets import SheetFault, SheetRefused, read_sheets, read_text
from tests.workbooks import workbook

REPORTS = Path(__file__).parents[1] / "domain" / "reports"
LINES = "项目,自然人,商业企业,科研机构,社会公益组织,总计\r\n一、本年新收,3,0,0,0,3\r\n"
CELLS = [
    ["项目", "自然人", "商业企业", "科研机构", "社会公益组织", "总计"],
    ["一、本年新收", "3", "0", "0", "0", "3"],
]


def refused(content: bytes) -> SheetFault:
    with pytest.raises(SheetRefused) as refusal:
        read_sheets(content)
    return refusal.value.fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_chinese_text_is_read_in_every_encoding_in_which_it_is_saved(encoding: str) -> None:
    assert (CELLS,) == read_sheets(LINES.encode(encoding)).grids


@pytest.mark.parametrize("sign", [",", "\t", ";", "|", " "])
def test_cells_are_parted_by_the_sign_that_most_lines_have(sign: str) -> None:
    assert (CELLS,) == read_text(LINES.replace(",", sign)).grids


def test_a_table_drawn_with_strokes_is_read_without_its_rule() -> None:
    drawn = "".join(f"| {' | '.join(row)} |\n" for row in CELLS).replace(
        "\n", "\n|:---|---:|---:|---:|---:|---:|\n", 1
    )

    assert (CELLS,) == read_text(drawn).grids


def test_quoted_cells_may_hold_commas_and_line_ends() -> None:
    text = '项目,a,b,c,d,e\n"一、本年\n新收","1,234",0,0,0,0\n'

    assert ["一、本年\n新收", "1,234", "0", "0", "0", "0"] == read_text(text).grids[0][1]


def test_a_quote_that_is_not_closed_costs_only_its_line() -> None:
    text = '"三安全一稳定,1,0,0,0,0,1\n"a",2,0,0,0,0,2\n'

    assert [["三安全一稳定", *"100001"], ["a", *"200002"]] == read_text(text).grids[0]


def test_merged_cells_of_a_page_keep_their_places() -> None:
    page = """<TABLE><tr><td rowspan="2" colspan=2>甲<br>一</td><td>1</td></tr>
    <tr><td>2</td></tr><tr><td>丙<td rowspan="x" colspan="0">丁<td>3</table>"""

    assert [["甲\n一", "", "1"], ["", "", "2"], ["丙", "丁", "3"]] == [
        [cell.strip() for cell in row] for row in read_text(page).grids[0]
    ]


def test_a_span_that_no_table_has_is_none() -> None:
    page = f"<table><tr><td colspan={'9' * 5000}>1<td colspan=\uff12>2<td colspan='-1'>3</table>"

    assert ([["1", "2", "3"]],) == read_text(page).grids


def test_a_table_within_a_table_is_a_table_of_its_own() -> None:
    page = "<table><tr><td>外<table><td>内</table></td><td>右</td></tr></table></table>"

    assert ([["外", "右"]], [["内"]]) == read_text(page).grids


def test_the_words_of_a_page_are_those_around_its_tables() -> None:
    page = """<title>题</title><style>td {}</style><script>x</script><p>新收<b>12</b>件。</p>
    <table>内<tr>外<td>1</td></table><div>又&nbsp;及</div></style>"""
    sheets = read_text(page)

    assert ["新收12件。", "又", "及"] == sheets.prose.split()
    assert ([["1"]],) == sheets.grids


def test_a_page_saved_as_a_spreadsheet_is_a_page() -> None:
    page = (REPORTS / "form_2019.html").read_text("utf-8").encode("gbk")

    assert [2, 6, 26, 4] == [len(grid) for grid in read_sheets(page).grids]


def test_a_workbook_is_read_sheet_by_sheet_with_its_numbers_and_texts() -> None:
    content = workbook([["年度报告"]], [["一、本年新收", "", 3, 4.5, "1,234"], [], [7]])

    assert (
        [["年度报告"]],
        [["一、本年新收", "", "3", "4.5", "1,234"], [""] * 5, ["7", *[""] * 4]],
    ) == read_sheets(content).grids


def test_texts_formulas_and_places_of_a_workbook_are_read_however_they_are_kept() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row><c t="s"><v>0</v></c><c t="s"><v>9</v></c><c t="inlineStr"><is><t>乙</t></is></c>'
        '<c t="str"><f>A1</f><v>丙</v></c><c><f>1+1</f><v>2.0</v></c>'
        '<c t="e"><v>#REF!</v></c></row>'
        '<row r="9000"><c r="A9000"><v>1</v></c></row></sheetData></worksheet>'
    )
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><t>甲</t></r><r><t>一</t></r><rPh><t>jia</t></rPh></si></sst>"
    )
    content = packed({"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings})

    assert ([["甲一", "", "乙", "丙", "2", "#REF!"]],) == read_sheets(content).grids


def packed(parts: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b" \n", SheetFault.EMPTY, id="nothing"),
        pytest.param(b"%PDF-1.7 ...", SheetFault.PAPER, id="a PDF"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1", SheetFault.OLD_OFFICE, id="an old workbook"),
        pytest.param(b"Rar!\x1a\x07", SheetFault.OTHER_KIND, id="an archive"),
        pytest.param(b"\x89PNG\r\n\x1a\n\xff", SheetFault.OTHER_KIND, id="a picture"),
        pytest.param(b"PK\x03\x04 broken", SheetFault.DAMAGED, id="a broken workbook"),
        pytest.param(packed({"word/document.xml": "<a/>"}), SheetFault.OTHER_KIND, id="a letter"),
        pytest.param(
            packed({"xl/worksheets/sheet1.xml": "<a>"}), SheetFault.DAMAGED, id="broken inside"
        ),
        pytest.param(
            packed({"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            SheetFault.DAMAGED,
            id="entities",
        ),
        pytest.param(
            packed({"xl/worksheets/sheet1.xml": "<a>" + " " * 21_000_000 + "</a>"}),
            SheetFault.TOO_LARGE,
            id="a bomb",
        ),
        pytest.param(
            workbook([[""] * 49 + ["1"]] * 1300), SheetFault.TOO_LARGE, id="too large a sheet"
        ),
        pytest.param(workbook([[1] * 50] * 1300), SheetFault.TOO_LARGE, id="too many cells"),
        pytest.param(b"1,2,3,4,5,6\n" * 11_000, SheetFault.TOO_LARGE, id="too many lines"),
        pytest.param(
            b"<table>" + b"<tr><td colspan=60 rowspan=200>1" * 9, SheetFault.TOO_LARGE, id="spans"
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(content: bytes, fault: SheetFault) -> None:
    assert fault is refused(content)


@pytest.mark.parametrize("endless", ["<a ", '<a x="', "<!--", "<![CDATA[", "</", "<script>"])
def test_a_tag_that_never_ends_costs_only_what_is_behind_it(endless: str) -> None:
    page = "<table><tr><td>一</td><td>1</td></tr></table>"

    assert [["一", "1"]] == read_text(page + endless * 2000).grids[0]


def test_a_declaration_that_is_none_is_damage() -> None:
    with pytest.raises(SheetRefused) as refused:
        read_text("<table><![x<!")

    assert refused.value.fault is SheetFault.DAMAGED


def test_a_workbook_is_bounded_in_all_its_sheets_together() -> None:
    sheet = f"<worksheet><sheetData><row>{'<c/>' * 60_000}</row></sheetData></worksheet>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        for number in range(1, 6):
            book.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
    with pytest.raises(SheetRefused) as refused:
        read_sheets(content.getvalue())

    assert refused.value.fault is SheetFault.TOO_LARGE


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(SheetRefused):
        read_text("\n ")
