"""`flask recount`: the public figures' summaries, counted anew from the rows."""

import click
from flask.cli import with_appcontext

from casework.services import upkeep


@click.command("recount")
@with_appcontext
def recount() -> None:
    """按登记簿重新汇总公开统计数据，并列出更正的数字个数（工作进程每天夜间也会重算）。"""
    click.echo(f"已重新汇总，更正 {upkeep.recount()} 个数字")
