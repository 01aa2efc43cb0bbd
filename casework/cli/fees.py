"""`flask fees`: reckon a file of quantities by the tariffs of 国办函〔2020〕109号. No database."""

import re
from pathlib import Path

import click
from flask.cli import AppGroup

from casework.cli.rows import Row, read_rows, write_row
from casework.domain.disclosure.fees import FeeMethod, fee_yuan

fees = AppGroup("fees", help="信息处理费计算。")

COLUMNS = ("method", "quantity")
_QUANTITY = re.compile(r"[0-9]{1,9}")


class _QuantityInvalid(Exception):
    """What is wrong with a row."""


@fees.command("reckon", with_appcontext=False)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def reckon_file(file: Path) -> None:
    """逐行计算 FILE 的信息处理费，输出 method,quantity,total_fee_yuan；有错的行写 ERROR。

    FILE 是 CSV，要有 method、quantity 两列，次序不限，其他列不看。
    """
    write_row("method", "quantity", "total_fee_yuan")
    failed = False
    for row in read_rows(file, COLUMNS):
        try:
            fee = str(_fee(row))
        except _QuantityInvalid as error:
            failed = True
            fee = f"ERROR: {error}"
            click.echo(f"第{row.number}行：{error}", err=True)
        write_row(row.values["method"], row.values["quantity"], fee)
    if failed:
        raise click.exceptions.Exit(1)


def _fee(row: Row) -> int:
    if row.fault:
        raise _QuantityInvalid(row.fault)
    method, quantity = row.values["method"], row.values["quantity"]
    known = "、".join(member.value for member in FeeMethod)
    if method not in set(FeeMethod):
        raise _QuantityInvalid(f"不认识的计收方式“{method}”，应当是 {known}")
    if not _QUANTITY.fullmatch(quantity):
        raise _QuantityInvalid(f"数量“{quantity}”不是非负整数（最多九位）")
    return fee_yuan(FeeMethod(method), int(quantity))
