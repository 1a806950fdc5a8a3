import sys
from pathlib import Path

import click

from seawall.core.actors import Actor
from seawall.material.actions import ask_recompute
from seawall.material.queries import faults_in_tables, progress_for, rules_in_words, tables
from seawall.people.queries import agencies


@click.group()
def schemes() -> None:
    """The rule tables by which laws and classifications give a category."""


@schemes.command()
@click.argument("scheme", default="")
def show(scheme: str) -> None:
    """List the tables in force, or print the rules of one."""
    found = [table for table in tables() if scheme in ("", table.id)]
    if not found:
        raise click.ClickException(f"There is no scheme {scheme}. `seawall schemes show` lists them.")
    for table in found:
        country = table.jurisdiction or "no country's law"
        click.echo(f"{table.id:18} version {table.version}, since {table.valid_from}, {country}: {table.law}")
    if scheme:
        for row in rules_in_words(found[0]):
            conditions = "; ".join(f"{label}: {', '.join(answers)}" for label, answers in row.conditions)
            click.echo(
                f"{row.number:3}. {conditions or 'in all other cases'} => {row.category}. {row.rule.reason}"
            )


@schemes.command()
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Other tables than those in use.",
)
def check(folder: Path | None) -> None:
    """Try every table's own cases and rules. Exit status 1 when one does not keep its word."""
    try:
        faults = faults_in_tables(folder)
    except (ValueError, KeyError) as error:
        raise click.ClickException(f"A table cannot be read: {error}") from error
    for table, found in faults.items():
        click.echo(f"{table}: {'; '.join(found) or 'good'}")
    sys.exit(any(faults.values()))


@schemes.command()
def recompute() -> None:
    """Compute all verdicts by the tables in force, in the background. Nothing is re-opened; run it again to see how far it is."""
    for agency in agencies():
        actor = Actor.system(agency.id)
        ask_recompute(actor=actor)
        progress = progress_for(actor)
        click.echo(f"{agency.name}: {progress.done:,} of {progress.of:,} items are up to date")
