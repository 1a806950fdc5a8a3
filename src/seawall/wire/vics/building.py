"""One value of JSON, put together from tokens within bounds."""

import math
import re
from collections.abc import Iterator
from typing import Any

from seawall.wire.faults import Problem
from seawall.wire.vics.pieces import Token
from seawall.wire.vics.shapes import Unfit

# The format itself goes four levels deep, and what tools add to it hardly further.
DEEPEST = 16
# A file that lay in ten thousand places has some 150,000 values; more than this is an attack on memory.
MOST_VALUES = 1_000_000
SURROGATE = re.compile("[\ud800-\udfff]")
OPENING = {"start_map": dict, "start_array": list}
CLOSING = frozenset({"end_map", "end_array"})


def built(first: Token, tokens: Iterator[Token]) -> Any:
    """The value that begins with `first`; afterwards `tokens` stand behind it. Raises `Unfit` when it is read to its end all the same."""
    event, value = first
    if event not in OPENING:
        return _checked(value, "")
    try:
        return _container(OPENING[event](), tokens)
    except _TooMuch as much:
        _skip(much.depth, tokens)
        raise much.unfit from None


class _TooMuch(Exception):
    def __init__(self, unfit: Unfit, depth: int) -> None:
        self.unfit, self.depth = unfit, depth


def _container(top: Any, tokens: Iterator[Token]) -> Any:
    here, key = top, ""
    above: list[tuple[Any, str]] = []
    values = 0
    for event, value in tokens:
        if event == "map_key":
            if value in here:
                raise _too_much(above, here, value, Problem.TWICE)
            key = value
            continue
        if event in CLOSING:
            if not above:
                return top
            here, key = above.pop()
            continue
        values += 1
        if event in OPENING:
            value = OPENING[event]()
            depth = len(above) + 2
            if depth > DEEPEST or values > MOST_VALUES:
                problem = Problem.TOO_DEEP if depth > DEEPEST else Problem.TOO_MANY
                raise _too_much([*above, (here, key)], value, "", problem)
        elif value.__class__ is float or (value.__class__ is str and not value.isascii()):
            try:
                _checked(value, key)
            except Unfit as unfit:
                raise _TooMuch(unfit, len(above) + 1) from None
        if here.__class__ is dict:
            here[key] = value
        else:
            here.append(value)
        if event in OPENING:
            above.append((here, key))
            here = value
    raise AssertionError("tokens end with an error, never before the value does")


def _too_much(above: list[tuple[Any, str]], here: Any, key: str, problem: Problem) -> _TooMuch:
    outer, name = above[0] if above else (here, key)
    return _TooMuch(Unfit(name if isinstance(outer, dict) else "", "", problem), len(above) + 1)


def _checked(value: Any, field: str) -> Any:
    """Nothing that is read here may fail when it is written again."""
    if isinstance(value, str) and SURROGATE.search(value):
        raise Unfit(field, "text")
    if isinstance(value, float) and not math.isfinite(value):
        raise Unfit(field, "a number")
    return value


def _skip(depth: int, tokens: Iterator[Token]) -> None:
    """To the end of the value that is open so many levels deep."""
    while depth:
        event, _value = next(tokens)
        depth += (event in OPENING) - (event in CLOSING)
