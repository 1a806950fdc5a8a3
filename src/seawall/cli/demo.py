import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told
from seawall.cli.screen.spoken import in_its_words
from seawall.demo.past import REPORTS
from seawall.demo.places import HIGHEST, PORT, Places
from seawall.demo.refusals import Cause, NotStarted
from seawall.demo.ring.size import LEAST, MOST
from seawall.demo.roster import EVERYBODY, code_of, person, seconds_left
from seawall.demo.start import start
from seawall.demo.story import ring as ring_story
from seawall.demo.story import weeks

ACCOUNTS = 2_700
REFUSALS = {
    Cause.PORT_TAKEN: gettext_lazy(
        "The demonstration cannot listen at port %(port)s: %(why)s. Does it run already? Else choose others: --port %(other)s"
    ),
    Cause.FOREIGN_FOLDER: gettext_lazy("%(folder)s is not a demonstration's folder, so it is left alone."),
    Cause.OTHER_PORT: gettext_lazy(
        "The demonstration was invented for port %(port)s: start it with --port %(port)s, or anew with --fresh."
    ),
    Cause.OTHER_PAST: gettext_lazy(
        "The demonstration was invented with %(options)s: start it with these, or anew with --fresh."
    ),
    Cause.NOT_READY: gettext_lazy("The programs did not start; the lines above say why."),
}


@click.group(invoke_without_command=True)
@click.option("--fresh", is_flag=True, help="Forget the demonstration of last time and invent a new one.")
@click.option(
    "--port",
    type=click.IntRange(1, HIGHEST),
    default=PORT,
    show_default=True,
    help="The first of four neighbouring ports.",
)
@click.option("--reports", default=REPORTS, show_default=True, help="How many reports to invent.")
@click.option(
    "--ring", is_flag=True, help="Instead of a hotline: an operation of four agencies against a ring."
)
@click.option(
    "--accounts",
    default=ACCOUNTS,
    show_default=True,
    help=f"Of the ring, {LEAST} to {MOST}; 27000 is its full size.",
)
@click.option("--seed", default=1, show_default=True, help="Of the ring: the same seed invents the same one.")
@click.pass_context
def demo(
    context: click.Context, fresh: bool, port: int, reports: int, ring: bool, accounts: int, seed: int
) -> None:
    """A fictitious hotline on this machine, or with --ring an operation, with a walk of five minutes."""
    if context.invoked_subcommand is None:
        _refuse_no_ring(accounts)
        story = ring_story(accounts, seed) if ring else weeks(reports)
        try:
            start(Places(port), story, fresh=fresh)
        except NotStarted as fault:
            with in_its_words():
                raise Told(REFUSALS[fault.cause] % fault.values) from None


def _refuse_no_ring(accounts: int) -> None:
    """In the language of the terminal. What is invented is the same in all."""
    if LEAST <= accounts <= MOST:
        return
    with in_its_words():
        sentence = _(
            "A ring has %(least)s to %(most)s accounts, not %(accounts)s. Say how many with --accounts; 27000 is its full size."
        )
        numbers = {"accounts": accounts, "least": LEAST, "most": MOST}
        raise Told(sentence % {name: shown.count(number) for name, number in numbers.items()})


@demo.command()
@click.argument("name", type=click.Choice([one.key for one in EVERYBODY], case_sensitive=False))
def code(name: str) -> None:
    """The six digits to sign in with as NAME, now."""
    one = person(name)
    assert one is not None
    click.echo(f"{code_of(one)}  (for another {seconds_left()} s)")
