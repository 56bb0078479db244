"""Which groups an action of the house rules belongs to, read from their schema.

The engine reads the schema itself and gives nothing of it back; a schema that is not understood wholly is refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from carebot.core.errors import RulesError
from carebot.core.language import Text

_COMMENT: Final = re.compile(r"//[^\n]*")
_DECLARED: Final = re.compile(r"\baction\s+([\w\s,]+?)(?:\s+in\s+\[([\w\s,]*)\])?\s*(appliesTo|;)")
_ACTION: Final = re.compile(r"\baction\b")


def groups_of_actions(schema_text: str) -> Mapping[str, frozenset[str]]:
    """Every action that can be asked for, with itself and all groups that it is in; raises RulesError."""
    text = _COMMENT.sub("", schema_text)
    declarations = list(_DECLARED.finditer(text))
    if len(declarations) != len(_ACTION.findall(text)):
        raise RulesError(
            Text(
                zh="家规的格式文件里有无法读懂的 action。请技术人员检查。",
                en="The schema of the house rules declares an action that cannot be read. Tell a technician.",
            )
        )
    parents: dict[str, tuple[str, ...]] = {}
    asked: list[str] = []
    for declaration in declarations:
        for name in _names(declaration[1]):
            parents[name] = tuple(_names(declaration[2] or ""))
            if declaration[3] == "appliesTo":
                asked.append(name)
    return {name: frozenset(_with_parents(name, parents)) for name in asked}


def _names(listed: str) -> list[str]:
    return [name for name in re.split(r"[\s,]+", listed) if name]


def _with_parents(name: str, parents: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield name
    for parent in parents.get(name, ()):
        yield from _with_parents(parent, parents)
