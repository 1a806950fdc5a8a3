import sys
from typing import TYPE_CHECKING

import click
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from seawall.core.actors import Actor, Duty
from seawall.core.errors import SeawallError
from seawall.people import actions, queries
from seawall.people.actions import add_staff, link_to_set_password, set_password, unlock_sign_in

if TYPE_CHECKING:
    from seawall.people.models import Staff

PROGRAM = "seawall.config.urls.staff"


class Told(click.ClickException):
    """A sentence of the house on the command line."""

    def __init__(self, error: SeawallError) -> None:
        super().__init__(str(error))


@click.group()
def staff() -> None:
    """The people who sign in at this node."""


@staff.command()
@click.argument("email")
@click.option("--name", required=True, help="As colleagues will see it.")
@click.option(
    "--agency", "agency_name", required=True, metavar="NAME", help="The agency's name, as it was added."
)
@click.option(
    "--duty", "duties", multiple=True, type=click.Choice([duty.value for duty in Duty]), help="Repeatable."
)
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input instead of making a link."
)
def add(email: str, name: str, agency_name: str, duties: tuple[str, ...], password_stdin: bool) -> None:
    """Add a person who signs in with EMAIL, and print a link that lets them set their password once."""
    agency = queries.agency_by_name(agency_name)
    if agency is None:
        known = (
            ", ".join(found.name for found in queries.agencies())
            or "none yet; add one with: seawall agency add"
        )
        raise click.ClickException(f"There is no agency called {agency_name!r} here. Known: {known}.")
    node = Actor.system(agency.id)
    password = sys.stdin.readline().rstrip("\n") if password_stdin else ""
    try:
        # Together or not at all: a refused password must not leave a person behind. The row is new, so nobody waits for it.
        with transaction.atomic():
            person = add_staff(agency, email, name=name, duties=[Duty(duty) for duty in duties], actor=node)
            link = None if password_stdin else link_to_set_password(person, actor=node)
            if password_stdin:
                set_password(person, password, actor=node)
    except SeawallError as error:
        raise Told(error) from error
    click.echo(f"Added {person.name} ({person.id}).")
    if link:
        _tell_link(link)
    else:
        click.echo("The password is set. A second factor is set up at the first sign-in.")


@staff.command("list")
def listed() -> None:
    """List the people of every agency on this node, with their duties."""
    for agency in queries.agencies():
        click.echo(f"{agency.name} ({agency.get_kind_display()}, {agency.country})")
        for person in queries.staff_of_node(agency):
            duties = ", ".join(sorted(person.duties())) or "no duty"
            left = "" if person.is_active else ", deactivated"
            locked = ", locked out" if queries.is_locked_out(person) else ""
            click.echo(f"  {person.email}  {person.name}: {duties}{left}{locked}")


@staff.command()
@click.argument("email")
def unlock(email: str) -> None:
    """Let the person with EMAIL try to sign in again at once, after too many failed tries."""
    person = _person(email)
    forgotten = unlock_sign_in(person, actor=Actor.system(person.agency_id))
    click.echo(f"{person.name} may sign in again." if forgotten else f"{person.name} was not locked out.")


@staff.command("reset-factors")
@click.argument("email")
def reset_factors(email: str) -> None:
    """Remove password and second factors of the person with EMAIL, and print a link that sets a new password."""
    person = _person(email)
    node = Actor.system(person.agency_id)
    try:
        actions.reset_factors(person, actor=node)
        click.echo(f"Password and second factors of {person.name} are gone; all sessions have ended.")
        _tell_link(link_to_set_password(person, actor=node))
    except SeawallError as error:
        raise Told(error) from error


def _person(email: str) -> "Staff":
    person = queries.staff_by_email(email)
    if person is None:
        raise click.ClickException("Nobody here signs in with this e-mail address; see: seawall staff list")
    return person


def _tell_link(parts: dict[str, str]) -> None:
    url = settings.STAFF_URL + reverse("people:first_password", urlconf=PROGRAM, kwargs=parts)
    click.echo("Hand this link over in person. It works once, within a day:")
    click.echo(url)
