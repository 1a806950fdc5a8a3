"""A message as lines of text: whatever its table knows, and whatever it says, somebody can read it."""

from collections import Counter
from collections.abc import Iterator

from seawall.wire.cybertip.constants import IncidentType
from seawall.wire.cybertip.tree import Node

# The format's constants are no words of ours.
WORDS: dict[str, str] = {
    IncidentType.MATERIAL: "child sexual abuse material",
    IncidentType.TRAFFICKING: "trafficking of children for sexual exploitation",
    IncidentType.TRAVEL: "sexual exploitation of children in the context of travel",
    IncidentType.MOLESTATION: "child sexual abuse",
    IncidentType.MISLEADING_DOMAIN: "misleading name of a domain",
    IncidentType.MISLEADING_WORDS: "misleading words or pictures on the internet",
    IncidentType.ENTICEMENT: "solicitation of children for sexual purposes",
    IncidentType.UNSOLICITED: "obscene material sent to a child unasked",
}


def lines_of(message: Node) -> str:
    return "\n".join(_lines(message, ""))


def _lines(node: Node, path: str) -> Iterator[str]:
    text = " ".join(node.text.split())
    # Where a schema lies is of no use to anybody.
    named = [f"{name}: {value}" for name, value in node.attributes.items() if not name.startswith("{")]
    if text or named or not node.children:
        besides = f" ({', '.join(named)})" if named else ""
        yield f"{path or node.name}: {WORDS.get(text, text)}{besides}"
    counts = Counter(child.name for child in node.children)
    numbers: Counter[str] = Counter()
    for child in node.children:
        numbers[child.name] += 1
        number = f"[{numbers[child.name]}]" if counts[child.name] > 1 else ""
        yield from _lines(child, f"{path}.{child.name}{number}".removeprefix("."))
