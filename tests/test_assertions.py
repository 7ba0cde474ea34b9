"""Rules for the tests themselves: each asserts something, and no assertion stands in a loop over nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.each import each
from tests.some import any_number, some

HERE = Path(__file__).parent
FILES = [path for path in sorted(HERE.rglob("*.py")) if "benchmarks" not in path.parts]
NEVER_EMPTY = {"some", "any_number"}
KEEPING = {"enumerate", "sorted", "list", "tuple", "set", "reversed", "dict", "zip", "product"}
"""Functions that give something where each of their arguments does."""

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def constants(module: ast.Module) -> set[str]:
    """Return the names that a module gives to literals with something in them."""
    names: set[str] = set()
    for _ in range(2):  # a constant may hold another one
        for node in module.body:
            match node:
                case (
                    ast.Assign(targets=[ast.Name(id=name)], value=value)
                    | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
                ):
                    names |= {name} if holds_something(value, names) else set()
    return names


def holds_something(node: ast.expr, known: set[str]) -> bool:
    """Tell whether an expression holds something, as far as its text shows; `known` are names that do."""
    match node:
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return any(not isinstance(part, ast.Starred) for part in parts)
        case ast.Dict(keys=keys):
            return any(key is not None for key in keys)  # None stands for `**`
        case ast.BinOp(left=left, right=right, op=ast.Add() | ast.BitOr()):
            return holds_something(left, known) or holds_something(right, known)
        case ast.Call(func=function, args=arguments):
            return gives_something(function, arguments, known)
    return (isinstance(node, ast.Constant) and bool(node.value)) or (isinstance(node, ast.Name) and node.id in known)


def gives_something(function: ast.expr, arguments: list[ast.expr], known: set[str]) -> bool:
    match function:
        case ast.Name(id="range"):
            steps = [each.value for each in arguments if isinstance(each, ast.Constant) and isinstance(each.value, int)]
            return len(steps) == len(arguments) and bool(range(*steps))
        case ast.Name(id=name) if name in KEEPING and arguments:
            return all(holds_something(each, known) for each in arguments)
        case ast.Name(id=name):
            return name in NEVER_EMPTY
        case ast.Attribute(value=value, attr="items" | "values" | "keys" | "split"):
            return holds_something(value, known)
    return False


def loops(module: ast.Module) -> Iterator[ast.expr]:
    """Give what the loops with an assertion, and the `all` in assertions, run over."""
    for node in ast.walk(module):
        if isinstance(node, ast.For) and any(asserts(each) for each in node.body):
            yield node.iter
        if isinstance(node, ast.Assert):
            for inner in ast.walk(node):
                match inner:
                    case ast.Call(func=ast.Name(id="all"), args=[ast.GeneratorExp() | ast.ListComp() as each]):
                        yield from (generator.iter for generator in each.generators)
                    case ast.Call(func=ast.Name(id="all"), args=[things]):
                        yield things


def asserts(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Assert) for inner in ast.walk(node))


def name(path: Path) -> str:
    return str(path.relative_to(HERE))


@each("path", FILES, ids=name)
def test_no_loop_with_an_assertion_may_run_over_nothing(path: Path) -> None:
    known = constants(parsed(path))
    doubtful = [spot for spot in loops(parsed(path)) if not holds_something(spot, known)]
    shown = [f"line {spot.lineno}: {ast.unparse(spot)}" for spot in doubtful]
    assert not shown, "these may be empty; put `some(…)` around them (tests/some.py)"


@pytest.mark.parametrize(
    "text",
    [
        "for x in found: assert x", "for x in []: assert x", "for x in {}: assert x", "for x in {**found}: assert x",
        "for x in dict(): assert x", "for x in range(0): assert x", "for x in range(3, 3): assert x",
        "for x in range(ONE, 3): assert x", "for x in [*found]: assert x", "for x in sorted(found): assert x",
        "for x in zip([1], found): assert x", "for x in page.all('a'): assert x",
        "for x in [1]:\n for y in found: assert y", "assert all(x for x in found)",
        "assert all([x for x in found])", "assert all(found)",
        "assert all(y for x in [1] for y in found)", "NONE: list[int] = []\nfor x in NONE: assert x",
    ],
)  # fmt: skip
def test_a_loop_over_what_may_be_nothing_is_seen(text: str) -> None:
    module = ast.parse(text)
    assert [spot for spot in loops(module) if not holds_something(spot, constants(module))]


@pytest.mark.parametrize(
    "text",
    [
        "for x in some(found): assert x", "for x in [1, *found]: assert x", "for x in range(3): assert x",
        "for x in range(1, 3): assert x", "for x in enumerate(some(found)): assert x",
        "for x in 'a b'.split(): assert x", "ONE = {'a': 1}\nfor x in ONE.items(): assert x",
        "assert all(x for x in some(found))", "for x in found: print(x)",
    ],
)  # fmt: skip
def test_other_loops_are_let_alone(text: str) -> None:
    module = ast.parse(text)
    assert not [spot for spot in loops(module) if not holds_something(spot, constants(module))]


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def called(function: Function) -> set[str]:
    """Return the names of all functions, methods and fixtures that a function uses."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    names |= {call.attr for call in calls if isinstance(call, ast.Attribute)}
    return names | {argument.arg for argument in function.args.args}


@cache
def that_assert() -> frozenset[str]:
    """Return the names of functions and methods in the tests that assert something, themselves or by another."""
    each = (function for path in FILES for function in functions(path))
    every = [(function.name, called(function), asserts(function)) for function in each]
    names = {"raises", "fail", "expect", "wait_for"} | {name for name, _, own in every if own}
    while found := {name for name, uses, _ in every if name not in names and uses & names}:
        names |= found
    return frozenset(names)


@each("path", [path for path in FILES if path.name.startswith("test_")], ids=name)
def test_each_test_asserts_something(path: Path) -> None:
    silent = [each.name for each in functions(path) if each.name.startswith("test_") and each.name not in that_assert()]
    assert not silent


def test_some_is_never_nothing() -> None:
    with pytest.raises(AssertionError, match="nothing to loop over"):
        some([])
    assert list(any_number([])) == []
