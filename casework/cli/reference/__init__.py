"""`flask reference`: the reference pages and the English catalogue, written from the sources."""

import sys
from pathlib import Path

import click

from casework.cli.reference.catalogue import catalogue_is_current, renew_catalogue
from casework.cli.reference.pages import pages, terms

__all__ = ["catalogue_is_current", "reference", "terms"]

_ROOT = Path(__file__).resolve().parents[3]
_PAGES = _ROOT / "docs" / "reference"
_CATALOGUE = _ROOT / "casework/web/translations/en/LC_MESSAGES/messages.po"


@click.command("reference")
@click.option("--check", is_flag=True, help="只比较，不改写；有出入时退出码为 1")
def reference(*, check: bool) -> None:
    """重新生成 docs/reference/ 和英文译文目录。"""
    written = pages()
    if check:
        stale = [name for name, text in written.items() if _read(_PAGES / name) != text]
        if not catalogue_is_current(_CATALOGUE):
            stale.append(_CATALOGUE.name)
        for name in stale:
            click.echo(f"需要重新生成：{name}（make docs）", err=True)
        sys.exit(1 if stale else 0)
    for name, text in written.items():
        (_PAGES / name).write_text(text, encoding="utf-8")
    wanting = renew_catalogue(_CATALOGUE)
    click.echo(f"参考文档 {len(written)} 篇；尚无译文 {wanting} 条")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
