"""`flask deadlines recompute`: what a newly entered holiday notice moves, and moving it."""

from datetime import date

import click
from flask import current_app
from flask.cli import with_appcontext

from casework.services import recompute
from casework.services.office import Office


@click.command("recompute")
@click.option("--apply", "is_applied", is_flag=True, help="按清单更新；不写则只列出")
@with_appcontext
def recompute_deadlines(*, is_applied: bool) -> None:
    """录入或者修改放假安排以后，列出答复期限有变化的在办申请。"""
    office: Office = current_app.extensions["casework"]
    moved = list(recompute.impact(office))
    for case in moved:
        certain = "　由暂定变为确定" if case.becomes_certain else ""
        overdue = "　变为逾期" if case.becomes_overdue else ""
        click.echo(f"{case.reference}\t{_on(case.was)} → {_on(case.becomes)}{certain}{overdue}")
        if is_applied:
            recompute.apply(office, case)
    click.echo(f"{'已更新' if is_applied else '有变化'} {len(moved)} 件")
    if is_applied and (counted := recompute.count_endings(office)):
        click.echo(f"另有 {counted} 件已办结的，补上了办理所用的工作日")


def _on(day: date | None) -> str:
    return "无" if day is None else day.isoformat()
