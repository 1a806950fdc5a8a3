"""The command line. Each command translates its words into one action or query, like a page does.

`seawall NAME` is the command `NAME` in the file of that name beside this one (or `NAME_`, where the name is a word of Python's
own); it is imported when it is asked for, after Django knows the records it works on. `screen/` is what several commands show.
"""

import os
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click
import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError

from seawall.cli.screen.database import sentence_of
from seawall.cli.screen.words_before import sentence_of_setting, sentence_of_unknown

# At an evidence machine there is no node: no database is opened, no data folder made, no setting read.
OFFLINE = frozenset({"match", "scan"})


class Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (DatabaseError, InterfaceError) as fault:
            if sentence := sentence_of(fault):
                raise click.ClickException(sentence) from None
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        files = Path(__file__).parent.glob("*.py")
        return sorted(file.stem.rstrip("_") for file in files if file.stem != "__init__")

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            ctx.fail(sentence_of_unknown(args[0], known))
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        if name in OFFLINE and not settings.configured:
            os.environ["DJANGO_SETTINGS_MODULE"] = "seawall.config.offline"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.config.settings")
        try:
            django.setup()
        except ImproperlyConfigured as fault:
            raise click.ClickException(sentence_of_setting(fault)) from None
        place = f"{name}_" if iskeyword(name) else name
        command = getattr(import_module(f"seawall.cli.{place}"), place)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Commands)
@click.version_option(package_name="seawall")
def main() -> None:
    """Seawall: the defenders' system against child sexual abuse online."""
