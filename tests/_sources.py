"""The house's Python files as the tests of its rules read them: path, text, syntax tree."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGES: Final = ("carebot", "skills", "dialogue", "monitoring", "safety", "robot_adapters", "web")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: its path from the root, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        """The dotted name under which the file is imported."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def lines(self) -> list[str]:
        """The text, line by line."""
        return self.text.splitlines()

    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree."""
        return _nodes_of(self.tree)

    def calls(self) -> Iterator[tuple[ast.Call, str, str]]:
        """Every call with the name that is called and, for `owner.name(...)`, the last name of its owner."""
        for node in self.nodes():
            if isinstance(node, ast.Call):
                yield (
                    node,
                    last_name(node.func),
                    last_name(node.func.value) if isinstance(node.func, ast.Attribute) else "",
                )

    def imports(self) -> Iterator[tuple[ast.stmt, str, tuple[str, ...]]]:
        """Every absolute import as its statement, the module and the names taken from it (none: the module itself)."""
        for node in self.nodes():
            if isinstance(node, ast.Import):
                yield from ((node, alias.name, ()) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node, node.module or "", tuple(alias.name for alias in node.names)


@cache
def _nodes_of(tree: ast.Module) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree))


def last_name(node: ast.expr) -> str:
    """`c` of the expression `a.b.c`; empty when it does not end in a name."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


@cache
def house() -> tuple[Source, ...]:
    """Every Python file of the house, without its tests."""
    return tuple(source for package in PACKAGES for source in _parsed(ROOT / package))


@cache
def written_tests() -> tuple[Source, ...]:
    """Every Python file of the tests."""
    return tuple(_parsed(ROOT / "tests"))


def _parsed(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        yield Source(path=path.relative_to(ROOT).as_posix(), text=text, tree=ast.parse(text))
