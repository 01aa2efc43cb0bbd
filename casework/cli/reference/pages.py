"""The pages of docs/reference/, each from the one place where its facts stand."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import Any, cast

from flask import current_app
from transitions.extensions import GraphMachine

import casework
from casework.domain.calendar import load_calendar
from casework.domain.disclosure.decisions import LEAVES
from casework.domain.disclosure.letters import PAPERS
from casework.domain.references import Mark
from casework.domain.roles import STAFF
from casework.domain.terms import Term
from casework.domain.workflow import Procedure, in_order
from casework.services.agencies import all_fields, required_fields
from casework.services.procedures import ROADS
from config import Settings

_Rows = Sequence[Sequence[object]]
_METHODS = {"GET", "POST"}


def pages() -> dict[str, str]:
    """The text of each generated page, by its file's name."""
    makers: dict[str, Callable[[], str]] = {
        "workflow.md": workflows,
        "letters.md": _letters,
        "outcomes.md": _outcomes,
        "calendar.md": _calendar,
        "settings.md": _settings,
        "cli.md": _commands,
        "routes.md": _routes,
        "glossary.md": _glossary,
    }
    return {name: make() for name, make in makers.items()}


def terms() -> Iterator[Term]:
    """Every member of every vocabulary in the house, in the order of their modules."""
    for module in pkgutil.walk_packages(casework.__path__, "casework."):
        importlib.import_module(module.name)
    for vocabulary in sorted(Term.__subclasses__(), key=lambda kind: kind.__module__):
        yield from vocabulary


def workflows() -> str:
    """Every procedure that has a road, a section each, in the order of their marks."""
    sections = (
        f"## {mark.zh}\n\n{_workflow(ROADS[mark].course.procedure)}"
        for mark in Mark
        if mark in ROADS
    )
    return _page(
        "各程序的状态与事项",
        "写给想知道“现在能办什么、谁能办”的人。一个程序一节。",
        "\n\n".join(sections),
    )


def _workflow(procedure: Procedure[Any]) -> str:
    """What may be done in a procedure, its ends, and the chart of both."""
    rows = [
        (
            row.action.zh,
            f"`{row.action.value}`",
            "、".join(source.zh for source in procedure.sources(row)),
            "不变" if row.target is None else row.target.zh,
            "、".join(role.zh for role in in_order(row.who)),
            row.article or "—",
            row.clock.zh,
            "、".join(letter.zh for letter in row.letters),
            "" if row.notice is None else row.notice.zh,
        )
        for row in procedure.rows
    ]
    final = "、".join(sorted(state.zh for state in procedure.final))
    table = _table(("事项", "标识", "从", "到", "谁可以办", "依据", "期限", "文书", "通知"), rows)
    return f"{table}\n\n终结状态：{final}。\n\n```mermaid\n{_diagram(procedure)}\n```"


def _diagram(procedure: Procedure[Any]) -> str:
    """The state chart that `transitions` draws of the same rows, less its colours."""
    model = _Model()
    machine = GraphMachine(
        model=model,
        states=[state.zh for state in cast("type[Term]", procedure.states)],
        initial=procedure.nascent.zh,
        auto_transitions=False,
        graph_engine="mermaid",
    )
    for row in procedure.rows:
        if row.target is not None:
            for source in procedure.sources(row):
                machine.add_transition(row.action.zh, source.zh, row.target.zh)
    drawn = str(model.get_graph().draw(None)).splitlines()  # type: ignore[attr-defined]
    arrows = sorted(line for line in drawn if "-->" in line)
    return "\n".join(["stateDiagram-v2", *arrows])


class _Model:
    """What the diagram engine needs to hang its graph on."""


def _letters() -> str:
    rows = [
        (paper.kind.value.upper(), paper.kind.zh, paper.article, paper.remedy.zh, paper.head.zh)
        for paper in PAPERS.values()
    ]
    table = _table(("编号", "文书", "依据", "救济途径", "版式"), rows)
    return _page("文书", "写给核对文书种类、依据和救济途径的人。", table)


def _outcomes() -> str:
    rows = [
        (leaf.outcome.zh, leaf.article, leaf.row.zh, leaf.letter.zh, leaf.facts.__name__)
        for leaf in LEAVES.values()
    ]
    table = _table(("处理决定", "条例", "年报表三", "文书", "必备事实"), rows)
    return _page("处理决定与年报表三", "写给拟写答复和核对统计的人。", table)


def _calendar() -> str:
    calendar = load_calendar()
    years = range(calendar.first_year, calendar.last_year + 1)
    rows = [
        (year, calendar.working_days_in(year), "、".join(calendar.notices_of(year)))
        for year in years
    ]
    table = _table(("年", "工作日", "国务院办公厅通知"), rows)
    return _page("工作日历", "写给核对期限的人。没有录入通知的年份不推算，只作暂定。", table)


def _settings() -> str:
    rows = [
        (
            f"`CASEWORK_{setting.name.upper()}`",
            f"`{setting.default}`" if setting.default and setting.name != "instance" else "",
            setting.metadata["meaning"],
        )
        for setting in fields(Settings)
    ]
    table = _table(("环境变量", "默认值", "含义"), rows)
    required = "、".join(f"`{name}`" for name in sorted(required_fields()))
    optional = "、".join(f"`{name}`" for name in sorted(all_fields() - required_fields()))
    agency = (
        "## 机关资料文件\n\n`flask agency load` 读取的 TOML 文件。"
        f"必填：{required}。选填：{optional}。"
    )
    reader = "写给安装和维护的人。设置只从环境变量读取，启动时读一次。"
    return _page("设置", reader, f"{table}\n\n{agency}")


def _commands() -> str:
    rows = []
    for name, command in sorted(current_app.cli.commands.items()):
        inner = getattr(command, "commands", {"": command})
        rows += [
            (f"`flask {name} {sub}`".replace(" `", "`"), (one.help or "").split("\n")[0])
            for sub, one in sorted(inner.items())
            if one.callback is not None and one.callback.__module__.startswith("casework.")
        ]
    return _page("命令", "写给在终端操作的人。", _table(("命令", "作用"), rows))


def _routes() -> str:
    rows = [
        (rule.rule, "、".join(sorted((rule.methods or set()) & _METHODS)), _door(rule.endpoint))
        for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: rule.rule)
    ]
    table = _table(("地址", "方法", "谁可以进"), rows)
    return _page("页面与权限", "写给核对权限的人。没有写明的一律不能进。", table)


def _door(endpoint: str) -> str:
    door = getattr(current_app.view_functions[endpoint], "door", None)
    if door is None:
        return "无人"
    if door.roles is None:
        return "任何人"
    roles = in_order(door.roles)
    if not roles:
        return "持该件查询码的人"
    return "全体工作人员" if len(roles) == len(STAFF) else "、".join(role.zh for role in roles)


def _glossary() -> str:
    rows = [
        (member.zh, f"`{type(member).__name__}.{member.name}`", f"`{member.value}`")
        for member in terms()
    ]
    table = _table(("中文", "标识", "存储值"), rows)
    return _page("用语", "写给读代码和数据的人：一个概念一个词。", table)


def _table(headings: Sequence[str], rows: _Rows) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    cells = ([str(cell).replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def _page(title: str, reader: str, body: str) -> str:
    return f"# {title}\n\n{reader}\n\n{body}\n\n<!-- 由 make docs 生成，请勿手改。 -->\n"
