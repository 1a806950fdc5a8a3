"""A scan's manifest: its pictures and videos become items, and turned copies are asked about at once."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from seawall.cli.importing.tally import NAMED, Tally, batches, say
from seawall.cli.screen import shown
from seawall.cli.screen.progress import Load, Progress
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Sentence
from seawall.material.actions import hold_files, note_near_matches, take_arrivals
from seawall.material.offline.faults import Cause, Impossible
from seawall.material.offline.tally import Kind, kind_of
from seawall.material.queries import Turned, arrivals_for, items_for, near_turned_for
from seawall.material.states import Arrival, Fate, FingerprintKind, GivenFingerprint, ItemState, keyed
from seawall.wire.manifest import FileRecord, Pdq, open_manifest

# What is one piece of media: documents and programs are in the manifest, and no items.
MEDIA = frozenset({Kind.PICTURE, Kind.VIDEO, Kind.LEFT_OUT, Kind.NOT_HASHABLE})
# So many pictures are asked about together.
TOGETHER = 50


def import_manifest(manifest: Path, actor: Actor, evidence: str) -> bool:
    """Whether all of it was taken."""
    outcome, tally = Outcome(clock.now()), Tally()
    try:
        with Progress(lambda: Load(0, 0, settled=False)) as progress:
            for some in batches(_media(manifest, tally, progress)):
                outcome.add(some, actor, evidence)
    finally:
        outcome.tell(tally)
    return not outcome.refused and not tally.unended


def preview_manifest(manifest: Path, actor: Actor, _evidence: str) -> bool:
    tally = Tally(dry=True)
    try:
        with Progress(lambda: Load(0, 0, settled=False)) as progress:
            for some in batches(_media(manifest, tally, progress)):
                arrivals = keyed(Arrival(tuple(_fingerprints(record))) for record in some)
                found = arrivals_for(actor, arrivals)
                tally.add(zip((record.path for record in some), arrivals, found, strict=True), shown.name)
    finally:
        tally.tell()
    return not tally.refused and not tally.unended


def _media(manifest: Path, tally: Tally, progress: Progress) -> Iterator[FileRecord]:
    for record in _records(manifest, tally):
        progress.step(record.size or 0)
        if kind_of(record) in MEDIA:
            yield record
        else:
            tally.left += 1


def _records(manifest: Path, tally: Tally) -> Iterator[FileRecord]:
    try:
        with manifest.open("rb") as file:
            opened = open_manifest(file)
            yield from opened
            tally.unended = opened.end is None
    except OSError as error:
        raise Impossible(Cause.NOT_READ, manifest, error.strerror or "") from error


class Outcome:
    """What became of the files so far; `begun` is when the import began."""

    def __init__(self, begun: datetime) -> None:
        self._begun = begun
        self._counts: Counter[str] = Counter()
        self.refused: list[tuple[str, Sentence]] = []

    def add(self, some: Sequence[FileRecord], actor: Actor, evidence: str) -> None:
        """Files that are taken in one transaction. Their turned copies are asked about before the next ones come."""
        arrived = take_arrivals([Arrival(tuple(_fingerprints(record))) for record in some], actor=actor)
        ids = [one.item_id for one in arrived if one.item_id]
        if evidence and ids:
            hold_files(ids, evidence, actor=actor)
        items = {item.id: item for item in items_for(actor).filter(pk__one_of=ids)}
        turned: list[Turned] = []
        for record, one in zip(some, arrived, strict=True):
            if one.fate is Fate.REFUSED:
                self.refused.append((record.path, one.why))
                continue
            item = items[one.item_id]
            if record.pdq and record.variants:
                turned.append(_turned(item, record.pdq, record.variants))
            if item.created_at >= self._begun:
                self._counts["new"] += 1
            else:
                self._counts["decided" if item.state != ItemState.WAITING else "waiting"] += 1
        for first in range(0, len(turned), TOGETHER):
            self._look_for_turned(turned[first : first + TOGETHER], actor.agency_id)

    def _look_for_turned(self, turned: Sequence[Turned], agency_id: str) -> None:
        """Turned and mirrored copies: their variants are in the manifest alone, so they are asked here and not in the background."""
        node = Actor.system(agency_id)
        for item, near in near_turned_for(node, turned):
            self._counts["turned"] += note_near_matches(item, near, actor=node)

    def tell(self, tally: Tally) -> None:
        tally.warn()
        self._counts["left"] = tally.left
        for word, words in _rows():
            if self._counts[word]:
                say(self._counts[word], words)
        if self.refused:
            say(len(self.refused), _("not registered; a person has to look:"))
        for path, sentence in self.refused[:NAMED]:
            click.echo(f"    {shown.name(path)}: {sentence}")
        if self._counts["new"] or self._counts["decided"] or self._counts["waiting"]:
            click.echo(
                _(
                    "What looks like something that is here is searched for in the background: see “Near matches” on the desk."
                )
            )


def _rows() -> list[tuple[str, str]]:
    return [
        ("new", _("new: registered, and waiting for an opinion")),
        ("decided", _("known: the same bytes were here before, and people have given an opinion")),
        ("waiting", _("here before, and waiting for an opinion")),
        ("left", _("left out: no pictures or videos, links, or unreadable")),
        ("turned", _("near matches of turned or mirrored copies, or copies with borders")),
    ]


def _turned(item: Any, pdq: Pdq, variants: Mapping[str, str]) -> Turned:
    shown_as_it_is = GivenFingerprint(FingerprintKind.PDQ, pdq.value, pdq.quality)
    turned = [GivenFingerprint(FingerprintKind.PDQ, value, pdq.quality) for value in variants.values()]
    return Turned(item, shown_as_it_is, turned)


def _fingerprints(record: FileRecord) -> Iterator[GivenFingerprint]:
    if record.exact:
        for kind in (FingerprintKind.SHA256, FingerprintKind.SHA1, FingerprintKind.MD5):
            yield GivenFingerprint(kind, getattr(record.exact, kind.value))
    if record.pdq:
        yield GivenFingerprint(FingerprintKind.PDQ, record.pdq.value, record.pdq.quality)
