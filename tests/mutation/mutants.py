"""Mutants: one small change in one function, such as a programmer may make by mistake.

Sentences are left alone, and so are constants of modules: tables of data have tests of their own.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Final

Function = ast.FunctionDef | ast.AsyncFunctionDef

_COMPARED: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COMPUTED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMED: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A changed function: where it stands, what was changed into what, and the code to put in its place."""

    path: Path
    function: str
    first_line: int
    lines: range
    was: str
    becomes: str
    code: CodeType

    @property
    def name(self) -> tuple[str, str, str, str]:
        """What it is called in the list of those that are left: it does not depend on line numbers."""
        return self.path.as_posix(), self.function, self.was, self.becomes


def mutants_of(path: Path, shown_as: Path) -> Iterator[Mutant]:
    """Every mutant of the file at `path`, named by `shown_as`."""
    source = Source(path=path, shown_as=shown_as, tree=ast.parse(path.read_text("utf-8")))
    for function, name in _functions(source.tree, ""):
        for place in _places(function, "body"):
            for changed in (*_changed_expressions(place.node), *_changed_statements(place.node)):
                yield _mutant(source, function, name, place, changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that is mutated."""

    path: Path
    shown_as: Path
    tree: ast.Module


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a node stands: in which field of which node, and at which index where the field is a list."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None

    def put(self, node: ast.AST) -> None:
        """Put another node there."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[Function, str]]:
    """The outermost functions and methods with their qualified names."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield child, prefix + child.name
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")


def _places(parent: ast.AST, *fields: str) -> Iterator[Place]:
    """What `parent` has in `fields`, and all that it consists of, but for annotations and words."""
    for field in fields:
        value = getattr(parent, field)
        listed = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, node in listed:
            if isinstance(node, ast.AST):
                yield Place(node=node, parent=parent, field=field, index=index)
                if not _is_words(node):
                    yield from _places(node, *(name for name in node._fields if name not in {"annotation", "returns"}))


def _is_words(node: ast.AST) -> bool:
    """Whether a node is made of words for people, or for programmers."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "Text"
    return isinstance(node, ast.Assert | ast.JoinedStr)


def _changed_expressions(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            yield from _other_comparisons(node)
        case ast.BoolOp():
            yield from _other_junctions(node)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(op=operator) if type(operator) in _COMPUTED:
            yield ast.BinOp(left=node.left, op=_COMPUTED[type(operator)](), right=node.right)
        case ast.Constant(value=bool()):
            yield ast.Constant(value=not node.value)
        case ast.Constant(value=int() | float() as number):
            yield ast.Constant(value=number + 1)
        case ast.Name(id=word) if word in _NAMED:
            yield ast.Name(id=_NAMED[word], ctx=node.ctx)
        case ast.comprehension(ifs=ifs):
            yield from (_with_conditions(node, _without(ifs, at)) for at in range(len(ifs)))


def _changed_statements(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.If() | ast.While() | ast.IfExp():
            yield from _negations(node)
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            yield ast.Pass()
        case ast.Raise():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _other_junctions(node: ast.BoolOp) -> Iterator[ast.AST]:
    other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield ast.BoolOp(op=other, values=node.values)
    for at in range(len(node.values)):
        left = _without(node.values, at)
        yield ast.BoolOp(op=node.op, values=left) if len(left) > 1 else left[0]


def _other_comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for at, operator in enumerate(node.ops):
        for other in _COMPARED[type(operator)]:
            ops = [*node.ops[:at], other(), *node.ops[at + 1 :]]
            yield ast.Compare(left=node.left, ops=ops, comparators=node.comparators)


def _negations(node: ast.If | ast.While | ast.IfExp) -> Iterator[ast.AST]:
    """The other way round, where the condition has no operator that is changed by itself."""
    if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Constant):
        changed = copy.copy(node)
        changed.test = ast.UnaryOp(op=ast.Not(), operand=node.test)
        yield changed


def _with_conditions(node: ast.comprehension, ifs: list[ast.expr]) -> ast.comprehension:
    return ast.comprehension(target=node.target, iter=node.iter, ifs=ifs, is_async=node.is_async)


def _without(items: list[ast.expr], at: int) -> list[ast.expr]:
    return [*items[:at], *items[at + 1 :]]


def _mutant(source: Source, function: Function, name: str, place: Place, changed: ast.AST) -> Mutant:
    first_line = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    if not hasattr(changed, "lineno"):
        ast.copy_location(changed, place.node)
    place.put(changed)
    try:
        code: CodeType = compile(ast.fix_missing_locations(source.tree), str(source.path), "exec")
    finally:
        place.put(place.node)
    return Mutant(
        path=source.shown_as,
        function=name,
        first_line=first_line,
        lines=_lines(place),
        was=_shown(place.node),
        becomes=_shown(changed),
        code=_code_of(code, name, first_line),
    )


def _lines(place: Place) -> range:
    """The lines that must run for the change to matter."""
    node = place.node.target if isinstance(place.node, ast.comprehension) else place.node
    if isinstance(node, ast.If | ast.While):
        node = node.test
    assert isinstance(node, ast.expr | ast.stmt), "nothing else is changed"
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _shown(node: ast.AST) -> str:
    """The change as it stands in the source; of what has a body, its condition."""
    if isinstance(node, ast.If | ast.While):
        return f"{'if' if isinstance(node, ast.If) else 'while'} {ast.unparse(node.test)}"
    return ast.unparse(node)


def _code_of(code: CodeType, name: str, first_line: int) -> CodeType:
    """The code of the function with this qualified name."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_qualname == name and constant.co_firstlineno == first_line:
                return constant
            if name.startswith(f"{constant.co_qualname}."):
                return _code_of(constant, name, first_line)
    raise LookupError(name)
