import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seawall.cli.importing.accounts import bring_accounts
from seawall.cli.importing.elsewhere import DOORS
from seawall.cli.importing.listed import (
    open_case_uco,
    open_hash_list,
    open_hash_sharing,
    open_icse,
    open_stopncii,
)
from seawall.cli.importing.manifest import import_manifest, preview_manifest
from seawall.cli.importing.records import Format, Wish, import_records
from seawall.cli.importing.reports import import_reports
from seawall.cli.importing.vics import open_vics_file
from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told, told
from seawall.cli.screen.fitting import must_fit
from seawall.cli.screen.spoken import speaks
from seawall.core.errors import SeawallError
from seawall.material.offline.faults import Cause, Impossible
from seawall.material.offline.files import must_be_file
from seawall.people.queries import actor_of, staff_by_email
from seawall.wire.recognise import (
    BEGINNING,
    CASE_UCO,
    HASH_LIST,
    HASH_SHARING,
    ICSE,
    MANIFEST,
    REPORT_TABLE,
    STOPNCII,
    VICS,
    format_of,
)
from seawall.wire.spelled import KINDS

SOME_REFUSED = 3
ONLY_OF = {"kind": HASH_LIST, "partner": REPORT_TABLE, "refused": REPORT_TABLE}
OPENED = {
    VICS: Format("VICS", open_vics_file),
    HASH_LIST: Format(gettext_lazy("a list of fingerprints"), open_hash_list),
    ICSE: Format("INTERPOL ICSE", open_icse),
    HASH_SHARING: Format("Hash Sharing v2", open_hash_sharing),
    STOPNCII: Format("StopNCII", open_stopncii),
    CASE_UCO: Format("CASE/UCO", open_case_uco),
}


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "email", required=True, metavar="EMAIL", help="Who imports it.")
@click.option(
    "--evidence", default="", metavar="NUMBER", help="Note that your agency holds the files under it."
)
@click.option("--source", default="", metavar="NAME", help="Whose word the file's categories are.")
@click.option(
    "--kind",
    type=click.Choice([*KINDS]),
    help="What a plain list without names of columns holds.",
)
@click.option("--partner", default="", metavar="NAME", help="Of a table of reports: whose they are.")
@click.option(
    "--refused",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Of a table of reports: write the rows that are refused into this new file.",
)
@click.option(
    "--site", default="", metavar="ID", help="Of a table of accounts: the site of an operation they are of."
)
@click.option("--dry-run", is_flag=True, help="Only say what would become of each record.")
@speaks
def import_(
    file: Path,
    email: str,
    evidence: str,
    source: str,
    kind: str | None,
    partner: str,
    refused: Path | None,
    site: str,
    dry_run: bool,
) -> None:
    """Register what FILE tells of as items of your agency: a scan's manifest, VICS, or a list of fingerprints; take a
    partner's table of reports; or bring a table of accounts (CSV, Excel) to its operation. Safe to give again."""
    person = staff_by_email(email)
    if person is None or not person.is_active:
        raise Told(_("Nobody active here signs in with this e-mail address; see: seawall staff list"))
    actor = actor_of(person)
    with told(file):
        try:
            format_ = format_of(_beginning(file))
            if site:
                whole = bring_accounts(file, actor, site, kind=format_, dry=dry_run)
            elif format_ == REPORT_TABLE:
                must_fit(format_, ONLY_OF)
                whole = import_reports(file, actor, partner=partner, refused=refused, dry=dry_run)
            else:
                whole = _taken(file, format_, Wish(actor, source, evidence, dry_run, kind or ""))
        except SeawallError as error:
            raise Told(str(error)) from error
    sys.exit(0 if whole else SOME_REFUSED)


def _taken(file: Path, kind: str | None, wish: Wish) -> bool:
    if kind == MANIFEST:
        must_fit(kind, ONLY_OF)
        taken = preview_manifest if wish.dry else import_manifest
        return taken(file, wish.actor, wish.evidence)
    if kind in OPENED:
        must_fit(kind, ONLY_OF)
        return import_records(file, wish, OPENED[kind])
    name = shown.name(str(file))
    if kind in DOORS:
        raise Told(_("%(file)s is not for here. %(door)s") % {"file": name, "door": DOORS[kind]})
    raise Told(
        _(
            "%(file)s is of no format that Seawall takes: a scan's manifest, VICS, a list of fingerprints, INTERPOL ICSE, Hash Sharing, StopNCII, CASE/UCO, a partner's table of reports."
        )
        % {"file": name}
    )


def _beginning(file: Path) -> bytes:
    must_be_file(file)
    try:
        with file.open("rb") as stream:
            return stream.read(BEGINNING)
    except OSError as error:
        raise Impossible(Cause.NOT_READ, file, error.strerror or "") from error
