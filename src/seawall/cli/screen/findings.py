"""What a match found, for somebody who is tired and has to decide something: the few files that matter by name, everything else as a number."""

from collections import Counter

import click
from django.utils.translation import gettext as _

from seawall.cli.screen import shown
from seawall.material.offline.judging import Finding, Judged
from seawall.material.offline.questions import Hit
from seawall.wire.manifest import Manifest

# Of each finding so many files are named; all of them stand in the file of results.
NAMED = 20
LOOKED_AT = (Finding.KNOWN, Finding.NEAR)


class Findings:
    """`warn` adds a sentence that is said first; `tell` prints everything."""

    def __init__(self, manifest: Manifest, source: str) -> None:
        self._manifest, self._source = manifest, source
        self._counts: Counter[Finding] = Counter()
        self._doubted: Counter[Finding] = Counter()
        self._named: dict[Finding, list[Judged]] = {finding: [] for finding in LOOKED_AT}
        self._warnings: list[str] = []

    def add(self, judged: Judged) -> None:
        self._counts[judged.finding] += 1
        self._doubted[judged.finding] += judged.doubted
        if judged.finding in self._named:
            self._keep(self._named[judged.finding], judged)

    @staticmethod
    def _keep(named: list[Judged], judged: Judged) -> None:
        """The nearest, and of equal ones the first."""
        named.append(judged)
        if len(named) > NAMED:
            named.sort(key=lambda each: each.distance)
            named.pop()

    def warn(self, sentence: str) -> None:
        self._warnings.append(sentence)

    @property
    def calls_for_a_look(self) -> bool:
        return any(self._counts[finding] for finding in LOOKED_AT)

    def tell(self) -> None:
        if self._manifest.end is None:
            self.warn(
                _(
                    "THE SCAN WAS INTERRUPTED: only the files that it had reached are judged here. Let the scan come to its end and match again."
                )
            )
        for sentence in self._warnings:
            click.echo(f"! {sentence}")
        click.echo(_("“%(folder)s”: %(files)s, asked of: %(source)s") % self._what())
        for finding, words in _rows():
            if self._counts[finding] or finding in LOOKED_AT:
                click.echo(f"  {shown.count(self._counts[finding]):>11}  {words}{self._doubts(finding)}")
        self._name(Finding.KNOWN, _("Known (the very same bytes):"))
        self._name(Finding.NEAR, _("Near (differing bits of 256; a person has to compare):"))

    def _what(self) -> dict[str, str]:
        files = shown.files(self._counts.total())
        return {
            "folder": shown.name(self._manifest.header.folder),
            "files": files,
            "source": shown.name(self._source),
        }

    def _doubts(self, finding: Finding) -> str:
        count = self._doubted[finding]
        return "; " + _("%(count)s of them disputed") % {"count": shown.count(count)} if count else ""

    def _name(self, finding: Finding, title: str) -> None:
        named = sorted(self._named[finding], key=lambda each: each.distance)
        if named:
            click.echo(title)
        for judged in named:
            click.echo(f"  {shown.name(judged.record.path)}\n      {_why(judged)}")
        more = self._counts[finding] - len(named)
        if more:
            click.echo(_("  and %(count)s more; --out keeps them all") % {"count": shown.count(more)})


def _rows() -> list[tuple[Finding, str]]:
    return [
        (Finding.KNOWN, _("known: the very same bytes are on a list")),
        (Finding.NEAR, _("near: they look like something on a list; a person has to compare")),
        (Finding.HARMLESS, _("known harmless: the very same bytes are on a list of harmless files")),
        (Finding.NEAR_HARMLESS, _("near known harmless")),
        (Finding.NEW, _("new: nothing like them is on these lists")),
        (
            Finding.TOO_PLAIN,
            _(
                "too plain to compare: blank or almost so (quality below 50); the same bytes are not on these lists"
            ),
        ),
        (Finding.NOT_HASHABLE, _("not hashable: cannot be shown; the same bytes are not on these lists")),
        (Finding.OTHER, _("neither picture nor video; the same bytes are not on these lists")),
        (Finding.UNREADABLE, _("unreadable: nothing is known of them")),
        (Finding.NO_FILE, _("links and special files")),
    ]


def _why(judged: Judged) -> str:
    hit = judged.hits[0]
    parts = [_distance(hit), shown.name(hit.list_name), shown.name(hit.record), _categories(hit)]
    if hit.variant:
        parts.append(
            _("turned, mirrored or without its borders (%(how)s)") % {"how": shown.name(hit.variant)}
        )
    if hit.second is not None:
        parts.append(_("at second %(second)s; near in %(frames)s of its frames") % _frame(hit))
    if judged.doubted:
        parts.append(_("DISPUTED: do not act on it before a person has looked"))
    return " · ".join(part for part in parts if part)


def _frame(hit: Hit) -> dict[str, str]:
    return {"second": shown.count(round(hit.second or 0)), "frames": shown.count(hit.frames)}


def _distance(hit: Hit) -> str:
    if hit.exact:
        return str(hit.kind).upper()
    return _("%(distance)s bits of at most %(radius)s") % {"distance": hit.distance, "radius": hit.radius}


def _categories(hit: Hit) -> str:
    return ", ".join(
        shown.name(f"{scheme} {category}") for scheme, (_version, category) in sorted(hit.categories.items())
    )
