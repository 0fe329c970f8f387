"""Finds every error of the source: its code, family, room and message, so that the page of errors cannot drift from the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FAMILIES = ("UsageError", "ItemError", "RunError")


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """One code as a module raises it. `message` has the names of values in angle brackets; `family` may be one of `FAMILIES`."""

    code: str
    family: str
    room: str
    message: str


class UnreadableCodeError(Exception):
    """An error is made with a code that this module cannot follow to a constant."""


def errors_of(source: Path) -> list[ErrorCode]:
    """The errors of a package, ordered by code; of several with one code and family, the one with the fullest message."""
    found: dict[tuple[str, str], ErrorCode] = {}
    for file in sorted(source.rglob("*.py")):
        room = file.relative_to(source).parts[0].removesuffix(".py")
        for family, code, message in _of_module(ast.parse(file.read_text("utf8")), str(file)):
            known = found.get((code, family))
            if known is None or _words(message) > _words(known.message):
                found[code, family] = ErrorCode(code, family, room, message)
    return [found[key] for key in sorted(found)]


def problems_of(source: Path) -> list[str]:
    """The codes of what `verify` reports, in order."""
    codes: set[str] = set()
    for file in source.rglob("*.py"):
        for call in _calls(ast.parse(file.read_text("utf8")), "Problem"):
            if call.args and isinstance(call.args[0], ast.Constant):
                codes.add(str(call.args[0].value))
    return sorted(codes)


def _of_module(tree: ast.Module, where: str) -> Iterator[tuple[str, str, str]]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        family = _name(call.func)
        given = next((k.value for k in call.keywords if k.arg == "code"), None)
        if family not in FAMILIES or given is None or not call.args:
            continue
        inside = next((f for f in reversed(functions) if any(node is call for node in ast.walk(f))), None)
        values = _locals(inside) if inside else {}
        if isinstance(given, ast.Constant):
            yield family, str(given.value), _template(call.args[0], values)
        elif isinstance(given, ast.Name) and inside is not None and (choices := _choices(tree, inside, given.id)):
            for choice in choices:
                codes = _constants(choice[given.id])
                if not codes:
                    raise UnreadableCodeError(f"{where}:{call.lineno}")
                for code in codes:
                    yield family, code, _template(call.args[0], {k: v for k, v in choice.items() if len(codes) == 1})
        elif not _passes_on(call):
            raise UnreadableCodeError(f"{where}:{call.lineno}")


def _passes_on(call: ast.Call) -> bool:
    """True where an error that another room made is shown again, with its own message and code."""
    return isinstance(call.args[0], ast.Name)


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == name)


def _parameters(function: ast.FunctionDef) -> list[str]:
    return [a.arg for a in (*function.args.args, *function.args.kwonlyargs) if a.arg != "self"]


def _choices(tree: ast.Module, function: ast.FunctionDef, name: str) -> list[dict[str, ast.expr]]:
    """What a name of a function may stand for, with the names that are set together with it; empty where that is unknown."""
    if name in (values := _locals(function)):
        return [{name: values[name]}]
    for node in ast.walk(function):  # code, what = problem, where problem was set to pairs
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Name):
            names = [part.id for part in node.targets[0].elts if isinstance(part, ast.Name)]
            if name in names:
                return [dict(zip(names, pair.elts, strict=False)) for pair in _tuples(function, node.value.id)]
    return list(_arguments(tree, function)) if name in _parameters(function) else []


def _tuples(function: ast.FunctionDef, name: str) -> Iterator[ast.Tuple]:
    """Every tuple that a function sets a name to."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and _name(node.targets[0]) == name:
            yield node.value


def _arguments(tree: ast.Module, function: ast.FunctionDef) -> Iterator[dict[str, ast.expr]]:
    """What each call of the module gives a function, by parameter, defaults included."""
    names = _parameters(function)
    defaults = dict(zip(names[len(names) - len(function.args.defaults) :], function.args.defaults, strict=True))
    for call in _calls(tree, function.name):
        yield {**defaults, **dict(zip(names, call.args, strict=False)), **{k.arg: k.value for k in call.keywords if k.arg}}


def _locals(function: ast.FunctionDef) -> dict[str, ast.expr]:
    """Names that a function sets once to an expression."""
    return {
        node.targets[0].id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _constants(value: ast.expr) -> list[str]:
    """The strings that an expression may be: a constant, or the arms of a condition."""
    if isinstance(value, ast.IfExp):
        return [*_constants(value.body), *_constants(value.orelse)]
    return [value.value] if isinstance(value, ast.Constant) and isinstance(value.value, str) else []


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def _template(message: ast.expr, values: Mapping[str, ast.expr]) -> str:
    """The words of a message, with the name of each value in angle brackets."""
    if isinstance(message, ast.Constant):
        return str(message.value)
    if isinstance(message, ast.JoinedStr):
        return "".join(_template(part, values) for part in message.values)
    if isinstance(message, ast.BinOp) and isinstance(message.op, ast.Add):
        return _template(message.left, values) + _template(message.right, values)
    if isinstance(message, ast.FormattedValue):
        return _template(message.value, values)
    if isinstance(message, ast.Name) and isinstance(values.get(message.id), (ast.Constant, ast.JoinedStr, ast.IfExp)):
        return _template(values[message.id], {})
    if isinstance(message, ast.IfExp):
        return f"{_template(message.body, values)}/{_template(message.orelse, values)}"
    if isinstance(message, ast.Call) and isinstance(message.func, ast.Attribute) and message.func.attr == "replace":
        return _template(message.func.value, values)
    return f"‹{_value_name(message)}›"


def _value_name(value: ast.expr) -> str:
    """A word for a value: the variable's name, the attribute's, or that of what a call is made of."""
    if isinstance(value, ast.Name):
        return value.id.strip("_").replace("_", " ")
    if isinstance(value, ast.Attribute):
        return value.attr.strip("_").replace("_", " ")
    if isinstance(value, ast.Call) and value.args and _name(value.func) in ("str", "repr", "sorted", "join"):
        return _value_name(value.args[0])
    if isinstance(value, ast.Subscript):
        return _value_name(value.value)
    if isinstance(value, ast.BinOp):
        return _value_name(value.left)
    return "…"


def _words(message: str) -> int:
    return sum(word.isalpha() for word in message.replace("‹", " ‹").split())
