"""The language of a command: that of the person's terminal, or the one asked for."""

import io
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from django.conf import settings
from django.utils import translation

from seawall.config.env import spoken

LANGUAGES = ("en", "de")


def of_terminal() -> str:
    return spoken() if spoken() in LANGUAGES else str(settings.LANGUAGE_CODE)


def in_its_words() -> translation.override:
    """For one sentence of a command that must not go on in that language, as its children would."""
    return translation.override(of_terminal())


def speaks(command: Callable[..., None]) -> Callable[..., None]:
    """Adds `--language`, and runs the command in it."""

    @click.option("--language", type=click.Choice(LANGUAGES), help="Instead of the one your terminal speaks.")
    @wraps(command)
    def run(*args: Any, language: str | None, **options: Any) -> None:
        for stream in (sys.stdout, sys.stderr):
            # A terminal without the letters of a name must not end the work.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        with translation.override(language or of_terminal()):
            command(*args, **options)

    return run
