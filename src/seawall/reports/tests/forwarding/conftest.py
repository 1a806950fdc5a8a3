"""A tipline that answers for real, a bundle, and who forwards it there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from seawall.core.actors import Actor
from seawall.people.models import Agency, Staff
from seawall.reports import actions
from seawall.reports.forwarding.walking import forward, forward_due
from seawall.reports.models import Bundle, Forwarding, Tipline
from seawall.reports.tests.forwarding.makers import MD5, PAGE, now, terms, told
from seawall.reports.tests.makers import a_bundle
from tests.peers import tipline as peers
from tests.peers.tipline import TiplinePeer


@pytest.fixture
def peer(settings: Any) -> Iterator[TiplinePeer]:
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]
    with TiplinePeer() as one:
        yield one


@pytest.fixture
def admin(ada: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(ada)


@pytest.fixture
def analyst(mara: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(mara)


@pytest.fixture
def tipline(peer: TiplinePeer, admin: Actor) -> Tipline:
    return actions.add_tipline(terms(peer), actor=admin)


@pytest.fixture
def bundle(hotline: Agency) -> Bundle:
    place = f"{PAGE}\n{MD5}\n@user-seven"
    return a_bundle(hotline, place=place, app="Example Chat", phone="+4915112345678")


@pytest.fixture
def opened(bundle: Bundle, tipline: Tipline, analyst: Actor) -> Forwarding:
    return actions.forward_bundle(bundle, tipline, told=told(bundle), actor=analyst)


@pytest.fixture
def unsure(peer: TiplinePeer, opened: Forwarding) -> Forwarding:
    """The answer to `finish` was lost, and later the tipline does not know the number."""
    peer.faults = [None, None, peers.lost, peers.coded(5001)]
    forward_due()
    forward(now(opened))
    return Forwarding.objects.get()
