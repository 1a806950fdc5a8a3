"""The provider's door: who comes with a good key is let in as the provider of that one notice."""

from seawall.core.actors import Actor
from seawall.core.doors import Door
from seawall.takedown.links import notice_of
from seawall.takedown.models import Notice

DOOR = Door("takedown.notices")


def come_in(token: str) -> tuple[Notice, Actor]:
    notice = DOOR.let_in(notice_of, token)
    return notice, Actor.provider(notice.owner_id, notice.id)
