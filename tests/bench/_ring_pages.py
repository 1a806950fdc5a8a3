"""What is asked for of the operation against the ring: each list, board, graph, figure and search, by whoever reads it at work."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from conftest import DoorClient
from seawall.core import clock
from seawall.demo import roster
from seawall.demo.twin.past import SPAN
from seawall.identification.models import Clue, Series, SeriesItem, Victim
from seawall.operations.models import (
    Account,
    Measure,
    Operation,
    Person,
    Persona,
    Referral,
    Release,
    Request,
)
from seawall.operations.ranking import Reason
from seawall.people.models import Agency
from tests.bench._worklist import CSRF, Asked, got, sought

__all__ = ["CSRF", "PAGES"]

DIFFERENT = 25


class Door:
    """Whoever reads, at the pages of the one operation there is."""

    def __init__(self, client: DoorClient, agency: str) -> None:
        self.client = client
        self.operation = Operation.objects.get()
        self.agency = Agency.objects.get(name=agency)

    def at(self, name: str, query: str = "", **keys: str) -> Asked:
        return got(self.client.at(name, **keys) + query)

    def of(self, name: str, query: str = "", **keys: str) -> Asked:
        return self.at(f"operations:{name}", query, operation_id=self.operation.id, **keys)

    def each(self, name: str, key: str, found: Any) -> Asked:
        return got(*(self.client.at(name, **{key: one.id}) for one in found[:DIFFERENT]))


def danas(client: DoorClient) -> dict[str, Asked]:
    """Of the agency that leads."""
    door = Door(client, roster.POLICE.name)
    return {
        "a page without records": door.at("desk:keyboard"),
        **_of_the_operation(door),
        **_of_accounts(door),
        **_of_persons(door),
        **_of_figures(door),
        **_of_work(door),
        **_searches(door),
        "weights, tried": [("POST", client.at("operations:weights"), _tried(door.operation))],
    }


def joosts(client: DoorClient) -> dict[str, Asked]:
    """Of an agency that has a part by its country."""
    door = Door(client, roster.POLICE_ABROAD.name)
    referrals = Referral.objects.filter(recipient=door.agency).order_by("-id")
    return {
        **_of_the_operation(door),
        "accounts": door.of("accounts"),
        "accounts also known elsewhere": door.of("accounts", "?elsewhere=yes"),
        "links": door.of("links"),
        "persons": door.of("persons"),
        "figures": door.of("figures"),
        "requests": door.of("requests"),
        "measures": door.of("measures"),
        "deadlines": door.at("operations:radar"),
        "referrals to us": door.at("operations:referrals_to"),
        "a referral to us": door.each("operations:referral_to", "referral_id", referrals),
    }


def _of_the_operation(door: Door) -> dict[str, Asked]:
    return {
        "home": door.at("desk:home"),
        "operations": door.at("operations:operations"),
        "operation": door.of("operation"),
        "case": door.of("case"),
        "timeline of the operation": door.at("desk:operation_timeline", operation_id=door.operation.id),
        "outcomes": door.at("desk:outcomes"),
    }


def _of_accounts(door: Door) -> dict[str, Asked]:
    every = Account.objects.order_by("id")
    known = every.filter(holding__isnull=False)
    halfway = every[Account.objects.count() // 2].id
    return {
        "accounts": door.of("accounts"),
        "accounts, further on": door.of("accounts", f"?{urlencode({'after': f'0.{halfway}'})}"),
        "accounts of a country": door.of("accounts", "?country=NL"),
        "accounts, country not known": door.of("accounts", "?country=-"),
        "accounts also known elsewhere": door.of("accounts", "?elsewhere=yes"),
        "accounts of daily administrators": door.of("accounts", "?activity=daily&role=administrator"),
        "an account": door.each("operations:account", "account_id", every),
        "an account of a suspect": door.each("operations:account", "account_id", known),
        "links": door.of("links"),
        "links confirmed": door.of("links", "?state=confirmed"),
    }


def _of_persons(door: Door) -> dict[str, Asked]:
    every, personas = Person.objects.order_by("id"), Persona.objects.order_by("id")
    nodes = [one.id for one in (*every[:5], *personas[:20])]
    return {
        "persons": door.of("persons"),
        "persons arrested": door.of("persons", "?state=arrested"),
        "a person": door.each("operations:person", "person_id", every),
        "timeline of a person": door.each("desk:person_timeline", "person_id", every),
        "personas": door.of("personas"),
        "a persona": door.each("operations:persona", "persona_id", personas),
        "graph": [one for node in nodes for one in door.of("graph", node_id=node)],
        "graph of a platform": [
            one
            for persona in personas[:DIFFERENT]
            for one in door.of("platform_graph", persona_id=persona.id)
        ],
    }


def _of_figures(door: Door) -> dict[str, Asked]:
    releases = Release.objects.order_by("-id")
    rules = ("person", "person_arrested", "persona")
    return {
        "figures": door.of("figures"),
        "figures as of a past day": door.of("figures", f"?as_of={(clock.now() - SPAN / 4).date()}"),
        "behind a figure: accounts": [
            *door.of("behind", rule="account"),
            *door.of("behind", "?country=DE", rule="account"),
        ],
        "behind a figure: persons": [one for rule in rules for one in door.of("behind", rule=rule)],
        "release": door.each("operations:release", "release_id", releases),
        "press sheet": door.each("operations:sheet", "release_id", releases),
    }


def _of_work(door: Door) -> dict[str, Asked]:
    mine = {"owner": door.agency}
    requests, measures = Request.objects.filter(**mine), Measure.objects.filter(**mine)
    referrals = Referral.objects.filter(**mine).order_by("-id")
    return {
        "requests": door.of("requests"),
        "a request": door.each("operations:request", "request_id", requests),
        "a request of a filtered list": door.of("draft_request", "?country=NL&role=uploader"),
        "referrals": door.of("referrals"),
        "referrals answered": door.of("referrals", "?state=answered"),
        "a referral": door.each("operations:referral", "referral_id", referrals),
        "a new referral": door.of("draft_referrals"),
        "measures": door.of("measures"),
        "a measure": door.each("operations:measure", "measure_id", measures),
        "deadlines": door.at("operations:radar"),
    }


def _searches(door: Door) -> dict[str, Asked]:
    accounts = Account.objects.order_by("id")[:DIFFERENT]
    return {
        "search for a handle": sought(door.client, *(one.handle.secret for one in accounts)),
        "search for a part of an addressee": sought(door.client, "Example", "National police"),
    }


def _tried(operation: Operation) -> str:
    points = {reason.value: 7 for reason in Reason}
    return urlencode({"csrfmiddlewaretoken": CSRF, "try": "", "operation": operation.id, **points})


def jonas(client: DoorClient) -> dict[str, Asked]:
    """Of the lead's victim identification."""
    door = Door(client, roster.POLICE.name)
    series = Series.objects.filter(owner=door.agency, state="open").order_by("id")
    with_clues = series.filter(clues__isnull=False).distinct()
    victims = Victim.objects.filter(owner=door.agency).order_by("id")
    items = SeriesItem.objects.filter(series__owner=door.agency).order_by("id")[:DIFFERENT]
    shelves = ("free", "mine", "ending", "clues", "recent", "all")

    def each(name: str, found: Any) -> Asked:
        return door.each(f"identification:{name}", "series_id", found)

    return {
        "home": door.at("desk:home"),
        **{f"worklist: {shelf}": door.at("identification:worklist", f"?show={shelf}") for shelf in shelves},
        "a series": each("series", series),
        "a series with clues": each("series", with_clues),
        "suggestions": each("suggestions", with_clues),
        "board": each("board", with_clues),
        "clues": each("clues", with_clues),
        "timeline of a series": door.each("desk:series_timeline", "series_id", series),
        "a clue": door.each("identification:clue", "clue_id", Clue.objects.order_by("id")),
        "a victim": door.each("identification:victim", "victim_id", victims),
        "checks of protection": door.at("identification:checks"),
        "bodies of protection": door.at("identification:bodies"),
        "what was told": door.at("identification:tellings"),
        "requests about clues": door.at("identification:clue_requests"),
        "items in no series": door.at("identification:loose_items"),
        "an item": got(*(client.at("material:item", item_id=one.item_id) for one in items)),
        "is this child known?": door.at("identification:ask_known"),
        "series named to operations": door.at("operations:series"),
        "outcomes": door.at("desk:outcomes"),
    }


PAGES: Mapping[str, Callable[[DoorClient], dict[str, Asked]]] = {
    "dana": danas,
    "joost": joosts,
    "jonas": jonas,
}
