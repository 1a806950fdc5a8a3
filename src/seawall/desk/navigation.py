"""What the bar of every staff page shows. Which duty sees which place stands here, once; the pages check it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor, Duty

CASE_WORK = frozenset({Duty.ANALYST, Duty.REVIEWER})
WATCHERS = frozenset({Duty.AUDITOR, Duty.DATA_PROTECTION})


@dataclass(frozen=True)
class Place:
    """One entry of the bar. `key` is pressed after g; no duties named means everybody."""

    label: Promise
    name: str
    key: str
    duties: frozenset[Duty] = frozenset()

    def open_to(self, actor: Actor) -> bool:
        return not self.duties or bool(self.duties & actor.duties)


@dataclass(frozen=True)
class Entry:
    label: Promise
    url: str
    key: str
    current: bool


PLACES = (
    Place(_("Home"), "desk:home", "h"),
    Place(_("Worklist"), "reports:worklist", "w", CASE_WORK),
    Place(_("Takedown"), "takedown:locations", "t", CASE_WORK | {Duty.AUDITOR}),
    Place(_("Material"), "material:items", "m", CASE_WORK | {Duty.SPECIALIST, Duty.INVESTIGATOR, *WATCHERS}),
    Place(_("Holds"), "takedown:holds", "p", frozenset({Duty.INVESTIGATOR})),
    Place(_("Figures"), "desk:figures", "f", CASE_WORK | {Duty.AUDITOR}),
    Place(_("People"), "people:people", "u", frozenset({Duty.ADMINISTRATOR})),
    Place(_("Trail"), "desk:trail", "a", WATCHERS),
)
MINE = (
    Place(_("My exposure and breaks"), "people:breaks", "e"),
    Place(_("What became of it"), "desk:outcomes", "o", CASE_WORK),
    Place(_("My account"), "people:account", "c"),
    Place(_("Display and keys"), "desk:display", "d"),
)

# What the desk knows more about a record than the page it stands on: shown above that page, pressed after g.
ABOUT = {"reports:bundle": ((_("Timeline"), "desk:timeline", "v"),)}


def page_context(request: HttpRequest) -> Mapping[str, Any]:
    """For the template engine. Nobody signed in, or another program: nothing."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        return {}
    return {
        "navigation": entries(PLACES, actor, request.path),
        "me_links": entries(MINE, actor, request.path),
        "about_links": about(request),
        "home_url": reverse("desk:home"),
        "search_url": reverse("desk:search") if actor.duties & CASE_WORK else "",
        "keyboard_url": reverse("desk:keyboard"),
        "sign_out_url": reverse("account_logout"),
        "session_ends_at": getattr(request, "session_ends_at", None),
    }


def about(request: HttpRequest) -> list[Entry]:
    here = request.resolver_match
    if here is None:
        return []
    links = ABOUT.get(here.view_name, ())
    return [Entry(label, reverse(name, kwargs=here.kwargs), f"g {key}", False) for label, name, key in links]


def entries(places: tuple[Place, ...], actor: Actor, path: str) -> list[Entry]:
    return [entry_of(place, path) for place in places if place.open_to(actor)]


def entry_of(place: Place, path: str) -> Entry:
    url = reverse(place.name)
    current = path == url if url == "/" else path.startswith(url)
    return Entry(place.label, url, f"g {place.key}", current)
