from typing import Any

from seawall.core import clock
from seawall.reports.models import Bundle, Forwarding
from seawall.reports.states import Incident, TiplineTerms, Told
from tests.peers.tipline import PASSWORD, USER, TiplinePeer

MD5 = "d41d8cd98f00b204e9800998ecf8427e"
PAGE = "https://pictures.example/album/91"


def terms(peer: TiplinePeer, **more: Any) -> TiplineTerms:
    given = {"name": "Example", "contact": "desk@hotline.example", "user": USER, "password": PASSWORD}
    return TiplineTerms(**{**given, "address": peer.url, **more})


def told(bundle: Bundle, **more: Any) -> Told:
    ids = tuple(bundle.subjects.values_list("id", flat=True))
    given = {"incident": Incident.MATERIAL, "at": clock.now(), "words": "As told.", "urgent": "now"}
    return Told(**{**given, "subject_ids": ids, **more})


def now(one: Forwarding) -> Forwarding:
    """As it stands, and due at once: the waiting is over, and so is the lease of whoever was killed."""
    Forwarding.objects.filter(pk=one.pk, due_at__isnull=False).update(due_at=clock.now())
    Forwarding.objects.filter(pk=one.pk).exclude(lease="").update(leased_until=clock.now())
    return Forwarding.objects.get(pk=one.pk)
