"""The node program as a WSGI application, and a machine for each thing that a key may open."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from seawall.config.programs import NODE
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.federation.actions import sign_agreement
from seawall.federation.tests.conftest import terms
from seawall.material.actions import propose_entry, share_entry
from seawall.material.models import List
from seawall.material.tests.make import a_confirmed_item, md5, pdq, sha256
from seawall.people.actions import open_access_key
from seawall.people.models import Agency, Staff
from seawall.people.states import OF_LISTS, KeyTerms, Scope

HOLDER = "Example Hosting"
# Nothing of an example stays for the next but what it handed in. In CI the examples are the same each time.
INVENTED = settings(
    max_examples=15,
    deadline=None,
    derandomize="CI" in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
Opened = Callable[..., str]


@pytest.fixture
def node_program(settings: LazySettings, data_folder: Path, db: None) -> Iterator[WSGIHandler]:
    for name, value in NODE.settings().items():
        setattr(settings, name, value)
    # As Django's own test client: the end of a request would close the connection that holds the test's transaction.
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture
def open_key(hotline: Agency, ada: Staff, actor_of: Callable[..., Actor], data_folder: Path) -> Opened:
    def open_one(scope: Scope, *lists: List) -> str:
        agreed = KeyTerms(
            (scope,), tuple(one.id for one in lists), Limits(1_000, 10_000), clock.in_future(days=30)
        )
        return open_access_key(hotline, HOLDER, terms=agreed, actor=actor_of(ada))[1]

    return open_one


@pytest.fixture
def listed(open_key: Opened, first: Actor, second: Actor, reviewer: Actor, known: List) -> List:
    """A list with two entries, about which an agreement runs."""
    open_key(Scope.LISTS, known)
    for prints in ((pdq(), md5()), (sha256(),)):
        item = a_confirmed_item(first, second, *prints)
        share_entry(propose_entry(item, known, actor=first), actor=reviewer)
    sign_agreement(known, HOLDER, terms=terms(), actor=reviewer)
    return known


@pytest.fixture
def secrets(open_key: Opened, listed: List) -> Callable[[str], str]:
    """`secrets("match")` is that of a new key of this scope; `nobody` has none and `stranger` a wrong one."""

    def of(who: str) -> str:
        if who not in Scope.values:
            return "" if who == "nobody" else "seawall_" + "x" * 43
        return open_key(Scope(who), *([listed] if who in OF_LISTS else []))

    return of


WHO: tuple[Any, ...] = ("nobody", "stranger", *Scope.values)
