"""`flask audit`: whether the chains of events are whole, and the daily anchor kept outside."""

import sys

import click
from flask.cli import AppGroup

from casework.services import upkeep

audit = AppGroup("audit", help="核验办理记录是否被改动。")


@audit.command("verify")
def verify() -> None:
    """逐件核验事件链；发现被改动的，列出登记编号和位置，退出码为 1。"""
    broken = list(upkeep.broken_chains())
    for found in broken:
        click.echo(f"{found.reference}\t第{found.sequence}条记录起不一致")
    click.echo(f"不一致 {len(broken)} 件")
    sys.exit(1 if broken else 0)


@audit.command("anchor")
def anchor() -> None:
    """输出全部案件链首的摘要，供每日存放在系统之外（截尾只有靠它才能发现）。"""
    click.echo(upkeep.anchor())
