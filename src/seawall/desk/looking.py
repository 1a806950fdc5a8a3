"""Search over reports and locations. What was typed is used to look, shown masked, and kept nowhere."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.ids import SHAPE
from seawall.core.masked import Masked, MaskedFingerprint, MaskedUrl
from seawall.core.web_addresses import NotAnAddress, parse_address
from seawall.reports import queries as reports
from seawall.reports.states import BundleState, SubjectKind
from seawall.takedown import queries as takedown
from seawall.takedown.states import LocationState

if TYPE_CHECKING:
    from seawall.takedown.models import Location

MOST = 50


@dataclass(frozen=True)
class Found:
    """One line of the answer; everything in it may stand on a page."""

    title: str
    url: str
    kind: Promise
    state: str
    words: str | Promise
    detail: str = ""


@dataclass(frozen=True)
class Answer:
    """`kind` is what the text was taken for, and all that the trail learns of it."""

    kind: str
    shown: str
    found: list[Found]
    cut: bool = False


KINDS: dict[str, Promise] = {
    "id": _("an id"),
    "address": _("a web address"),
    "host": _("the name of a host or a place"),
    "thing": _("an account, a fingerprint or a number"),
}


def look_for(text: str, actor: Actor) -> Answer:
    text = text.strip()
    kind, shown = kind_of(text)
    bundles = [found_bundle(hit) for hit in reports.search(actor, text)[:MOST]]
    locations = list(locations_matching(actor, kind, text)[: MOST + 1])
    return Answer(
        kind, shown, bundles + [found_location(place) for place in locations[:MOST]], len(locations) > MOST
    )


def kind_of(text: str) -> tuple[str, str]:
    """What the text is, and how it may be shown again: an id and a host's name as they are, everything else masked."""
    if SHAPE.fullmatch(text):
        return "id", text
    address = address_in(text)
    if address is not None:
        return "address", str(address)
    if text.replace(" ", "").replace("-", "").replace(".", "").isalpha() and len(text) <= 60:
        return "host", text
    return "thing", str(MaskedFingerprint(text))


def address_in(text: str) -> Masked | None:
    """A text with a slash or a dot in it that parses as an address. A bare name is looked for as a host."""
    if "/" not in text and "." not in text:
        return None
    try:
        return MaskedUrl(parse_address(text).url)
    except NotAnAddress:
        return None


def locations_matching(actor: Actor, kind: str, text: str) -> "QuerySet[Location]":
    found = takedown.locations_for(actor).order_by("-id")
    if kind == "id":
        return found.filter(lines__notice_id=text) if text.startswith("ntc_") else found.filter(pk=text)
    if kind == "address":
        return found.filter(at_the_place(text))
    if kind == "host":
        return found.filter(Q(host__icontains=text) | Q(contact__icontains=text))
    return found.none()


def at_the_place(text: str) -> Q:
    """The same place by its digest; for an address without a path, everything that lies under that host."""
    address = parse_address(text)
    same = Q(digest=address.digest)
    if address.path != "/":
        return same
    below = (f"{scheme}://{address.host}/" for scheme in ("http", "https"))
    return same | Q(url__startswith=next(below)) | Q(url__startswith=next(below))


def found_bundle(hit: "reports.Hit") -> Found:
    bundle, subject = hit.bundle, hit.subject
    return Found(
        title=str(subject) if subject else bundle.short,
        url=reverse("reports:bundle", args=[bundle.id]),
        kind=SubjectKind(subject.kind).label if subject else _("bundle"),
        state=bundle.state,
        words=BundleState(bundle.state).label,
        detail=bundle.short,
    )


def found_location(location: "Location") -> Found:
    return Found(
        title=str(location.url),
        url=reverse("takedown:location", args=[location.id]),
        kind=_("location"),
        state=location.state,
        words=LocationState(location.state).label,
        detail=" · ".join(filter(None, [location.host, location.country])),
    )
