"""The lists that somebody names at the terminal."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told
from seawall.core.actors import Actor
from seawall.material.queries import lists_for


def lists_named(names: Sequence[str], actor: Actor) -> list[Any]:
    """In the order of their names as given. Raises `Told`, with those that there are, for the first that is not among them."""
    own = {each.name: each for each in lists_for(actor)}
    for name in names:
        if name not in own:
            known = shown.name(", ".join(own)) or _("none yet")
            sentence = _("There is no list called “%(name)s” here. Known: %(known)s.")
            raise Told(sentence % {"name": shown.name(name), "known": known})
    return [own[name] for name in names]
