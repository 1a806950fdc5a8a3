import sys
import time

import click

from seawall.material.actions import remake_index
from seawall.material.queries import bring_up_index, indexes_state


@click.command()
@click.option("--rebuild", is_flag=True, help="Throw the folders away and make them anew from the database.")
def index(rebuild: bool) -> None:
    """Show the indexes of fingerprints on this machine. Exit status 1 when one cannot be searched or is behind."""
    if rebuild:
        begun = time.monotonic()
        remake_index()
        bring_up_index()
        click.echo(f"Made anew in {time.monotonic() - begun:.1f} s.")
    state = indexes_state()
    click.echo(f"{state.folder}, searched by {state.kernel}")
    for one in state.indexes:
        said = one.fault or f"{one.codes:,} fingerprints, up to turn {one.turn:,} of {state.turn:,}"
        click.echo(f"{one.kind:8}{said}")
    sys.exit(any(one.fault or one.turn < state.turn for one in state.indexes))
