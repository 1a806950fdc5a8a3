"""The command line. Each command translates its words into one action or query, like a page does."""

import os

import click
import django
from django.core.management import call_command


@click.group()
@click.version_option(package_name="seawall")
def main() -> None:
    """Seawall: the defenders' system against child sexual abuse online."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.config.settings")
    django.setup()


@main.command()
def migrate() -> None:
    """Bring the database to this version's form."""
    call_command("migrate", interactive=False)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django_admin(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own management commands."""
    call_command(*arguments)
