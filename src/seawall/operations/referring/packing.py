"""The package of a referral: a PDF for people in the language of whoever reads it, a CASE/UCO graph for machines, and a manifest."""

from base64 import b64decode, b64encode
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from seawall.core.clock import stamp
from seawall.core.codes import country_name
from seawall.core.keys import seal, unseal
from seawall.identification.states import Confidence as ClueConfidence
from seawall.identification.states import Sex, VictimState
from seawall.material.states import AgeBand
from seawall.operations.personas.words import Method
from seawall.operations.persons.words import ChargeOutcome, PersonGround, PersonState
from seawall.operations.states import Activity, Confidence, HintSource, IdentifierKind, Role
from seawall.wire import case_referral as wire
from seawall.wire import printed
from seawall.wire.parcel import Parcel, packed

FORMAT = "seawall-referral 1"
PURPOSE = "operations.referral"
Blocks = Iterator[printed.Block]


def parcel_of(content: wire.Referral, language: str) -> Parcel:
    about = {
        "format": FORMAT,
        "referral": content.id,
        "from": content.owner,
        "to": content.recipient,
        "country": content.country,
        "within_the_country": content.is_domestic,
        "handling": content.handling,
        "at": stamp(content.at),
    }
    return packed(
        about, {"referral.pdf": _printed(content, language), "referral.jsonld": wire.write(content)}
    )


def sealed(archive: bytes) -> str:
    return seal(PURPOSE, b64encode(archive).decode())


def unsealed(text: str) -> bytes:
    return b64decode(unseal(PURPOSE, text))


def _printed(content: wire.Referral, language: str) -> bytes:
    foot = f"{content.handling} · {content.owner} · {content.id}"
    title, *blocks = page_of(content, language)
    return printed.write(title.words, foot, blocks, language=language)


def page_of(content: wire.Referral, language: str) -> list[printed.Block]:
    """What people read, in one language, under its title."""
    with override(language):
        title = _("Hand-over within the country") if content.is_domestic else _("Referral")
        return [printed.Heading(title, 1), *_blocks(content)]


def _blocks(content: wire.Referral) -> Blocks:
    yield printed.Row(_("From"), content.owner)
    yield printed.Row(_("To"), content.recipient)
    yield printed.Row(_("Country"), country_name(content.country))
    yield printed.Row(_("Handling"), content.handling)
    yield printed.Row(_("Put together"), stamp(content.at))
    yield printed.Paragraph(
        _(
            "Persons here are suspects; a suspicion is not a finding. Children stand under pseudonyms of the sender. An account is attributed to a person by the sender, as far as is known on this day. The sender stays the owner: pass nothing on further than the handling code says, and tell the sender what is wrong."
        )
    )
    for suspect in content.suspects:
        yield from _suspect(suspect)
    for account in content.accounts:
        yield from _account(account)
    for series in content.series:
        yield from _series(series)
    for persona in content.personas:
        yield from _persona(persona, content.country)


def _suspect(one: wire.Suspect) -> Blocks:
    yield printed.Heading(_("Person %(code)s") % {"code": one.code})
    if one.name:
        yield printed.Row(_("Name"), one.name)
    yield printed.Row(_("Country"), country_name(one.country) if one.country else _("not known"))
    if one.minor:
        yield printed.Row(_("Age"), _("a minor: the youth-justice path"))
    for step in one.steps:
        ground = f" · {PersonGround(step.ground).label}" if step.ground else ""
        yield printed.Row(step.on.isoformat(), f"{PersonState(step.state).label}{ground}")
    for charge in one.charges:
        said = f"{charge.law} · {country_name(charge.country)} · {ChargeOutcome(charge.outcome).label}"
        yield printed.Row(_("Charge of %(day)s") % {"day": charge.on.isoformat()}, said)
    if one.personas:
        yield printed.Paragraph(
            _(
                "These invented profiles are attributed to the person by the sender. Their names, and whom they reached, are not told here: each country is told of its own children. Ask the sender."
            )
        )
    for persona in one.personas:
        name = _("Persona %(code)s") % {"code": persona.code}
        yield printed.Row(name, f"{persona.platform} · {Method(persona.method).label}")


def _account(one: wire.Account) -> Blocks:
    yield printed.Heading(_("Account %(id)s") % {"id": one.id})
    if one.suspect:
        yield printed.Row(_("Attributed to"), one.suspect)
    if one.handle:
        yield printed.Row(_("Name of the account"), one.handle)
        yield printed.Row(_("Site"), one.site)
        yield printed.Row(_("Role"), str(Role(one.role).label))
        yield printed.Row(_("Activity"), str(Activity(one.activity).label))
    if one.last_active:
        yield printed.Row(_("Last active"), one.last_active.isoformat())
    if one.child_contact:
        yield printed.Row(_("Children"), _("contact to a child"))
    if one.work_with_children:
        yield printed.Row(_("Children"), _("work with children"))
    for identifier in one.identifiers:
        yield printed.Row(str(IdentifierKind(identifier.kind).label), identifier.value)
    for hint in one.hints:
        said = f"{country_name(hint.country)} · {HintSource(hint.source).label} · {Confidence(hint.confidence).label}"
        yield printed.Row(_("Hint at a country"), said)


def _series(one: wire.Series) -> Blocks:
    yield printed.Heading(_("Series %(code)s") % {"code": one.code})
    yield printed.Row(_("Items"), str(one.items))
    yield from map(_child, one.victims)
    for clue in one.clues:
        said = [str(ClueConfidence(clue.confidence).label)]
        said += [_("for: %(countries)s") % {"countries": _names(clue.supports)}] if clue.supports else []
        said += [_("against: %(countries)s") % {"countries": _names(clue.excludes)}] if clue.excludes else []
        yield printed.Row(_("Clue: %(kind)s") % {"kind": clue.name}, " · ".join(said))


def _persona(one: wire.Persona, country: str) -> Blocks:
    yield printed.Heading(_("Persona %(code)s") % {"code": one.code})
    yield printed.Paragraph(
        _(
            "An invented profile. That it reached a child does not say what happened to the child. What was written is not told here."
        )
    )
    yield printed.Row(_("Platform"), one.platform)
    yield printed.Row(_("Method"), str(Method(one.method).label))
    there = _("Children reached in %(country)s, as far as the sender keeps them")
    yield printed.Row(there % {"country": country_name(country)}, str(one.reached))
    yield from map(_child, one.victims)


def _child(one: wire.Child) -> printed.Block:
    said = [str(VictimState(one.state).label), str(AgeBand(one.age).label)]
    said += [str(Sex(one.sex).label)] if one.sex else []
    said += [country_name(one.country)] if one.country else []
    return printed.Row(_("Child %(code)s") % {"code": one.code}, " · ".join(said))


def _names(countries: tuple[str, ...]) -> str:
    return ", ".join(map(country_name, countries))
