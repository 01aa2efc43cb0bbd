"""`flask similar`: the index by which requests that are alike are found, made anew."""

import click
from flask.cli import AppGroup

from casework.services.disclosure import similar as service

similar = AppGroup("similar", help="相似申请的索引。")


@similar.command("rebuild")
def rebuild() -> None:
    """重建全部申请的相似索引：升级到有这一功能的版本以后运行一次。"""
    click.echo(f"已索引 {service.rebuild()} 件")
