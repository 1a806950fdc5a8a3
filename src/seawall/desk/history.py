"""What happened to one bundle, told by the trail, in the order of the deeds; to an operation, a person and a series, told by the records
and the trail together, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from seawall.audit.queries import TrailLine, lines_about, lines_about_before
from seawall.core.actors import Actor
from seawall.core.stories import A_PAGE, Happened, Story
from seawall.core.templatetags.look import grouped
from seawall.desk.deeds import TONES, words_for
from seawall.desk.facts import in_words
from seawall.desk.facts.told import Value
from seawall.people.queries import staff_names
from seawall.reports import queries as reports
from seawall.takedown import queries as takedown

# Looked at one after another, the same deed of the same person is one entry.
REPEATS = frozenset({"reports.filed", "check.kept", "reports.lock_taken", "material.matched"})
# What of a deed a reader needs; the others of its facts stand in the trail.
TELLING: dict[str, tuple[str, ...]] = {
    "check.kept": ("standing",),
    "identification.clue_weighed": ("confidence",),
    "identification.trail_closed": ("country", "ground"),
    "identification.trail_reopened": ("country",),
    "notice.answered": ("kind",),
    "objection.decided": ("outcome",),
    "operations.persona_corrected": ("fields",),
    "operations.referral_addressed": ("kind",),
    "operations.referral_sent": ("country", "kind"),
    "operations.renewal_drafted": ("instrument",),
    "operations.request_acknowledged": ("received",),
    "operations.site_added": ("kind",),
    "reports.bundle_assessed": ("outcome",),
    "reports.removal_marked": ("removal",),
}
MOST = 500
# Of so many addresses the single checks are told; of a longer bundle only what came of them.
MOST_WATCHED = 10


@dataclass(frozen=True)
class Entry:
    at: datetime
    title: str
    by: str
    detail: str = ""
    tone: str = ""
    times: int = 1
    url: str = ""
    whole_day: bool = False


@dataclass(frozen=True)
class History:
    short: str
    entries: list[Entry]
    # The trail holds more of it than one page should.
    cut: bool


def history_of(bundle_id: str, actor: Actor) -> History:
    bundle = reports.one_bundle_for(actor, bundle_id)
    ids = [*reports.timeline_ids(actor, bundle), *removal_ids(bundle.id, actor)]
    lines = lines_about(actor, ids)
    names = staff_names(list({line.actor_id for line in lines}))
    return History(bundle.short, [told(run, names) for run in runs_of(lines[:MOST])], cut=len(lines) > MOST)


@dataclass(frozen=True)
class Chapter:
    """One page of a story; `further` is the moment before which the next one begins."""

    code: str
    entries: list[Entry]
    further: datetime | None


def chapter_of(story: Story, actor: Actor, before: datetime | None) -> Chapter:
    """Deeds of other agencies stand in their trails and not in ours; what they did to records that both see is told by the records."""
    happened = [one for one in story.happened if before is None or one.at < before]
    entries = [_entry(one) for one in happened]
    lines = lines_about_before(actor, story.ids, before, leave_out=story.told, most=A_PAGE + 1)
    names = staff_names(list({line.actor_id for line in lines}))
    entries += [told([line], names) for line in lines]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    page = entries[:A_PAGE]
    # What happened at the very moment of the last one belongs to this page: the next begins before it.
    page += [one for one in entries[A_PAGE:] if one.at == page[-1].at]
    return Chapter(story.code, page, page[-1].at if len(entries) > len(page) else None)


def _entry(one: Happened) -> Entry:
    title = str(one.title)
    return Entry(one.at, title, one.by, one.detail, one.tone, url=one.url, whole_day=one.whole_day)


def removal_ids(bundle_id: str, actor: Actor) -> list[str]:
    """Every id under which takedown's lines speak of the bundle's addresses."""
    places = list(takedown.locations_for(actor).filter(subjects__bundle_id=bundle_id).distinct()[:MOST])
    place_ids = [place.id for place in places]
    notices = (
        takedown.notices_for(actor).filter(lines__location_id__in=place_ids).values_list("id", flat=True)
    )
    holds = takedown.holds_for(actor).filter(location_id__in=place_ids).values_list("id", flat=True)
    answers = takedown.objections_for(actor).filter(location_id__in=place_ids).values_list("id", flat=True)
    checks = [
        an_id for place in places[:MOST_WATCHED] for an_id in place.checks.values_list("id", flat=True)[:50]
    ]
    return list({*place_ids, *notices, *holds, *answers, *checks})


def runs_of(lines: list[TrailLine]) -> list[list[TrailLine]]:
    """Twenty checks in a row are one line "20 times": the exceptions must be seen, not the routine."""
    runs: list[list[TrailLine]] = []
    for line in lines:
        if runs and line.what in REPEATS and same_deed(runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def same_deed(one: TrailLine, other: TrailLine) -> bool:
    return (one.what, one.actor_id, one.facts.get("standing")) == (
        other.what,
        other.actor_id,
        other.facts.get("standing"),
    )


def told(run: list[TrailLine], names: dict[str, str]) -> Entry:
    line = run[-1]
    title = words_for(line.what)
    if len(run) > 1:
        title = _("%(deed)s, %(times)s times in a row") % {"deed": title, "times": grouped(len(run))}
    return Entry(line.at, title, names[line.actor_id], detail_of(line), TONES.get(line.what, ""), len(run))


def detail_of(line: TrailLine) -> str:
    if line.purpose:
        return _("Purpose: %(purpose)s") % {"purpose": in_words(line.what, "purpose", line.purpose)}
    said = [
        in_words(line.what, key, one)
        for key in TELLING.get(line.what, ())
        for one in _each(line.facts.get(key))
        if one not in ("", None)
    ]
    return " · ".join(said)


def _each(fact: Value | list[str]) -> Sequence[Value]:
    return fact if isinstance(fact, list) else [fact]
