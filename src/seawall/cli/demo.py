import click

from seawall.demo.past import REPORTS
from seawall.demo.places import PORT, Places
from seawall.demo.roster import PEOPLE, code_of, person, seconds_left
from seawall.demo.start import start


@click.group(invoke_without_command=True)
@click.option("--fresh", is_flag=True, help="Forget the demonstration of last time and invent a new one.")
@click.option("--port", default=PORT, show_default=True, help="The first of four neighbouring ports.")
@click.option("--reports", default=REPORTS, show_default=True, help="How many reports to invent.")
@click.pass_context
def demo(context: click.Context, fresh: bool, port: int, reports: int) -> None:
    """A fictitious hotline on this machine, with a walk of five minutes."""
    if context.invoked_subcommand is None:
        start(Places(port), fresh=fresh, reports=reports)


@demo.command()
@click.argument("name", type=click.Choice([one.key for one in PEOPLE], case_sensitive=False))
def code(name: str) -> None:
    """The six digits to sign in with as NAME, now."""
    one = person(name)
    assert one is not None
    click.echo(f"{code_of(one)}  (for another {seconds_left()} s)")
