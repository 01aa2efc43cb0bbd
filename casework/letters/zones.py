"""The zones of a letter's template that an agency words itself, and what may stand in them.

A zone's text is paragraphs, a line each, with placeholders in braces, `{登记编号}`; the rest of a
template, with its articles, its conclusion and its remedy, is locked. No text is run as a program.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from jinja2 import nodes
from markupsafe import Markup

from casework.domain.disclosure.letters import LetterKind
from casework.domain.terms import Term, term
from casework.letters.facts import LetterFacts
from casework.letters.legible import legible
from casework.letters.templates import chinese_date, environment, in_one_line

OwnWords = Mapping[str, str]  # the text of a zone by the zone's name
NO_OWN_WORDS: OwnWords = {}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_MARKS = ("# ", "## ", "> ")
_LONGEST = 2000  # characters
# What any letter knows, and what its kind alone knows: the placeholder, and where its fact is.
_OF_THE_LETTER = {
    "称呼": "facts.you",
    "登记编号": "facts.reference",
    "收到日期": "facts.received_on",
    "答复期限": "facts.due_on",
    "发文机关": "facts.sender.name",
    "公开工作机构": "facts.sender.disclosure_office",
    "地址": "facts.sender.address",
    "邮编": "facts.sender.postcode",
    "电话": "facts.sender.phone",
    "平台网址": "facts.site_url",
}
_OF_ITS_KIND = {
    "信息名称": "it.information",
    "期限": "it.respond_by",
    "理由": "it.reason",
    "途径": "it.where",
    "提供方式": "it.supplied_as",
    "机关名称": "it.agency",
    "联系方式": "it.contact",
    "档案馆": "it.archive",
    "渠道": "it.channel",
    "缴款方式": "it.pay_at",
}


class Fault(Term):
    """What is wrong with an agency's own words."""

    NO_SUCH_ZONE = term("no_such_zone", "这种文书没有名为“{said}”的可改文字。")
    NO_SUCH_FACT = term("no_such_fact", "这种文书没有可以填入“{said}”的事实。")
    STRAY_BRACE = term("stray_brace", "花括号没有成对，不能识别要填入的事实：{said}")
    MARK = term("mark", "段落不能以“#”或者“>”加空格开头：{said}")
    TOO_LONG = term("too_long", "文字太长，最多{said}字。")
    FACT_MISSING = term("fact_missing", "这件申请没有“{said}”，不能印出这段文字。")


@dataclass(frozen=True, slots=True)
class Objection:
    """Something wrong in a zone: which fault, and what was said."""

    zone: str
    fault: Fault
    said: str


class UnfitWords(Exception):
    """An agency's own words cannot be printed."""

    def __init__(self, objections: tuple[Objection, ...]) -> None:
        sentences = (one.fault.zh.format(said=one.said) for one in objections)
        super().__init__("".join(sentences))
        self.objections = objections


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of a kind's template: its name and its text as shipped, with its placeholders."""

    name: str
    text: str


@cache
def zones(kind: LetterKind) -> tuple[Zone, ...]:
    """The zones of a kind's template, in the order of the letter."""
    return tuple(Zone(block.name, _readable(block)) for block in _tree(kind).find_all(nodes.Block))


@cache
def placeholders(kind: LetterKind) -> tuple[str, ...]:
    """The placeholders that the zones of a kind may hold."""
    held = {f"it.{name}" for name in particulars_of(kind)}
    own = (name for name, path in _OF_ITS_KIND.items() if path in held)
    return (*_OF_THE_LETTER, *own)


@cache
def particulars_of(kind: LetterKind) -> frozenset[str]:
    """The names of the particulars that a kind's template asks for."""
    return frozenset(
        found.attr
        for found in _tree(kind).find_all(nodes.Getattr)
        if isinstance(found.node, nodes.Name) and found.node.name == "it"
    )


def objections(kind: LetterKind, own_words: OwnWords) -> tuple[Objection, ...]:
    """What is wrong with an agency's own words for a kind, whatever the case; () if nothing."""
    known = {zone.name for zone in zones(kind)}
    return tuple(
        one
        for zone, text in own_words.items()
        for one in (
            _objections(kind, zone, text)
            if zone in known
            else [Objection(zone, Fault.NO_SUCH_ZONE, zone)]
        )
    )


def filled(facts: LetterFacts, own_words: OwnWords) -> Mapping[str, Markup]:
    """An agency's own words with the facts of a letter in them; raises UnfitWords."""
    found = objections(facts.kind, own_words)
    if found:
        raise UnfitWords(found)
    return {zone: _filled(facts, zone, text) for zone, text in own_words.items()}


def _objections(kind: LetterKind, zone: str, text: str) -> Iterator[Objection]:
    if len(text) > _LONGEST:
        yield Objection(zone, Fault.TOO_LONG, str(_LONGEST))
    allowed = placeholders(kind)
    for name in _PLACEHOLDER.findall(text):
        if name.strip() not in allowed:
            yield Objection(zone, Fault.NO_SUCH_FACT, name)
    for line in legible(text).splitlines():
        bare = _PLACEHOLDER.sub("", line)
        if "{" in bare or "}" in bare:
            yield Objection(zone, Fault.STRAY_BRACE, line.strip())
        if line.strip().startswith(_MARKS):
            yield Objection(zone, Fault.MARK, line.strip())


def _filled(facts: LetterFacts, zone: str, text: str) -> Markup:
    """The zone's paragraphs, a line each, which never begin with a mark of a fact's own."""

    def fact(match: re.Match[str]) -> str:
        return _fact(facts, zone, match[1].strip())

    paragraphs = (" ".join(line.split()) for line in text.splitlines() if line.strip())
    said = (in_one_line(_PLACEHOLDER.sub(fact, line)).lstrip("#> ") for line in paragraphs)
    return Markup("").join(Markup(f"{line}\n") for line in said)  # noqa: S704  # never HTML


def _fact(facts: LetterFacts, zone: str, name: str) -> str:
    path = {**_OF_THE_LETTER, **_OF_ITS_KIND}[name].split(".")
    value: object = facts if path[0] == "facts" else facts.particulars.get(path[1])
    for step in path[1:] if path[0] == "facts" else ():
        value = getattr(value, step)
    if value is None or value == "":
        raise UnfitWords((Objection(zone, Fault.FACT_MISSING, name),))
    return chinese_date(value) if isinstance(value, date) else str(value)


@cache
def _tree(kind: LetterKind) -> nodes.Template:
    made = environment()
    assert made.loader is not None
    source, _, _ = made.loader.get_source(made, f"{kind.value}.txt")
    return made.parse(source)


def _readable(block: nodes.Block) -> str:
    """A zone as shipped, its facts as placeholders, so that an agency may begin from it."""
    said = "".join(_readable_node(node) for node in block.body)
    return said.strip()


def _readable_node(node: nodes.Node) -> str:
    if isinstance(node, nodes.Output):
        return "".join(map(_readable_node, node.nodes))
    if isinstance(node, nodes.TemplateData):
        return node.data
    return f"{{{_NAMES[_path(node)]}}}"


def _path(node: nodes.Node) -> str:
    """Where a fact that a template shows is found; raises ValueError for more than a plain fact."""
    if isinstance(node, nodes.Filter) and node.name == "on" and node.node is not None:
        return _path(node.node)
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Name):
        return node.name
    raise ValueError(f"a zone holds more than plain facts: {node}")


_NAMES = {path: name for name, path in (_OF_THE_LETTER | _OF_ITS_KIND).items()}
