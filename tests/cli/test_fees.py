"""`flask fees reckon`: the fee vectors, and rows that cannot be reckoned."""

import csv
from pathlib import Path

from click.testing import CliRunner, Result

from casework.cli.fees import fees

VECTORS = Path(__file__).parents[1] / "domain" / "vectors" / "fee_vectors.csv"


def reckon(file: Path) -> Result:
    return CliRunner().invoke(fees, ["reckon", str(file)])


def test_the_given_vectors_come_out_line_by_line() -> None:
    with VECTORS.open(encoding="utf-8", newline="") as vectors:
        rows = list(csv.DictReader(vectors))
    lines = [f"{row['method']},{row['quantity']},{row['total_fee_yuan']}" for row in rows]
    result = reckon(VECTORS)

    assert result.exit_code == 0
    assert ["method,quantity,total_fee_yuan", *lines] == result.stdout.splitlines()


def test_a_bad_row_costs_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(
        "quantity,method\n-1,by_item_month\n1.5,by_item_month\n3,by_weight\n31\n68,by_page_single_request\n",
        encoding="utf-8",
    )
    result = reckon(file)

    known = "by_item_month、by_page_single_request"

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "method,quantity,total_fee_yuan",
        "by_item_month,-1,ERROR: 数量“-1”不是非负整数（最多九位）",
        "by_item_month,1.5,ERROR: 数量“1.5”不是非负整数（最多九位）",
        f"by_weight,3,ERROR: 不认识的计收方式“by_weight”，应当是 {known}",
        ",31,ERROR: 这一行缺少列：method",
        "by_page_single_request,68,380",
    ]
    assert "第4行：不认识的计收方式" in result.stderr
