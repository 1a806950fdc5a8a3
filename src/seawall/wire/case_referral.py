"""A referral as a CASE 1.5 graph in JSON-LD: suspects under their codes, accounts, what else tells them, series and personas with children under pseudonyms,
and how these hang together.

Only written, for tools that read CASE/UCO; `case_validate` finds it valid. A link between an account or a persona and a person is an attribution by whoever wrote
the graph, and says so.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from ipaddress import ip_address

from seawall.wire.case_graph import Node, head, marking, name_of, time_of, write_graph

ABOUT = "seawall-referral 1"


@dataclass(frozen=True, slots=True)
class Step:
    """Where a person came to stand, on what ground, if one was noted, and when: words of the sender's own closed lists."""

    state: str
    ground: str
    on: date


@dataclass(frozen=True, slots=True)
class Charge:
    law: str
    country: str
    on: date
    outcome: str


@dataclass(frozen=True, slots=True)
class Child:
    """`code` is a pseudonym of the sender's, the rest words of the sender's closed lists; empty where nobody knows."""

    code: str
    state: str
    age: str = ""
    sex: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented profile: `method` is a word of the sender's closed list, `reached` how many children in the country of the referral; None where
    only who ran it is told."""

    code: str
    platform: str
    method: str
    reached: int | None = None
    victims: tuple[Child, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspect:
    """`code` is the sender's own. What is empty was not known, or is left out."""

    code: str
    country: str
    steps: tuple[Step, ...] = ()
    charges: tuple[Charge, ...] = ()
    personas: tuple[Persona, ...] = ()
    minor: bool = False
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Identifier:
    """`kind` email, phone, ip, device, wallet or name."""

    kind: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Hint:
    """One source says that an account belongs to a country; `confidence` 1 to 3."""

    country: str
    source: str
    confidence: int


@dataclass(frozen=True, slots=True)
class Account:
    """`suspect` is the code of whom the sender attributes it to, or empty."""

    id: str
    suspect: str = ""
    handle: str = field(default="", repr=False)
    site: str = ""
    role: str = ""
    activity: str = ""
    last_active: date | None = None
    child_contact: bool = False
    work_with_children: bool = False
    identifiers: tuple[Identifier, ...] = ()
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Clue:
    """What kind of thing speaks for and against which countries, and how surely. `kind` is a code, `name` the same for people; its words stay
    with the sender."""

    kind: str
    name: str
    confidence: str
    supports: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Items that belong together, because the same child or children are shown; of them only the number."""

    code: str
    items: int
    victims: tuple[Child, ...] = ()
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class Referral:
    """`at` knows its zone; `handling` a mark such as `TLP:AMBER+STRICT`."""

    id: str
    owner: str
    recipient: str
    country: str
    handling: str
    at: datetime
    suspects: tuple[Suspect, ...] = ()
    accounts: tuple[Account, ...] = ()
    series: tuple[Series, ...] = ()
    personas: tuple[Persona, ...] = ()
    # Sender and recipient are of one country.
    is_domestic: bool = False


def write(referral: Referral) -> bytes:
    """Errors: Malformed, if the time does not know its zone."""
    stream = io.BytesIO()
    write_graph(_nodes(referral), stream)
    return stream.getvalue()


def _nodes(referral: Referral) -> Iterator[Node]:
    yield from head(referral.owner, referral.at, f"{ABOUT}: {referral.id}")
    yield from marking(referral.handling)
    sources: tuple[Series | Persona, ...] = (*referral.series, *referral.personas)
    seen = {_source_name(one, referral) for one in sources}
    for suspect in referral.suspects:
        yield _marked(referral, _suspect(suspect, referral))
        for persona in suspect.personas:
            name = _source_name(persona, referral)
            if name not in seen:
                seen.add(name)
                yield _marked(referral, _source(persona, referral))
            yield _marked(referral, _attributed(name, suspect.code, referral))
    for account in referral.accounts:
        yield _marked(referral, _account(account, referral))
        if account.suspect:
            name = name_of("account", referral.owner, account.id)
            yield _marked(referral, _attributed(name, account.suspect, referral))
        for one in account.identifiers:
            name = _identifier_name(one)
            if name not in seen:
                seen.add(name)
                yield _marked(referral, _identifier(one, name))
            yield _marked(referral, _registered(account, name, referral))
    for source in sources:
        yield _marked(referral, _source(source, referral))
        for child in source.victims:
            if child.code not in seen:
                seen.add(child.code)
                yield _marked(referral, _child(child, referral))
            yield _marked(referral, _related(child, source, referral))


def _marked(referral: Referral, node: Node) -> Node:
    return {
        **node,
        "core:createdBy": {"@id": name_of("agency", referral.owner)},
        "core:objectCreatedTime": time_of(referral.at),
        "core:objectMarking": {"@id": name_of("marking", referral.handling)},
    }


def _suspect(one: Suspect, referral: Referral) -> Node:
    tags = [f"country:{one.country}"] if one.country else []
    tags += ["minor"] if one.minor else []
    tags += [
        " ".join([step.on.isoformat(), step.state, *([f"({step.ground})"] if step.ground else [])])
        for step in one.steps
    ]
    tags += [
        f"{charge.on.isoformat()} charge {charge.law} ({charge.country}): {charge.outcome}"
        for charge in one.charges
    ]
    node: Node = {
        "@id": name_of("suspect", referral.owner, one.code),
        "@type": "identity:Person",
        "core:name": one.code,
    }
    node |= {"core:description": one.name} if one.name else {}
    return node | ({"core:tag": tags} if tags else {})


def _account(one: Account, referral: Referral) -> Node:
    name = name_of("account", referral.owner, one.id)
    facet: Node = {"@id": name_of("account facet", name), "@type": "observable:AccountFacet"}
    facet |= {"observable:accountIdentifier": one.handle} if one.handle else {}
    tags = [f"role:{one.role}"] if one.role else []
    tags += [f"activity:{one.activity}"] if one.activity else []
    tags += [f"last active:{one.last_active.isoformat()}"] if one.last_active else []
    tags += ["contact to a child"] if one.child_contact else []
    tags += ["work with children"] if one.work_with_children else []
    tags += [f"country:{hint.country} by {hint.source}, {hint.confidence} of 3" for hint in one.hints]
    node: Node = {
        "@id": name,
        "@type": "observable:DigitalAccount",
        "core:name": one.id,
        "core:hasFacet": [facet],
    }
    node |= {"core:description": one.site} if one.site else {}
    return node | ({"core:tag": tags} if tags else {})


def _source(one: Series | Persona, referral: Referral) -> Node:
    """Where children were met. No class of the ontology says quite this; what it is stands beside it."""
    return {
        "@id": _source_name(one, referral),
        "@type": "observable:ObservableObject",
        "core:name": one.code,
        "core:tag": _of_persona(one) if isinstance(one, Persona) else _of_series(one),
    }


def _of_persona(one: Persona) -> list[str]:
    reached = [] if one.reached is None else [f"children reached:{one.reached}"]
    return ["persona", f"platform:{one.platform}", f"method:{one.method}", *reached]


def _of_series(one: Series) -> list[str]:
    clues = [
        " ".join(
            [
                f"clue:{clue.kind} ({clue.confidence})",
                *(f"for:{code}" for code in clue.supports),
                *(f"against:{code}" for code in clue.excludes),
            ]
        )
        for clue in one.clues
    ]
    return ["series", f"items:{one.items}", *clues]


def _child(one: Child, referral: Referral) -> Node:
    told = (("age", one.age), ("sex", one.sex), ("country", one.country))
    return {
        "@id": _child_name(one, referral),
        "@type": "identity:Person",
        "core:name": one.code,
        "core:tag": ["child", one.state, *(f"{what}:{word}" for what, word in told if word)],
    }


def _related(child: Child, one: Series | Persona, referral: Referral) -> Node:
    return _relationship(_child_name(child, referral), _source_name(one, referral), "Related_To")


def _source_name(one: Series | Persona, referral: Referral) -> str:
    return name_of(type(one).__name__.lower(), referral.owner, one.code)


def _child_name(one: Child, referral: Referral) -> str:
    return name_of("child", referral.owner, one.code)


def _attributed(name: str, suspect: str, referral: Referral) -> Node:
    """`name` of an account or a persona in this graph, `suspect` the code."""
    return _relationship(name, name_of("suspect", referral.owner, suspect), "Attributed_To")


def _registered(one: Account, identifier: str, referral: Referral) -> Node:
    return _relationship(identifier, name_of("account", referral.owner, one.id), "Related_To")


def _relationship(source: str, target: str, kind: str) -> Node:
    return {
        "@id": name_of("relationship", source, target, kind),
        "@type": "core:Relationship",
        "core:source": {"@id": source},
        "core:target": {"@id": target},
        "core:kindOfRelationship": kind,
        "core:isDirectional": True,
    }


def _identifier_name(one: Identifier) -> str:
    return name_of("identifier", one.kind, one.value)


def _identifier(one: Identifier, name: str) -> Node:
    observable, facet, place = _shape(one)
    node: Node = {"@id": name, "@type": f"observable:{observable}"}
    if not facet:
        # No class of the ontology says quite this; what it is stands beside it.
        return {**node, "core:name": one.value, "core:tag": [one.kind]}
    told = {
        "@id": name_of("identifier facet", name),
        "@type": f"observable:{facet}",
        f"observable:{place}": one.value,
    }
    return {**node, "core:hasFacet": [told]}


def _shape(one: Identifier) -> tuple[str, str, str]:
    if one.kind == "email":
        return "EmailAddress", "EmailAddressFacet", "addressValue"
    if one.kind == "phone":
        return "PhoneAccount", "PhoneAccountFacet", "phoneNumber"
    if one.kind == "ip":
        version = _ip_version(one.value)
        return f"{version}Address", f"{version}AddressFacet", "addressValue"
    if one.kind == "device":
        return "Device", "DeviceFacet", "serialNumber"
    return "ObservableObject", "", ""


def _ip_version(value: str) -> str:
    try:
        return f"IPv{ip_address(value).version}"
    except ValueError:
        return "IP"
