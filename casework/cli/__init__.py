"""The flask commands: what an operator does at a terminal, each calling one service."""

from flask import Flask
from huey import Huey

from casework.cli import (
    audit,
    deadlines,
    demo,
    fees,
    people,
    recompute,
    recount,
    reference,
    report,
    similar,
    work,
)


def install(app: Flask, queue: Huey) -> None:
    """Register every command."""
    deadlines.deadlines.add_command(recompute.recompute_deadlines)
    app.cli.add_command(deadlines.deadlines)
    app.cli.add_command(fees.fees)
    app.cli.add_command(audit.audit)
    app.cli.add_command(people.agency)
    app.cli.add_command(people.user)
    app.cli.add_command(demo.demo)
    app.cli.add_command(recount.recount)
    app.cli.add_command(reference.reference)
    app.cli.add_command(report.report)
    app.cli.add_command(similar.similar)
    app.cli.add_command(work.command(app, queue))
