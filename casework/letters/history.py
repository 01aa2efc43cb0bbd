"""Sentences on what came before a letter, as the macros of `_history.txt` word them."""

from casework.letters.templates import environment

_TEMPLATE = "_history.txt"


def sentence(name: str, **facts: object) -> str:
    """The sentence of a macro with its facts; raises jinja2.UndefinedError where one is missing."""
    macro = getattr(environment().get_template(_TEMPLATE).module, name)
    return str(macro(**facts))
