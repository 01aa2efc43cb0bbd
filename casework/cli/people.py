"""`flask agency` and `flask user`: who this site belongs to, and who works in it."""

import tomllib
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from casework.domain.roles import Role
from casework.services import agencies, staff

agency = AppGroup("agency", help="本机关的资料。")
user = AppGroup("user", help="工作人员账号。")
_STAFF_ROLES = [role.value for role in staff.STAFF_ROLES]


@agency.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """从 TOML 文件录入或者更新机关资料（字段见 docs/reference/settings.md）。"""
    try:
        code = agencies.load(file)
    except (agencies.AgencyIncomplete, tomllib.TOMLDecodeError) as fault:
        raise click.ClickException(f"文件内容有误：{fault}") from fault
    click.echo(f"已录入 {code}")


@user.command("add")
@click.argument("username")
@click.option("--agency", "agency_code", required=True, help="机关代码")
@click.option("--name", required=True, help="姓名")
@click.option("--unit", required=True, help="科室")
@click.option("--role", "roles", type=click.Choice(_STAFF_ROLES), multiple=True, required=True)
@click.password_option(help="密码，至少 12 个字符；不写则提示输入")
def add(  # noqa: PLR0913  # click hands over each option by name
    *, username: str, agency_code: str, name: str, unit: str, roles: tuple[str, ...], password: str
) -> None:
    """录入或者更新一个账号；更新时结束其全部登录。"""
    office = current_app.extensions["casework"]
    granted = frozenset(Role(role) for role in roles)
    try:
        staff.enter(office, agency_code, username, password, name=name, unit=unit, roles=granted)
    except agencies.AgencyUnknown as fault:
        raise click.ClickException(f"没有代码为 {fault} 的机关，请先 flask agency load") from fault
    except staff.PasswordTooShort as fault:
        raise click.ClickException(f"密码至少 {fault} 个字符") from fault
    click.echo(f"已录入 {username}")


@user.command("disable")
@click.argument("username")
def disable(username: str) -> None:
    """停用一个账号（离职、调岗），立即结束其全部登录；在办申请另行移交。"""
    if not staff.shut_out(current_app.extensions["casework"], username):
        raise click.ClickException(f"没有账号 {username}")
    click.echo(f"已停用 {username}")
