"""A table of accounts, laid down for its operation. What its columns mean, and whether it is taken, is said on its page."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from seawall.cli.importing.tally import say
from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.material.offline.faults import Cause, Impossible
from seawall.operations.actions import bring_table
from seawall.operations.queries import one_led_site_for
from seawall.wire import named_table, workbook
from seawall.wire.recognise import WORKBOOK


def bring_accounts(file: Path, actor: Actor, site: str, *, kind: str | None, dry: bool) -> bool:
    """Always whole: rows are refused on the page, where each can be read."""
    if dry:
        raise Told(
            _("A table of accounts is only laid down, and looked at on its page: leave --dry-run out.")
        )
    try:
        with file.open("rb") as stream:
            reader = workbook.read if kind == WORKBOOK else named_table.read
            table = bring_table(one_led_site_for(actor, site), stream, actor=actor, reader=reader)
    except Invalid as invalid:
        name = shown.name(str(file))
        raise Told(_("%(file)s: %(why)s") % {"file": name, "why": invalid.fields["table"]}) from None
    except OSError as error:
        raise Impossible(Cause.NOT_READ, file, error.strerror or "") from error
    say(table.rows, _("rows are laid down, sealed. Nothing is taken yet."))
    click.echo(_("Say on the page of the operation what its columns mean: %(id)s") % {"id": table.id})
    return True
