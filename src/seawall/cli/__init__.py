"""The command line. Each command translates its words into one action or query, like a page does.

`seawall NAME` is the command `NAME` in the file of that name beside this one; it is imported when it is asked for, after
Django knows the records it works on.
"""

import os
from importlib import import_module
from pathlib import Path

import click
import django
from django.core.exceptions import ImproperlyConfigured


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(file.stem for file in Path(__file__).parent.glob("*.py") if file.stem != "__init__")

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.config.settings")
        try:
            django.setup()
        except ImproperlyConfigured as fault:
            raise click.ClickException(str(fault)) from None
        command = getattr(import_module(f"seawall.cli.{name}"), name)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Commands)
@click.version_option(package_name="seawall")
def main() -> None:
    """Seawall: the defenders' system against child sexual abuse online."""
