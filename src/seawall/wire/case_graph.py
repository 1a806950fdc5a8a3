"""The grammar of CASE/UCO graphs (https://caseontology.org) as JSON-LD, for every module that writes one: names, times, marks, the head.

A thing has the same name in every graph that this house writes, so that two of them can be laid together.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from seawall.wire.faults import Fault, Malformed, Problem, Unit

UCO = "https://ontology.unifiedcyberontology.org/uco"
CONTEXT = {
    "kb": "urn:uuid:",
    **{name: f"{UCO}/{name}/" for name in "analysis core identity marking observable types".split()},
    "investigation": "https://ontology.caseontology.org/case/investigation/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]


def write_graph(nodes: Iterable[Node], stream: BinaryIO) -> None:
    """One node a line. Errors: OSError of writing; whatever `nodes` raise."""
    begin = json.dumps({"@context": CONTEXT, "@graph": []}, indent=1)
    stream.write(begin[: begin.rindex("[") + 1].encode())
    for number, node in enumerate(nodes):
        stream.write((b",\n" if number else b"\n") + _line(node))
    stream.write(b"\n ]\n}\n")


def _line(node: Mapping[str, Any]) -> bytes:
    return json.dumps(node, ensure_ascii=True, allow_nan=False).encode()


def name_of(role: str, *words: str) -> str:
    # The same thing has the same name in every graph, so that two of them can be laid together. The length keeps words apart.
    told = "".join(f"{len(word)}:{word}" for word in words)
    return f"kb:{uuid5(NAMESPACE_URL, f'seawall:{role}:{told}')}"


def time_of(moment: datetime) -> dict[str, str]:
    if moment.tzinfo is None:
        raise Malformed(Fault(Unit.RECORD, 1, "at", Problem.WRONG, "a time that knows its zone"))
    return {"@type": "xsd:dateTime", "@value": moment.astimezone(UTC).isoformat().replace("+00:00", "Z")}


def head(owner_name: str, at: datetime, about: str) -> Iterator[dict[str, Any]]:
    owner = name_of("agency", owner_name)
    yield {"@id": owner, "@type": "identity:Organization", "core:name": owner_name}
    yield {
        "@id": name_of("bundle", owner_name, at.isoformat()),
        "@type": "core:Bundle",
        "core:description": about,
        "core:createdBy": {"@id": owner},
        "core:objectCreatedTime": time_of(at),
        # A bundle names at least one thing in it; it cannot name items that are still to come.
        "core:object": [{"@id": owner}],
    }


def marking(handling: str) -> Iterator[dict[str, Any]]:
    statement = name_of("statement", handling)
    yield {
        "@id": name_of("marking", handling),
        "@type": "marking:MarkingDefinition",
        "marking:definitionType": "statement",
        "marking:definition": [{"@id": statement}],
    }
    yield {
        "@id": statement,
        "@type": "marking:StatementMarking",
        "marking:definitionType": "statement",
        "marking:statement": handling,
    }
