import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seawall.cli.exporting.named import lists_named
from seawall.cli.exporting.new_file import kept, must_be_new
from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told, told
from seawall.cli.screen.spoken import speaks
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import SeawallError
from seawall.material.actions import reveal_lists
from seawall.people.queries import actor_of, staff_by_email
from seawall.wire.snapshot import NoKey, write

SHORTEST_PASSPHRASE = 12


@click.group()
def list() -> None:
    """The lists of fingerprints on this node."""


@list.command()
@click.argument("names", metavar="LIST...", nargs=-1, required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="A new file.")
@click.option("--as", "email", required=True, metavar="EMAIL", help="Who takes it: a reviewer of the agency.")
@click.option(
    "--days", type=click.IntRange(1, 366), default=30, show_default=True, help="How long it is valid."
)
@click.option(
    "--recipient", "recipients", multiple=True, metavar="age1…", help="Whose key opens it. Repeatable."
)
@click.option("--passphrase-stdin", is_flag=True, help="Read the passphrase from standard input.")
@speaks
def snapshot(
    names: tuple[str, ...],
    out: Path,
    email: str,
    days: int,
    recipients: tuple[str, ...],
    passphrase_stdin: bool,
) -> None:
    """Take the lists of these names along as one encrypted file, for `seawall match` on a machine without a link."""
    person = staff_by_email(email)
    if person is None or not person.is_active:
        raise Told(_("Nobody active here signs in with this e-mail address; see: seawall staff list"))
    with told(out):
        must_be_new(out)
        actor = actor_of(person)
        # Before a passphrase is thought of and typed twice.
        lists = lists_named(names, actor)
        passphrase = "" if recipients else _passphrase(passphrase_stdin)
        try:
            with kept(out) as file:
                _snapshot(lists, days, actor, file, passphrase=passphrase, recipients=recipients)
                size = file.tell()
        except SeawallError as error:
            raise Told(str(error)) from error
        except NoKey as error:
            raise Told(_("A recipient is no age key. It begins with age1; age-keygen makes one.")) from error
    click.echo(_taken(names, out, size, days))


def _taken(names: tuple[str, ...], out: Path, size: int, days: int) -> str:
    sentence = ngettext(
        "Taken: %(lists)s. %(file)s has %(size)s and is valid for %(days)s day.",
        "Taken: %(lists)s. %(file)s has %(size)s and is valid for %(days)s days.",
        days,
    )
    lists = shown.name(", ".join(names))
    return sentence % {
        "lists": lists,
        "file": shown.name(str(out)),
        "size": shown.size(size),
        "days": shown.count(days),
    }


def _snapshot(
    lists: Sequence[Any],
    days: int,
    actor: Actor,
    file: BinaryIO,
    *,
    passphrase: str,
    recipients: tuple[str, ...],
) -> None:
    until = clock.now() + timedelta(days=days)
    header, entries = reveal_lists(lists, until, actor=actor)
    write(header, entries, file, passphrase=passphrase, recipients=recipients)


def _passphrase(given: bool) -> str:
    if given:
        words = sys.stdin.readline().rstrip("\n")
    else:
        words = click.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=_("The same again"))
    if len(words) < SHORTEST_PASSPHRASE:
        sentence = _("A passphrase has at least %(letters)s letters; take a few words nobody would guess.")
        raise Told(sentence % {"letters": SHORTEST_PASSPHRASE})
    return str(words)
