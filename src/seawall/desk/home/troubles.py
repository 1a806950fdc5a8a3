"""What machines need a person for: the shelves of the home page about keys, sources, tiplines, the mailbox and jobs."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seawall.core.actors import Actor
from seawall.core.queries import failed_jobs_for
from seawall.core.templatetags.look import grouped
from seawall.desk.home.shelf import FEW, Need, Shelf, shelf
from seawall.desk.job_words import what
from seawall.federation import queries as federation
from seawall.federation.states import SightingWay, SourceState, Trouble
from seawall.people import queries as people
from seawall.reports import queries as reports
from seawall.reports.states import Snag


def flagged_keys(actor: Actor) -> Shelf:
    """Whose machine asks fingerprints that lie just beside those it has found."""

    def lines() -> Iterator[Need]:
        for key in people.flagged_keys_for(actor)[: FEW + 1]:
            url = reverse("desk:access_key", args=[key.id])
            yield Need(key.holder, url, key.flagged_at, "asked", _("have a look"))

    return shelf(_("Access keys"), "alert", lines(), reverse("desk:access_keys"))


def lost_copies(actor: Actor) -> Shelf:
    """An entry that only one receiver's copy holds has come back from somewhere."""

    def lines() -> Iterator[Need]:
        for sighting in federation.open_sightings_for(actor)[: FEW + 1]:
            url = reverse("federation:sighting", args=[sighting.id])
            yield Need(
                sighting.receiver,
                url,
                sighting.last_at,
                "failed",
                sighting.list.name,
                SightingWay(sighting.way).label,
            )

    return shelf(_("A copy of a list has turned up"), "alert", lines(), reverse("federation:sightings"))


def troubled_sources(actor: Actor) -> Shelf:
    """Lists of others whose last run did not go well; each page says how to mend it."""

    def lines() -> Iterator[Need]:
        for source in federation.troubled_sources_for(actor)[: FEW + 1]:
            url = reverse("federation:source", args=[source.id])
            words = SourceState(source.state).label
            yield Need(source.name, url, source.trouble_since, "failed", words, Trouble(source.trouble).label)

    return shelf(_("Sources in trouble"), "alert", lines(), reverse("federation:sources"))


def stopped_votes(actor: Actor) -> Shelf:
    """Our word on others' entries that does not get to them without a person; each page says why."""

    def lines() -> Iterator[Need]:
        for one in federation.stopped_votings_for(actor)[: FEW + 1]:
            url = reverse("federation:source", args=[one.source.id]) + "#votes"
            words = ngettext("%(number)s vote", "%(number)s votes", one.votes) % {
                "number": grouped(one.votes)
            }
            yield Need(one.source.name, url, one.since, "failed", words, one.why.label if one.why else "")

    return shelf(_("Votes that do not reach their source"), "alert", lines(), reverse("federation:sources"))


def stopped_forwardings(actor: Actor) -> Shelf:
    """Reports to other tiplines that go on only when a person has looked; each page says what to do."""

    def lines() -> Iterator[Need]:
        for one in reports.stopped_forwardings_for(actor)[: FEW + 1]:
            url = reverse("reports:forwarding", args=[one.id])
            yield Need(one.short, url, one.snag_since, "failed", one.tipline.name, Snag(one.snag).label)

    return shelf(_("Reports that could not be forwarded"), "alert", lines(), reverse("reports:forwardings"))


def troubled_tiplines(actor: Actor) -> Shelf:
    """Where nothing is sent until somebody has looked."""

    def lines() -> Iterator[Need]:
        for one in reports.troubled_tiplines_for(actor)[: FEW + 1]:
            url = reverse("reports:tipline", args=[one.id])
            yield Need(one.name, url, one.snag_since, "failed", _("nothing is sent"), Snag(one.snag).label)

    return shelf(_("Tiplines in trouble"), "alert", lines(), reverse("reports:tiplines"))


def reports_by_mail(actor: Actor) -> Shelf:
    """The mailbox for reports, where it is in trouble or holds what a person has to look at."""

    def lines() -> Iterator[Need]:
        inbox = reports.inbox_for(actor)
        if inbox and (inbox.trouble or inbox.strangers_since):
            since = inbox.trouble_since or inbox.strangers_since
            state = inbox.state.label if inbox.trouble else _("have a look")
            words = inbox.get_trouble_display() if inbox.trouble else _("Mails in it need a look.")
            yield Need(inbox.host, reverse("reports:inbox"), since, "failed", state, str(words))

    return shelf(_("Reports by e-mail"), "alert", lines(), reverse("reports:inbox"))


def failed_jobs(actor: Actor) -> Shelf:
    def lines() -> Iterator[Need]:
        for job in failed_jobs_for(actor)[: FEW + 1]:
            yield Need(what(job), reverse("desk:failed_jobs"), job.finished_at, "failed", _("failed"))

    return shelf(_("Jobs that gave up"), "alert", lines(), reverse("desk:failed_jobs"))
