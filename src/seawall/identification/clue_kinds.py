"""Kinds of clues as data: what each is called, and what it asks until somebody has judged it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

Words = Mapping[str, str]


@cache
def _kinds() -> Mapping[str, Mapping[str, Words]]:
    table = Path(__file__).parent / "data" / "clue_kinds.toml"
    return tomllib.loads(table.read_text(encoding="utf-8"))


def is_kind(code: str) -> bool:
    return code in _kinds()


def kinds() -> list[tuple[str, str]]:
    """For a choice on a form, in the order of the table."""
    return [(code, kind_name(code)) for code in _kinds()]


def kind_name(code: str) -> str:
    """The code itself when nobody knows it: an old record must still be readable."""
    return _said(code, "name") or code


def question_of(code: str) -> str:
    return _said(code, "asks")


def _said(code: str, what: str) -> str:
    words = _kinds().get(code, {}).get(what, {})
    reader = (get_language() or "en").partition("-")[0]
    return words.get(reader) or words.get("en") or ""
