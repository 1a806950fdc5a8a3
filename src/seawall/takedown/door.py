"""The provider's door: who comes with a good key is let in as the provider of that one notice.

Wrong keys get the same "not found" whatever is wrong with them. They are counted for the whole door, not by address:
a key cannot be guessed, so the limit only spares the machine, and good keys are never slowed by other people's bad ones.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.takedown.links import notice_of
from seawall.takedown.models import Notice

MOST_WRONG_KEYS_A_MINUTE = 120
MOST_VISITS_A_MINUTE = 120

P = ParamSpec("P")


class TooMany(Exception):
    """More than anybody needs; come back in a minute."""


def come_in(token: str) -> tuple[Notice, Actor]:
    try:
        notice = notice_of(token)
    except NotFound:
        _count("seawall.takedown.wrong_keys", MOST_WRONG_KEYS_A_MINUTE)
        raise
    _count(f"seawall.takedown.visits.{notice.id}", MOST_VISITS_A_MINUTE)
    return notice, Actor.provider(notice.owner_id, notice.id)


def _count(key: str, most: int) -> None:
    # The minute is part of the key, because counting up may renew an entry's time.
    key = f"{key}.{int(clock.now().timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    try:
        seen = cache.incr(key)
    except ValueError:
        # Swept away between the two lines.
        return
    if seen > most:
        raise TooMany


def wait_a_minute() -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": "60"})


def limited(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    @wraps(view)
    def with_limit(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooMany:
            return wait_a_minute()

    return with_limit
