import sys
from pathlib import Path

import click

from seawall.audit.actions import export_trail
from seawall.audit.verify import verify as verify_trail


@click.group()
def audit() -> None:
    """Prove the audit trail, or take it elsewhere to be proved."""


@audit.command()
@click.option("--agency", default="", help="Only this agency's chain; the id begins with agc_.")
def verify(agency: str) -> None:
    """Walk every chain and say whether it is whole, or where it is broken first. Exit status 1 when broken."""
    outcome = verify_trail(agency, progress=lambda count: click.echo(f"{count:,} lines", err=True))
    for fault in outcome.faults:
        click.echo(f"BROKEN. {fault}.")
    if outcome.whole:
        click.echo(
            f"Whole: {outcome.lines:,} lines in {outcome.chains:,} chains"
            f" under {outcome.checkpoints:,} checkpoints."
        )
        click.echo(f"{sum(outcome.unsealed.values()):,} lines are newer than the last checkpoint.")
    sys.exit(0 if outcome.whole else 1)


@audit.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--agency", default="", help="Only this agency's chain.")
def export(file: Path, agency: str) -> None:
    """Write the trail for the stand-alone verifier, src/seawall/audit/standalone/verify_trail.py."""
    with file.open("x", encoding="utf-8") as rows:
        count = sum(rows.write(row) > 0 for row in export_trail(agency))
    click.echo(f"{count:,} rows in {file}")
