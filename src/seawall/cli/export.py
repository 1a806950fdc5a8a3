import sys
from collections.abc import Iterator
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seawall.cli.exporting.empty import Counted, why_empty
from seawall.cli.exporting.forms import FORMS, Form, Options
from seawall.cli.exporting.named import lists_named
from seawall.cli.exporting.new_file import kept, must_be_new
from seawall.cli.exporting.tables import KINDS
from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told, told
from seawall.cli.screen.fitting import must_fit
from seawall.cli.screen.spoken import speaks
from seawall.core.actors import Actor
from seawall.core.errors import SeawallError
from seawall.material.actions import reveal_items
from seawall.material.states import RevealedItem
from seawall.people.queries import actor_of, staff_by_email

SOME_LEFT = 3
ONLY_OF = {"region": "vics", "version": "vics", "kinds": "hash-list", "member": "hash-sharing"}


@click.command()
@click.option("--format", "form", type=click.Choice([*FORMS]), required=True, help="How it is written.")
@click.option("--list", "name", default="", metavar="NAME", help="What is shared on this list.")
@click.option("--items", "whole", is_flag=True, help="All items of your agency.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="A new file.")
@click.option("--as", "email", required=True, metavar="EMAIL", help="Who takes it: a reviewer of the agency.")
@click.option(
    "--region", default="US", show_default=True, help="Of VICS: whose category numbers are written."
)
@click.option(
    "--vics",
    "version",
    type=click.Choice(["1.2", "1.3", "2.0"]),
    default="2.0",
    show_default=True,
    help="The version of VICS.",
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([*KINDS]),
    multiple=True,
    default=("md5", "sha1", "sha256"),
    show_default=True,
    help="Of a hash list: its columns, in this order.",
)
@click.option(
    "--member",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="Of Hash Sharing: under which number your agency is a member.",
)
@speaks
def export(
    form: str,
    name: str,
    whole: bool,
    out: Path,
    email: str,
    region: str,
    version: str,
    kinds: tuple[str, ...],
    member: int | None,
) -> None:
    """Write what is shared on a list, or all items of your agency, into a file for another system. It holds fingerprints in full."""
    person = staff_by_email(email)
    if person is None or not person.is_active:
        raise Told(_("Nobody active here signs in with this e-mail address; see: seawall staff list"))
    if bool(name) == whole:
        raise click.UsageError(_("Give either --list with its name, or --items."))
    must_fit(form, ONLY_OF)
    columns = tuple(dict.fromkeys(kinds))
    writer = FORMS[form](Options(person.agency.name, region, version, columns, member or 0))
    with told(out):
        must_be_new(out)
        try:
            with kept(out) as file:
                items = Counted(_revealed(name, actor_of(person)))
                written = writer.write(items, file)
        except SeawallError as error:
            raise Told(str(error)) from error
        except ValueError as error:
            raise click.UsageError(_("A region is one word, such as US or UK.")) from error
    if written:
        _tell(writer, out, written)
    else:
        click.echo(_("%(file)s holds no record.") % {"file": shown.name(str(out))})
        for sentence in why_empty(writer, items, name):
            click.echo(sentence)
    sys.exit(SOME_LEFT if writer.left else 0)


def _revealed(name: str, actor: Actor) -> Iterator[RevealedItem]:
    if not name:
        return reveal_items(actor=actor)
    (found,) = lists_named([name], actor)
    return reveal_items(found, actor=actor)


def _tell(writer: Form, out: Path, written: int) -> None:
    click.echo(
        ngettext(
            "%(count)s record written into %(file)s. It holds fingerprints in full: keep it as such.",
            "%(count)s records written into %(file)s. It holds fingerprints in full: keep it as such.",
            written,
        )
        % {"count": shown.count(written), "file": shown.name(str(out))}
    )
    for sentence in writer.told():
        click.echo(sentence)
