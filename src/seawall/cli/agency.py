import click

from seawall.core.actors import Actor
from seawall.core.errors import SeawallError
from seawall.people.actions import add_agency
from seawall.people.states import AgencyKind


@click.group()
def agency() -> None:
    """The agencies that work on this node."""


@agency.command()
@click.argument("name")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in AgencyKind]), required=True, help="What it is."
)
@click.option("--country", required=True, metavar="XX", help="Two letters, such as DE.")
@click.option(
    "--public-door", is_flag=True, help="Reports made at this node's public door go to this agency."
)
def add(name: str, kind: str, country: str, public_door: bool) -> None:
    """Add an agency called NAME."""
    try:
        added = add_agency(
            name, AgencyKind(kind), country=country, public_door=public_door, actor=Actor.system("")
        )
    except SeawallError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Added {added.name} ({added.id}).")
