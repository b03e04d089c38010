"""Small changes to code, each a mistake somebody could make; and how one is put in place in a program that runs.

Words, names and annotations are left alone: to change them breaks no rule, or breaks everything.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

OTHERWISE: dict[type, list[type]] = {
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq], ast.In: [ast.NotIn], ast.NotIn: [ast.In], ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is], ast.Lt: [ast.GtE, ast.LtE], ast.GtE: [ast.Lt, ast.Gt], ast.Gt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Gt, ast.Lt], ast.And: [ast.Or], ast.Or: [ast.And],
    ast.BitOr: [ast.BitAnd], ast.BitAnd: [ast.BitOr], ast.Add: [ast.Sub], ast.Sub: [ast.Add],
}  # fmt: skip
ASKING = {"filter", "exclude", "get", "get_or_create", "update_or_create"}


@dataclass(frozen=True)
class Change:
    """One place in a tree, what to put there, and the lines of which one has to run before anybody can notice."""

    holder: Any
    key: Any
    new: ast.AST
    line: int
    lines: frozenset[int]

    def __str__(self) -> str:
        old, new = (ast.unparse(getattr(node, "test", node)) for node in (self.holder[self.key], self.new))
        at = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
        return f"{self.line}: " + "  →  ".join(text[max(0, at - 60) : at + 90] for text in (old, new))


def changes(tree: ast.Module) -> Iterator[Change]:
    for statement in tree.body:
        # What is worked out on import matters where its name is used.
        names = {target.id for target in getattr(statement, "targets", []) if isinstance(target, ast.Name)}
        names.add(getattr(statement, "name", ""))
        used = {node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in names}
        yield from _within(statement, frozenset(used) | _lines_of(statement))


def _within(node: ast.AST, lines: frozenset[int] | None) -> Iterator[Change]:
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        here = None if isinstance(node, ast.FunctionDef) and name == "body" else lines
        holder, keys = (value, range(len(value))) if isinstance(value, list) else (vars(node), [name])
        for key in keys:
            child = holder[key]
            if isinstance(child, ast.AST) and not _is_beside_the_point(child):
                for new in _instead(child):
                    own = _lines_of(child)
                    yield Change(holder, key, ast.copy_location(new, child), min(own), here or own)
                yield from _within(child, here)


def _lines_of(node: Any) -> frozenset[int]:
    # Of what is asked, without what hangs on it.
    node = getattr(node, "test", getattr(node, "iter", node))
    return frozenset(range(node.lineno, node.end_lineno + 1))


def _is_beside_the_point(node: ast.AST) -> bool:
    match node:
        case ast.If(ast.Name("TYPE_CHECKING")) | ast.Assign([ast.Name("__all__")]) | ast.keyword("strict"):
            return True
    return False


def _instead(node: ast.AST) -> Iterator[Any]:  # noqa: C901, PLR0912 (one case after the other)
    """Yield what could stand in the place of a piece of code by mistake."""
    match node:
        case ast.Compare(left, ops, right):
            for at, op in enumerate(ops):
                yield from (ast.Compare(left, [*ops[:at], to(), *ops[at + 1 :]], right) for to in OTHERWISE[type(op)])
        case ast.BoolOp(op, values):
            yield from (ast.BoolOp(to(), values) for to in OTHERWISE[type(op)])
        case ast.BinOp(left, op, right):
            yield from (ast.BinOp(left, to(), right) for to in OTHERWISE.get(type(op), []))
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.Set(of) if len(of) > 1:
            yield from (ast.Set(without) for without in _each_left_out(of))
        case ast.List(of, ast.Load()) if len(of) > 1:
            yield from (ast.List(without, ast.Load()) for without in _each_left_out(of))
        case ast.Call(ast.Attribute(attr=asked) as asking, args, given) if asked in ASKING:
            yield from (ast.Call(asking, args, without) for without in _each_left_out(given))
        case ast.If(test, body, orelse) | ast.IfExp(test, body, orelse):
            # The opposite of a single comparison is made there already.
            if not isinstance(test, ast.Compare | ast.UnaryOp):
                yield type(node)(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.comprehension(target, each, ifs) if ifs:
            yield from (ast.comprehension(target, each, without, 0) for without in _each_left_out(ifs))
        case ast.Expr(ast.Yield()):
            yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
        case ast.Raise() | ast.AugAssign() | ast.Expr(ast.Call()) | ast.Assign([ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Assign([ast.Tuple([ast.Attribute(), *_])]):
            yield ast.Pass()


def _each_left_out(of: list[Any]) -> Iterator[list[Any]]:
    return ([*of[:at], *of[at + 1 :]] for at in range(len(of)))


def put_in_place(module: ModuleType, tree: ast.Module, change: Change) -> None:
    """Give what `module` has defined the changed code and values, wherever they have been imported to."""
    change.holder[change.key] = change.new
    changed = {"__name__": module.__name__, "__file__": module.__file__}
    exec(compile(ast.fix_missing_locations(tree), str(module.__file__), "exec"), changed)  # noqa: S102
    for name, new in changed.items():
        old = vars(module).get(name)
        if getattr(new, "__module__", "") == module.__name__ and (isinstance(new, type) or callable(new)):
            _put(old, new)
        elif old is not new and not name.startswith("__"):
            for other in [*sys.modules.values()]:
                if vars(other).get(name) is old:
                    setattr(other, name, new)


def _put(old: Any, new: Any) -> None:
    if isinstance(new, type):
        for name, value in vars(new).items():
            _put(vars(old).get(name), value)
        return
    old, new = (inspect.unwrap(getattr(each, "__func__", getattr(each, "fget", each))) for each in (old, new))
    if isinstance(new, FunctionType):
        old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
