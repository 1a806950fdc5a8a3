"""Invents the operation against the ring in the node of its environment: `python -m tests.bench._ring ACCOUNTS FACTOR`.

Prints, as JSON, for Dana and for Jonas the cookie of the session and what each asks for, and how long the invention took.
"""

import json
import os
import sys
import time
from typing import Any
from urllib.parse import urlencode

import django

os.environ["SEAWALL_PROGRAM"] = "staff"
django.setup()

from django.conf import settings
from django.db import connection

from conftest import DoorClient
from seawall.config.programs import STAFF
from seawall.core import clock
from seawall.demo import roster
from seawall.demo.ring.size import Size
from seawall.demo.twin.past import SPAN, Ring, bring_in, live
from seawall.demo.twin.scoring import scores
from seawall.identification.models import Clue, Series, SeriesItem, Victim
from seawall.operations.models import Account, Measure, Operation, Person, Persona, Release, Request
from seawall.people.models import Agency
from seawall.people.queries import staff_by_email
from tests.bench._nodes import say
from tests.bench._worklist import got

DIFFERENT = 25


def of(size: int, factor: int) -> Size:
    return Size(size) if factor == 1 else Size(size // factor).times(factor)


def lived(size: Size) -> dict[str, Any]:
    end = clock.now()
    ring = Ring(size, seed=21, until=end - SPAN)
    begun = time.process_time()
    operation_id = bring_in(ring, end - SPAN, lambda number: say(f"{number:,} more accounts"))
    brought = time.process_time() - begun
    say("living the weeks")
    done = live(ring, operation_id, end - SPAN, end, lambda moment: None)
    told = scores(ring.truth, done.releases[-1], done.ids, done.team).as_kept()
    return {"brought": brought, "lived": time.process_time() - begun - brought, "scores": told}


def danas(client: DoorClient) -> dict[str, Any]:
    operation, dana = Operation.objects.get(), Agency.objects.get(name=roster.POLICE.name)

    def at(name: str, query: str = "") -> str:
        return client.at(f"operations:{name}", operation_id=operation.id) + query

    def behind(rule: str, query: str = "") -> str:
        return client.at("operations:behind", operation_id=operation.id, rule=rule) + query

    def each(name: str, key: str, found: Any) -> list[Any]:
        return got(*(client.at(f"operations:{name}", **{key: one.id}) for one in found[:DIFFERENT]))

    def walk(one: Persona) -> str:
        return client.at("operations:graph", operation_id=operation.id, node_id=one.id)

    halfway = Account.objects.order_by("id")[Account.objects.count() // 2].id
    known = Account.objects.filter(holding__isnull=False).order_by("id")
    return {
        "a page without records": got(client.at("desk:keyboard")),
        "home": got(client.at("desk:home")),
        "operations": got(client.at("operations:operations")),
        "operation": got(at("operation")),
        "accounts": got(at("accounts")),
        "accounts, further on": got(at("accounts", f"?{urlencode({'after': f'0.{halfway}'})}")),
        "accounts of a country": got(at("accounts", "?country=NL")),
        "accounts, country not known": got(at("accounts", "?country=-")),
        "accounts also known elsewhere": got(at("accounts", "?elsewhere=yes")),
        "accounts of daily administrators": got(at("accounts", "?activity=daily&role=administrator")),
        "an account": each("account", "account_id", Account.objects.order_by("id")),
        "an account of a suspect": each("account", "account_id", known),
        "links": got(at("links")),
        "links confirmed": got(at("links", "?state=confirmed")),
        "persons": got(at("persons")),
        "persons arrested": got(at("persons", "?state=arrested")),
        "a person": each("person", "person_id", Person.objects.order_by("id")),
        "personas": got(at("personas")),
        "a persona": each("persona", "persona_id", Persona.objects.order_by("id")),
        "a walk from a persona": got(*map(walk, Persona.objects.order_by("id")[:DIFFERENT])),
        "the case on one page": got(at("case")),
        "timeline": got(client.at("desk:operation_timeline", operation_id=operation.id)),
        "figures": got(at("figures")),
        "figures as of a past day": got(at("figures", f"?as_of={(clock.now() - SPAN / 4).date()}")),
        "behind a figure: accounts": got(behind("account"), behind("account", "?country=DE")),
        "behind a figure: persons": got(behind("person"), behind("person_arrested")),
        "release": each("release", "release_id", Release.objects.order_by("-id")),
        "press sheet": each("sheet", "release_id", Release.objects.order_by("-id")),
        "requests": got(at("requests")),
        "a request": each("request", "request_id", Request.objects.filter(owner=dana)),
        "a request of a filtered list": got(at("draft_request", "?country=NL&role=uploader")),
        "measures": got(at("measures")),
        "a measure": each("measure", "measure_id", Measure.objects.filter(owner=dana)),
        "deadlines": got(client.at("operations:radar")),
    }


def jonas(client: DoorClient) -> dict[str, Any]:
    mine = Agency.objects.get(name=roster.POLICE.name)
    series = Series.objects.filter(owner=mine, state="open").order_by("id")
    with_clues = series.filter(clues__isnull=False).distinct()

    def at(name: str, **keys: str) -> str:
        return client.at(f"identification:{name}", **keys)

    def each(name: str, found: Any) -> list[Any]:
        return got(*(at(name, series_id=one.id) for one in found[:DIFFERENT]))

    shelves = ("free", "mine", "ending", "clues", "recent", "all")
    items = SeriesItem.objects.filter(series__owner=mine).order_by("id")[:DIFFERENT]
    return {
        "home": got(client.at("desk:home")),
        **{f"worklist: {shelf}": got(f"{at('worklist')}?show={shelf}") for shelf in shelves},
        "a series": each("series", series),
        "a series with clues": each("series", with_clues),
        "suggestions": each("suggestions", with_clues),
        "board": each("board", with_clues),
        "clues": each("clues", with_clues),
        "a clue": got(*(at("clue", clue_id=one.id) for one in Clue.objects.order_by("id")[:DIFFERENT])),
        "a victim": got(
            *(at("victim", victim_id=one.id) for one in Victim.objects.filter(owner=mine)[:DIFFERENT])
        ),
        "items in no series": got(at("loose_items")),
        "an item": got(*(client.at("material:item", item_id=one.item_id) for one in items)),
        "is this child known?": got(at("ask_known")),
        "series named to operations": got(client.at("operations:series")),
    }


def session_of(key: str) -> tuple[DoorClient, str]:
    one = roster.person(key)
    assert one is not None
    client = DoorClient(STAFF).sign_in(staff_by_email(one.email))
    return client, f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def main(accounts: int, factor: int) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    told = lived(of(accounts, factor))
    people = {}
    for key, pages in (("dana", danas), ("jonas", jonas)):
        client, cookie = session_of(key)
        people[key] = {
            "cookie": cookie,
            "pages": {name: urls for name, urls in pages(client).items() if urls},
        }
    sys.stdout.write(json.dumps({**told, "people": people}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
