"""`flask report`: check annual reports of any agency by the identities. No database."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from pathlib import Path

import click
from flask.cli import AppGroup

from casework.domain.annual_report.identities import Breach
from casework.domain.annual_report.remarks import Unreadable
from casework.domain.annual_report.report import Report, Verdict, judge
from casework.domain.terms import Term
from casework.services.reports import report_in

report = AppGroup("report", help="政府信息公开工作年度报告。")

_KINDS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".html", ".htm"})
_TWO = 2  # of more rows only the first and the last are named


class _Result(IntEnum):
    """What became of a file: the exit code, of several files the highest."""

    SOUND = 0
    BROKEN = 1
    UNREADABLE = 2


@report.command("check", with_appcontext=False)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--previous",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="同一机关上一年度的报告，用来核对上年结转（S-4）；只能和一个 FILE 一起用",
)
def check(files: tuple[Path, ...], previous: Path | None) -> None:
    """核对 FILE 里表三（和表四、表二）的勾稽关系；FILE 可以是文件夹。

    读 CSV、XLSX 和存下来的网页。全部成立退出码为 0，有不成立的为 1，有读不了的为 2。
    """
    found = [each for file in files for each in _reports_in(file)]
    if previous is not None and len(found) != 1:
        raise click.UsageError("--previous 只能和一个 FILE 一起用")
    if not found:
        raise click.UsageError(f"文件夹里没有可以核对的文件（{'、'.join(sorted(_KINDS))}）")
    before = None if previous is None else _read(previous)
    if previous is not None and before is None:
        raise click.exceptions.Exit(_Result.UNREADABLE)
    results = [_checked(file, before) for file in found]
    if len(results) > 1:
        click.echo(
            f"共{len(results)}份：成立{results.count(_Result.SOUND)}份，"
            f"不成立{results.count(_Result.BROKEN)}份，无法核对{results.count(_Result.UNREADABLE)}份"
        )
    raise click.exceptions.Exit(max(results))


def _reports_in(file: Path) -> list[Path]:
    if not file.is_dir():
        return [file]
    inside = (path for path in file.rglob("*") if path.is_file())
    return sorted(path for path in inside if path.suffix.lower() in _KINDS)


def _read(file: Path) -> Report | None:
    """The report in a file; None after saying why it cannot be read."""
    try:
        return report_in(file.read_bytes())
    except Unreadable as unreadable:
        for remark in unreadable.remarks:
            click.echo(f"{file}：无法核对：{remark.zh}", err=True)
        return None


def _checked(file: Path, previous: Report | None) -> _Result:
    read = _read(file)
    if read is None:
        return _Result.UNREADABLE
    verdict = judge(read, previous)
    for line in _lines(verdict):
        click.echo(f"{file}：{line}")
    return _Result.SOUND if verdict.is_sound else _Result.BROKEN


def _lines(verdict: Verdict) -> Iterator[str]:
    if verdict.is_sound:
        yield "勾稽关系全部成立"
    for breach in verdict.breaches:
        yield _line(breach)
    if verdict.suspect is not None:
        row, column = verdict.suspect.cell
        given, expected = verdict.suspect.given, verdict.suspect.expected
        yield (
            f"可能只错了一格：行“{row.zh}”，列“{column.zh}”，"
            f"填报{given}，改为{expected}就全部成立（请对照原始记录）"
        )
    for note in verdict.notes:
        yield f"注：{note.zh}"


def _line(breach: Breach) -> str:
    return (
        f"{breach.identity.value} 不成立：行“{_named(breach.rows)}”，列“{_named(breach.columns)}”，"
        f"应为{breach.left}，填报{breach.right}（{breach.identity.zh}）"
    )


def _named(members: Sequence[Term]) -> str:
    if len(members) > _TWO:
        return f"{members[0].zh}”至“{members[-1].zh}"
    return "和".join(member.zh for member in members)
