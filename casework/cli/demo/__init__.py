"""`flask demo`: an invented bureau with its people and requests in every state of their road."""

from pathlib import Path

import click
from flask import current_app

from casework.cli.demo import consultations, many, many_people, messages, reports, stories
from casework.cli.demo.telling import KEY, cast_of, happen
from casework.domain.roles import Role
from casework.persistence.models import Agency
from casework.persistence.queries import people
from casework.services import agencies, staff
from casework.services.codes import code_from
from casework.services.disclosure import viewing
from casework.services.office import Office

PASSWORD = "Shifan-demo-2026"  # noqa: S105  # printed on purpose: nothing real lies behind it
AGENCY = "SFSW"
_ACCOUNTS = (
    ("clerk", "示例甲", "办公室", {Role.CLERK}),
    ("handler", "示例乙", "水资源科", {Role.HANDLER}),
    ("handler2", "示例丙", "水土保持科", {Role.HANDLER}),
    ("reviewer", "示例丁", "政策法规科", {Role.REVIEWER}),
    ("approver", "示例戊", "办公室", {Role.APPROVER}),
    ("administrator", "示例己", "办公室", {Role.ADMINISTRATOR}),
)


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="已有示范数据时只显示账号")
@click.option(
    "--cases", type=click.IntRange(min=1), help="改为录入这么多件申请（八年，二十个机关），测速用"
)
@click.option("--seed", default=1, show_default=True, help="与 --cases 同用：决定录入的内容")
def demo(*, if_empty: bool, cases: int | None, seed: int) -> None:
    """录入示范机关、账号和申请（全部为虚构），并显示示范账号。"""
    if current_app.config["PRODUCTION"]:
        raise click.ClickException("示范账号的密码是公开的，不能用于生产环境")
    office: Office = current_app.extensions["casework"]
    agencies.load(Path(__file__).with_name("agency.toml"))
    agency = people.agency_by_code(AGENCY)
    if agency is None:
        raise click.ClickException(AGENCY)
    if not (if_empty and people.user_by_name("handler")):
        for username, name, unit, roles in _ACCOUNTS:
            staff.enter(
                office, AGENCY, username, PASSWORD, name=name, unit=unit, roles=frozenset(roles)
            )
    if cases is not None:
        _fill(office, agency, cases, seed)
    elif not viewing.has_cases(agency.id):
        cast = cast_of(office, agency.id)
        reports.publish_last_year(cast)
        consultations.tell_all(cast)
        happen(office, (*stories.told(cast), *messages.told(cast)))
        messages.ask(cast)
    _show(viewing.first_reference(agency.id))


def _fill(office: Office, agency: Agency, cases: int, seed: int) -> None:
    if viewing.has_cases(agency.id):
        raise click.ClickException("已有申请：--cases 只用于空的登记簿")
    for written in many.Books(office, many_people.bureaus(agency), seed).fill(cases):
        click.echo(f"\r已录入 {written} 件", nl=False)


def _show(reference: str) -> None:
    click.echo(f"\n示范账号（密码均为 {PASSWORD}）：")
    for username, name, unit, roles in _ACCOUNTS:
        held = "、".join(role.zh for role in Role if role in roles)
        click.echo(f"  {username:<14} {held}（{unit} {name}）")
    click.echo(f"示范申请人：登记编号 {reference}  查询码 {code_from(KEY)}\n")
