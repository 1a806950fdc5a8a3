"""The permission table: every address × method × who comes, and what they get.

Each domain keeps its rows in `seawall/<domain>/tests/permissions.py`:

    ROWS = [
        staff("reports:worklist", may(Duty.ANALYST, Duty.REVIEWER)),
        staff("reports:bundle", may(Duty.ANALYST), at=a_bundle),
        staff("reports:assess", may(Duty.ANALYST, status=302), "POST", at=a_bundle, sends={"labels": "none"}),
        public("public:report", 200),
    ]

    def a_bundle(scene: Scene) -> dict[str, str]:
        return {"bundle_id": make_bundle(owner=scene.hotline).id}

What a row does not say is refused: everybody at the hotline whose duty is not named gets 403; the same duty at
another agency gets 404 where the page is about a record, and so does an unknown id; nobody is sent to sign in.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from django.urls import URLPattern, URLResolver, get_resolver

from seawall.core.actors import Actor, Duty
from seawall.people.models import Agency, Staff

ROOT = Path(__file__).parents[2]
ProgramName = Literal["public", "staff", "node"]
PROGRAMS: tuple[ProgramName, ...] = ("public", "staff", "node")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# A person who is signed in and holds no duty at all.
NO_DUTY = None
Who = Mapping[Duty | None, int]


@dataclass
class Scene:
    """What a row may use to build its record: the owner, the visitor at the door, and people for other parts."""

    hotline: Agency
    who: Staff | None
    person: Callable[..., Staff]
    actor_of: Callable[..., Actor]
    # Whether the row has asked who comes: if not, one record serves for all visitors.
    has_asked: bool = False

    @property
    def visitor(self) -> Staff | None:
        self.has_asked = True
        return self.who

    def actor(self, *duties: Duty) -> Actor:
        """A colleague of the visitor at the hotline, who is somebody else."""
        return self.actor_of(self.person(self.hotline, *duties))


At = Callable[[Scene], Mapping[str, Any]]


def no_record(scene: Scene) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    program: ProgramName
    name: str
    method: str = "GET"
    who: Who = field(default_factory=dict)
    # Makes the record (owned by the hotline) and gives the parts of the address; called anew for each visitor if it asks who that is.
    at: At = no_record
    sends: Mapping[str, Any] | Callable[[Scene], Mapping[str, Any]] = field(default_factory=dict)
    json: bool = False
    nobody: int = 302
    otherwise: int = 403
    foreign: int = 404
    # A reveal, an export or a key: with a second factor older than five minutes the visitor is asked for it again.
    steps_up: bool = False

    def __str__(self) -> str:
        return f"{self.program} {self.method} {self.name}"


def may(*duties: Duty, status: int = 200) -> Who:
    return dict.fromkeys(duties, status)


def everybody(status: int = 200) -> Who:
    """Every signed-in person, whatever their duty."""
    return dict.fromkeys([*Duty, NO_DUTY], status)


def staff(name: str, who: Who, method: str = "GET", **more: Any) -> Row:
    return Row("staff", name, method, who, **more)


def public(name: str, status: int = 200, method: str = "GET", **more: Any) -> Row:
    return Row("public", name, method, nobody=status, **more)


def node(name: str, status: int = 200, method: str = "GET", **more: Any) -> Row:
    return Row("node", name, method, nobody=status, **more)


# What belongs to no domain: every program says whether it is alive and ready, to whoever asks.
HOUSE = [
    *(
        Row(program, name, who=everybody(), nobody=200)
        for program in PROGRAMS
        for name in ("healthz", "readyz")
    ),
    node("front"),
    # What the interface looks like is no secret; there is no page at its root.
    node("api:openapi-json"),
    node("api:api-root", 404),
]


def rows() -> list[Row]:
    files = sorted((ROOT / "src" / "seawall").glob("*/tests/permissions.py"))
    modules = (import_module(f"seawall.{file.parts[-3]}.tests.permissions") for file in files)
    return HOUSE + [row for module in modules for row in module.ROWS]


@dataclass(frozen=True)
class Address:
    name: str
    view: str
    route: str


def addresses(program: str) -> Iterator[Address]:
    yield from _walk(get_resolver(f"seawall.config.urls.{program}"), (), "")


def _walk(resolver: URLResolver, namespaces: tuple[str, ...], route: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, inner, here)
        elif isinstance(entry, URLPattern):
            yield Address(":".join((*namespaces, entry.name or "")), entry.lookup_str, here)
