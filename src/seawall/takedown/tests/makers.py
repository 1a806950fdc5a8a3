"""Records in the states that tests and other domains' tests need, made by the deeds that lead there."""

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.web_addresses import parse_address
from seawall.material import queries as material
from seawall.takedown import actions
from seawall.takedown.grounds import Grounds
from seawall.takedown.models import Answer, Hold, Location, Notice
from seawall.takedown.outside.found import Finding, Found, Kind
from seawall.takedown.outside.head import Look, Reason, Standing
from seawall.takedown.states import AnswerKind, Delivery, HoldReason, NoticeState, ObjectionReason
from seawall.wire.xarf import Classification


def found(*, contact: str = "abuse@host.example", country: str = "NL", **more: object) -> Found:
    finding = Finding(Kind.IP, "198.51.100.7", "dns:192.0.2.53", clock.now())
    facts = {"ips": ("198.51.100.7",), "host": "Example Hosting", "level": "host" if contact else ""} | more
    return Found((finding,), contact=contact, country=country, **facts)  # type: ignore[arg-type]


GROUNDS = Grounds((material.Reason("de-184b", "1", "a", clock.now()),), Classification.A1)


def opened(
    actor: Actor, url: str = "https://bilder.example/a/1", grounds: Grounds = GROUNDS, **more: str
) -> Location:
    return actions.open_location(parse_address(url), actor=actor, grounds=grounds.kept(), **more)


def traced(
    actor: Actor, url: str = "https://bilder.example/a/1", grounds: Grounds = GROUNDS, **facts: str
) -> Location:
    location = opened(actor, url, grounds)
    actions.keep_trace(location, found(**facts), actor=actor)  # type: ignore[arg-type]
    location.refresh_from_db()
    return location


MOVED = Look(Standing.MOVED, Reason.REDIRECT, 200, parse_address("https://anders.example/b/1"), hops=1)


def moved(actor: Actor, url: str = "https://bilder.example/a/1") -> Location:
    location = traced(actor, url)
    actions.keep_check(location, MOVED, actor=actor)
    location.refresh_from_db()
    return location


def held(actor: Actor, police_id: str, url: str = "https://bilder.example/a/1") -> Hold:
    return actions.ask_hold(
        traced(actor, url),
        police_id=police_id,
        reason=HoldReason.FIRST_LOOK,
        expires_at=clock.in_future(hours=24),
        actor=actor,
    )


def drafted(
    actor: Actor, url: str = "https://bilder.example/a/1", grounds: Grounds = GROUNDS, **facts: str
) -> Notice:
    return actions.draft_notice(traced(actor, url, grounds, **facts), actor=actor)


def sent(
    actor: Actor, url: str = "https://bilder.example/a/1", grounds: Grounds = GROUNDS, **facts: str
) -> Notice:
    """Sealed by the same trace again and handed to nobody: without a mail server the letter stays here."""
    notice = drafted(actor, url, grounds, **facts)
    actions.send_notice(notice, actor=actor)
    system = Actor.system(actor.agency_id)
    lines = {line.location_id: found(**facts) for line in notice.lines.all()}  # type: ignore[arg-type]
    actions.seal_notice(notice, lines, actor=system)
    actions.keep_delivery(notice, Delivery.KEPT, actor=system)
    notice.refresh_from_db()
    assert notice.state == NoticeState.SENT
    return notice


def objected(actor: Actor, url: str = "https://bilder.example/a/1") -> Answer:
    notice = sent(actor, url)
    reply = actions.Reply(
        AnswerKind.OBJECTION, reason=ObjectionReason.WRONG_ADDRESS, words="A square of paper."
    )
    provider = Actor.provider(notice.owner_id, notice.id)
    location = next(line.location for line in notice.lines.all() if line.location.url.secret == url)
    return actions.answer_notice(notice, location, reply=reply, actor=provider)


__all__ = ["drafted", "found", "held", "moved", "objected", "opened", "sent", "traced"]
