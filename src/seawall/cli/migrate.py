import click
from django.core.management import call_command


@click.command()
def migrate() -> None:
    """Bring the database to this version's form."""
    call_command("migrate", interactive=False)
