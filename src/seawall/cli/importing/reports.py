"""A partner's table of reports: looked at whole, then taken row by row. Given again, it goes on where it stopped."""

import os
from pathlib import Path

import click
from django.utils.translation import gettext as _

from seawall.cli.importing.records import LONGEST_SOURCE
from seawall.cli.importing.tally import NAMED, say
from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.material.offline.faults import Cause, Impossible
from seawall.reports.actions import take_table
from seawall.reports.queries import MOST_ROWS_OF_A_FILE, Row, counts_of, rows_for, write_refused
from seawall.reports.states import RowFate


def import_reports(file: Path, actor: Actor, *, partner: str, refused: Path | None, dry: bool) -> bool:
    """Whether every row was taken."""
    holder = partner.strip()
    if not holder or len(holder) > LONGEST_SOURCE:
        raise Told(_("Say with --partner whose reports these are, in at most 120 letters."))
    rows = _read(file, holder, actor)
    if not dry:
        rows = take_table(rows, partner=holder, actor=actor)
    _tell(rows, dry=dry)
    if refused and any(row.fate is RowFate.REFUSED for row in rows):
        _write(rows, refused)
    return not counts_of(rows).refused


def _read(file: Path, holder: str, actor: Actor) -> list[Row]:
    try:
        with file.open("rb") as stream:
            return rows_for(actor, holder, stream, MOST_ROWS_OF_A_FILE)
    except Invalid as invalid:
        name = shown.name(str(file))
        raise Told(_("%(file)s: %(why)s") % {"file": name, "why": invalid.fields["table"]}) from None
    except OSError as error:
        raise Impossible(Cause.NOT_READ, file, error.strerror or "") from error


def _tell(rows: list[Row], *, dry: bool) -> None:
    if dry:
        click.echo(_("Nothing was changed. Taken, the file would give:"))
    counts = counts_of(rows)
    for number, words in (
        (counts.new, _("new reports")),
        (counts.danger, _("of them say that a child is in danger now")),
        (counts.tests, _("tests, which never become reports")),
        (counts.known, _("here already")),
        (counts.refused, _("refused:")),
    ):
        if number:
            say(number, words)
    for row in [row for row in rows if row.fate is RowFate.REFUSED][:NAMED]:
        why = "; ".join(f"{column}: {why}" if column else str(why) for column, why in row.wrong)
        line = _("line %(number)s") % {"number": shown.count(row.line.line)}
        click.echo(f"    {line}: {why}")


def _write(rows: list[Row], path: Path) -> None:
    """For nobody but whoever brought the table, and never over something."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            write_refused(rows, stream)
    except FileExistsError:
        raise Told(
            _("%(file)s is there already and is left as it is.") % {"file": shown.name(str(path))}
        ) from None
    except OSError as error:
        raise Told(
            _("%(file)s cannot be written: %(why)s")
            % {"file": shown.name(str(path)), "why": error.strerror or ""}
        ) from None
    click.echo(_("The refused rows with their reasons are in %(file)s.") % {"file": shown.name(str(path))})
