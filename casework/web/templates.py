"""Templates, compiled once for each language: what they say is translated then, not at each page.

A translation cost five microseconds, and a page has a hundred of them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from casework.web.words import english_of, reads_english

_RISKY = re.compile(r"""[&<>"']""")
_BLANK = re.compile(r"%\((\w+)\)s")


def escaped(value: object) -> str:
    """A value as markup says it: what needs no change, as it is.

    `escape` makes every value anew, three hundred times a page.
    """
    if type(value) is Markup or (type(value) is str and not _RISKY.search(value)):
        return value
    return escape(value)


class _Shown(CodeGenerator):
    """Writes templates whose values are shown by `escaped`."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802
        self.writeline(f"from {__name__} import escaped")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Template(Template):
    """A template that others import: what is common to all of them need not be compared anew."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class Templates(Environment):
    """Jinja's environment, in Chinese; `english` is the same for those who read English."""

    is_english = False
    code_generator_class = _Shown
    template_class = _Template

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._english: Templates | None = None

    @property
    def english(self) -> "Templates":
        """The environment of the English pages: its filters and globals are this one's."""
        if self._english is None:
            english = self.overlay()
            english.is_english = True
            self._english = english
        return self._english

    def get_template(
        self,
        name: Any,
        parent: str | None = None,
        globals: Any = None,  # noqa: A002
    ) -> Template:
        """The template of a name in the reader's language."""
        if not self.is_english and reads_english():
            return self.english.get_template(name, parent, globals)
        return super().get_template(name, parent, globals)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        is_markup = self.autoescape(name) if callable(self.autoescape) else self.autoescape
        said = _Saying(is_english=self.is_english, is_markup=is_markup).visit(source)
        return super()._generate(said, name, filename, defer_init)


class _Saying(NodeTransformer):
    """Puts what is said in place of the call that would say it."""

    def __init__(self, *, is_english: bool, is_markup: bool) -> None:
        self._say = english_of if is_english else str
        self._kind = Markup if is_markup else str

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802  # Jinja's name
        """Between tags, a sentence is its pieces and what fills its blanks."""
        node.nodes = [piece for child in node.nodes for piece in self._pieces(child)]
        self.generic_visit(node)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802
        """Within an expression, a sentence is a constant whose blanks are filled."""
        self.generic_visit(node)
        text, blanks = self._sentence(node)
        if text is None:
            return node
        if not blanks:
            return nodes.Const(self._kind(text % {}), lineno=node.lineno)
        filled = [nodes.Pair(nodes.Const(name), value) for name, value in blanks.items()]
        said = nodes.Const(self._kind(text), lineno=node.lineno)
        return nodes.Mod(said, nodes.Dict(filled), lineno=node.lineno)

    def _sentence(self, node: nodes.Node) -> tuple[str | None, Mapping[str, nodes.Expr]]:
        """The text of a call that translates, and what fills its blanks; None for other nodes."""
        match node:
            case nodes.Call(node=nodes.Name(name="_" | "gettext"), args=[nodes.Const(value=text)]):
                return self._say(text), {blank.key: blank.value for blank in node.kwargs}
        return None, {}

    def _pieces(self, node: nodes.Expr) -> Iterator[nodes.Expr]:
        text, blanks = self._sentence(node)
        if text is None:
            yield node
            return
        for number, part in enumerate(_BLANK.split(text)):
            # What is not a blank may still hold a doubled sign: 100%%.
            yield blanks[part] if number % 2 else nodes.Const(self._kind(part % {}))
