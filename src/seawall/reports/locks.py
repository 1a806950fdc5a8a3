"""One person works on a bundle at a time. The lock runs out by itself, and every deed of its holder renews it."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.reports.models import Bundle
from seawall.reports.models.bundle import NEVER
from seawall.reports.states import ON_WORKLIST, STEPS, BundleState

LOCK = timedelta(minutes=20)


def the_bundle(bundle: Bundle) -> Bundle:
    """The row itself, locked until the transaction ends: two colleagues may press a key at the same moment."""
    return Bundle.objects.select_for_update().get(pk=bundle.pk)


def hold(bundle: Bundle, actor: Actor) -> bool:
    """Take or renew the lock; says whether it was taken anew. Whoever acts on a free bundle has it in hand."""
    if bundle.locked_for(actor.id):
        raise WrongState(_("A colleague has this bundle in hand. Ask for a hand-over or take the next one."))
    anew = not bundle.is_locked
    bundle.locked_by, bundle.locked_until = actor.id, clock.now() + LOCK
    return anew


def free(bundle: Bundle) -> None:
    """For whoever comes next; a note that nobody has read yet stays for them."""
    bundle.locked_by, bundle.locked_until = "", NEVER


def let_go(bundle: Bundle) -> None:
    free(bundle)
    bundle.sealed_handover_note = ""


def must_be_on_worklist(bundle: Bundle) -> None:
    if bundle.state not in ON_WORKLIST:
        raise WrongState(_("This bundle is decided already."))


def must_be_acknowledged(bundle: Bundle) -> None:
    """A child may be in danger now: nothing else is decided before somebody has said who was informed."""
    if bundle.waits_for_acknowledgement:
        raise WrongState(_("A child may be in danger now. Say first who was informed."))


def step(bundle: Bundle, state: BundleState) -> None:
    if state not in STEPS[BundleState(bundle.state)]:
        raise WrongState
    bundle.state = state
