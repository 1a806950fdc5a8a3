"""What the bar of every staff page shows. Which duty sees which place stands here, once; the pages check it again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor, Duty
from seawall.desk.policy import may_search

CASE_WORK = frozenset({Duty.ANALYST, Duty.REVIEWER})
WATCHERS = frozenset({Duty.AUDITOR, Duty.DATA_PROTECTION})
LISTS = frozenset({Duty.REVIEWER, Duty.ADMINISTRATOR, *WATCHERS})

# Whose work has deeds that nobody does alone.
TWO_PEOPLE = frozenset({Duty.SPECIALIST, Duty.INVESTIGATOR, Duty.VAULT_KEEPER, Duty.DATA_PROTECTION})


@dataclass(frozen=True)
class Place:
    """One entry of the bar. `key` is pressed after g, none where it is seldom gone to; no duties named means everybody."""

    label: Promise
    name: str
    key: str
    duties: frozenset[Duty] = frozenset()

    @property
    def keys(self) -> str:
        return f"g {self.key}" if self.key else ""

    def open_to(self, actor: Actor) -> bool:
        return not self.duties or bool(self.duties & actor.duties)


@dataclass(frozen=True)
class Entry:
    label: Promise
    url: str
    key: str
    current: bool


# In the bar: where somebody of each duty is every day.
PLACES = (
    Place(_("Home"), "desk:home", "h"),
    Place(_("Worklist"), "reports:worklist", "w", CASE_WORK),
    Place(_("Takedown"), "takedown:locations", "t", CASE_WORK | {Duty.AUDITOR}),
    Place(_("Material"), "material:items", "m", CASE_WORK | {Duty.SPECIALIST, Duty.INVESTIGATOR, *WATCHERS}),
    Place(_("Holds"), "takedown:holds", "p", frozenset({Duty.INVESTIGATOR})),
    Place(_("Operations"), "operations:operations", "g", frozenset({Duty.INVESTIGATOR})),
    Place(_("Series"), "identification:worklist", "y", frozenset({Duty.SPECIALIST})),
    Place(
        _("Child known?"), "identification:ask_known", "j", frozenset({Duty.SPECIALIST, Duty.INVESTIGATOR})
    ),
    Place(_("Vault"), "identification:vault", "0", frozenset({Duty.VAULT_KEEPER})),
    Place(_("Second person"), "approvals:waiting", "2", TWO_PEOPLE),
    Place(_("Figures"), "desk:figures", "f", CASE_WORK | {Duty.AUDITOR}),
    Place(_("Abuse desk"), "desk:abuse_notices", "b", frozenset({Duty.ABUSE_DESK})),
    Place(_("Mistakes"), "mistakes:doubts", "q", frozenset({Duty.REVIEWER, Duty.AUDITOR})),
    Place(_("People"), "people:people", "u", frozenset({Duty.ADMINISTRATOR})),
    Place(_("Access keys"), "desk:access_keys", "k", frozenset({Duty.ADMINISTRATOR})),
    Place(_("Trail"), "desk:trail", "a", WATCHERS),
)
# Behind "More": what is set up once and looked at now and then. What goes wrong there stands on the home page.
MORE = (
    Place(_("Series of operations"), "operations:series", "", frozenset({Duty.SPECIALIST})),
    Place(
        _("Requests of persons"),
        "identification:vault_request",
        "",
        frozenset({Duty.VAULT_KEEPER, Duty.DATA_PROTECTION}),
    ),
    Place(_("Forwarded"), "reports:forwardings", "r", CASE_WORK),
    Place(_("Agreements"), "federation:agreements", "l", LISTS),
    Place(_("Sources"), "federation:sources", "s", LISTS),
    Place(_("Providers"), "people:assignments", "i", frozenset({Duty.ADMINISTRATOR})),
    Place(_("Tiplines"), "reports:tiplines", "n", frozenset({Duty.ADMINISTRATOR})),
    Place(_("Reports by e-mail"), "reports:inbox", "x", frozenset({Duty.ADMINISTRATOR, *WATCHERS})),
    Place(_("Jobs that gave up"), "desk:failed_jobs", "", frozenset({Duty.ADMINISTRATOR})),
)
MINE = (
    Place(_("My exposure and breaks"), "people:breaks", "e"),
    Place(_("What became of it"), "desk:outcomes", "o", CASE_WORK | {Duty.INVESTIGATOR, Duty.SPECIALIST}),
    Place(_("My account"), "people:account", "c"),
    Place(_("Display and keys"), "desk:display", "d"),
)

# What the desk knows more about a record than the page it stands on: shown above that page, pressed after g.
ABOUT = {
    "reports:bundle": (Place(_("Timeline"), "desk:timeline", "v"),),
    "operations:operation": (Place(_("Timeline"), "desk:operation_timeline", "v"),),
    "operations:person": (Place(_("Timeline"), "desk:person_timeline", "v"),),
    "identification:series": (Place(_("Timeline"), "desk:series_timeline", "v"),),
    "material:item": (Place(_("Its series"), "identification:item", "z", frozenset({Duty.SPECIALIST})),),
}


def page_context(request: HttpRequest) -> Mapping[str, Any]:
    """For the template engine. Nobody signed in, or another program: nothing."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        return {}
    return {
        **bar(actor, request.path),
        "me_links": entries(MINE, actor, request.path),
        "about_links": about(request, actor),
        "home_url": reverse("desk:home"),
        "search_url": reverse("desk:search") if may_search(actor) else "",
        "keyboard_url": reverse("desk:keyboard"),
        "sign_out_url": reverse("account_logout"),
        "session_ends_at": getattr(request, "session_ends_at", None),
    }


def bar(actor: Actor, path: str) -> Mapping[str, list[Entry]]:
    found = entries((*PLACES, *MORE), actor, path)
    rare = {reverse(place.name) for place in MORE}
    return {
        "navigation": [entry for entry in found if entry.url not in rare],
        "more_places": [entry for entry in found if entry.url in rare],
    }


def about(request: HttpRequest, actor: Actor) -> list[Entry]:
    here = request.resolver_match
    if here is None:
        return []
    links = [place for place in ABOUT.get(here.view_name, ()) if place.open_to(actor)]
    return [Entry(one.label, reverse(one.name, kwargs=here.kwargs), one.keys, False) for one in links]


def entries(places: tuple[Place, ...], actor: Actor, path: str) -> list[Entry]:
    found = [entry_of(place, path) for place in places if place.open_to(actor)]
    # One address may begin another: only the entry that is nearest to the page is the one where somebody is.
    nearest = max((len(entry.url) for entry in found if entry.current), default=0)
    return [replace(entry, current=entry.current and len(entry.url) == nearest) for entry in found]


def entry_of(place: Place, path: str) -> Entry:
    url = reverse(place.name)
    current = path == url if url == "/" else path.startswith(url)
    return Entry(place.label, url, place.keys, current)
