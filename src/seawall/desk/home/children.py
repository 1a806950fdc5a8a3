"""What needs a specialist now: children after whom somebody has to ask, and series that wait for a fresh look."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seawall.core.actors import Actor
from seawall.core.templatetags.look import grouped
from seawall.desk.home.shelf import FEW, Need, Shelf, shelf
from seawall.identification import queries as identification


def checks(actor: Actor) -> Shelf:
    def lines() -> Iterator[Need]:
        for one in identification.checks_overdue_for(actor)[: FEW + 1]:
            url = reverse("identification:victim", args=[one.victim_id])
            yield Need(one.victim.code, url, None, "now", one.get_finding_display(), _since(one.next_on))

    return shelf(_("Ask whether the child is safe"), "alert", lines(), reverse("identification:checks"))


def _since(day: date | None) -> str:
    return _("since %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")} if day else ""


def tellings(actor: Actor) -> Shelf:
    """Children who may be told of something today, by their wish."""

    def lines() -> Iterator[Need]:
        for one in identification.tellings_due_for(actor)[: FEW + 1]:
            count = len(one.tellings)
            words = ngettext("%(count)s thing", "%(count)s things", count) % {"count": grouped(count)}
            yield Need(one.victim.code, reverse("identification:tellings"), None, "asked", words)

    return shelf(
        _("To be told to children, as they wish"), "wait", lines(), reverse("identification:tellings")
    )


def tips(actor: Actor) -> Shelf:
    """Requests on which somebody outside has answered."""

    def lines() -> Iterator[Need]:
        for one, count in identification.requests_with_tips_for(actor)[: FEW + 1]:
            url = reverse("identification:clue_request", args=[one.id])
            words = ngettext("%(count)s tip", "%(count)s tips", count) % {"count": grouped(count)}
            yield Need(one.title, url, one.changed_at, "asked", words, one.get_audience_display())

    return shelf(_("Tips to weigh"), "wait", lines(), reverse("identification:clue_requests"))


def asked(actor: Actor) -> Shelf:
    """Cards on which another agency of the node asks this one."""

    def lines() -> Iterator[Need]:
        for one in identification.cards_asked_of(actor)[: FEW + 1]:
            url = reverse("identification:asked", args=[one.id])
            yield Need(one.title, url, one.released_at, "asked", _("an answer"), one.owner.name)

    return shelf(_("Another agency asks"), "wait", lines(), reverse("identification:clue_requests"))


def cold_cases(actor: Actor) -> Shelf:
    """On which nothing was done for months, or whose day has come."""

    def lines() -> Iterator[Need]:
        for one in identification.cold_series_for(actor)[: FEW + 1]:
            url = reverse("identification:series", args=[one.id])
            yield Need(one.code, url, one.changed_at, "asked", _("a fresh look"))

    more = reverse("identification:worklist") + "?show=cold"
    return shelf(_("Cold cases"), "wait", lines(), more)
