import click

from seawall.config import migrating


@click.command()
def migrate() -> None:
    """Bring the database to this version's form."""
    try:
        migrating.migrate(verbosity=1)
    except migrating.TooOld as error:
        raise click.ClickException(str(error)) from None
