"""The shelves of the search: whose records, found by which domain, and what of each may stand on a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.codes import country_name
from seawall.core.ids import short
from seawall.identification import queries as identification
from seawall.material import queries as material
from seawall.operations import queries as operations
from seawall.reports import queries as reports
from seawall.reports.states import BundleState, SubjectKind
from seawall.takedown import queries as takedown

if TYPE_CHECKING:
    from seawall.identification.models import Clue, ClueRequest, Series, Victim
    from seawall.material.models import Item
    from seawall.operations.models import (
        Account,
        Measure,
        Operation,
        Person,
        Persona,
        Referral,
        Request,
        Site,
    )
    from seawall.takedown.models import Location, Notice

Words = str | Promise
Records = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True)
class Found:
    """One line of the answer; everything in it may stand on a page. `state` is a code, which gives the badge its look."""

    title: str
    url: str
    state: str
    words: Words
    detail: str = ""


@dataclass(frozen=True)
class Shelf:
    code: str
    label: Promise
    find: Callable[[Actor, str], Records]
    tell: Callable[[Any], Found]


def _detail(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _country(code: str) -> str:
    return country_name(code) if code else ""


def _bundle(hit: "reports.Hit") -> Found:
    bundle, subject = hit.bundle, hit.subject
    kind = SubjectKind(subject.kind).label if subject else ""
    return Found(
        title=str(subject) if subject else bundle.short,
        url=reverse("reports:bundle", args=[bundle.id]),
        state=bundle.state,
        words=BundleState(bundle.state).label,
        detail=_detail(kind, bundle.short if subject else ""),
    )


def _location(one: "Location") -> Found:
    url = reverse("takedown:location", args=[one.id])
    return Found(str(one.url), url, one.state, one.get_state_display(), _detail(one.host, one.country))


def _notice(one: "Notice") -> Found:
    url = reverse("takedown:notice", args=[one.id])
    day = date_format(one.sent_at, "SHORT_DATE_FORMAT") if one.sent_at else ""
    return Found(one.contact, url, one.state, one.get_state_display(), _detail(one.host, day))


def _item(one: "Item") -> Found:
    return Found(one.id, reverse("material:item", args=[one.id]), one.state, one.get_state_display())


def _series(one: "Series") -> Found:
    url = reverse("identification:series", args=[one.id])
    return Found(one.code, url, one.state, one.get_state_display())


def _victim(one: "Victim") -> Found:
    url = reverse("identification:victim", args=[one.id])
    detail = _detail(one.series and one.series.code, _country(one.country))
    return Found(one.code, url, one.state, one.get_state_display(), detail)


def _clue(one: "Clue") -> Found:
    url = reverse("identification:clue", args=[one.id])
    detail = _detail(one.kind_name, one.series and one.series.code)
    return Found(one.code, url, one.state, one.get_state_display(), detail)


def _card(one: "ClueRequest") -> Found:
    url = reverse("identification:clue_request", args=[one.id])
    detail = _detail(one.get_audience_display(), one.clue.code)
    return Found(one.title, url, one.state, one.get_state_display(), detail)


def _operation(one: "Operation") -> Found:
    return Found(one.code, reverse("operations:operation", args=[one.id]), "", "", one.owner.name)


def _site(one: "Site") -> Found:
    url = reverse("operations:operation", args=[one.operation_id])
    return Found(one.name, f"{url}#sites", "", one.get_kind_display(), one.operation.code)


def _account(one: "Account") -> Found:
    url = reverse("operations:account", args=[one.id])
    detail = _detail(one.site.name, one.operation.code, _country(one.country), short(one.id))
    return Found(str(one.handle), url, "", one.get_role_display(), detail)


def _person(one: "Person") -> Found:
    url = reverse("operations:person", args=[one.id])
    detail = _detail(one.operation.code, _country(one.country))
    return Found(one.code, url, one.state, one.get_state_display(), detail)


def _persona(one: "Persona") -> Found:
    url = reverse("operations:persona", args=[one.id])
    detail = _detail(one.platform, one.operation.code, _country(one.country))
    return Found(one.code, url, "", one.get_method_display(), detail)


def _request(one: "Request") -> Found:
    url = reverse("operations:request", args=[one.id])
    ends = date_format(one.ends_on, "SHORT_DATE_FORMAT") if one.ends_on else ""
    detail = _detail(one.get_aim_display(), one.operation.code, _country(one.country), ends)
    return Found(one.addressee, url, one.state, one.get_state_display(), detail)


def _referral(one: "Referral") -> Found:
    url = reverse("operations:referral", args=[one.id])
    day = date_format(one.sent_at, "SHORT_DATE_FORMAT") if one.sent_at else ""
    detail = _detail(one.get_outcome_display() if one.outcome else "", one.operation.code, day)
    return Found(operations.place_told(one), url, one.state, one.get_state_display(), detail)


def _measure(one: "Measure") -> Found:
    url = reverse("operations:measure", args=[one.id])
    begins = date_format(one.begins_at, "SHORT_DATETIME_FORMAT")
    detail = _detail(begins, _country(one.country), one.operation.code)
    return Found(one.get_kind_display(), url, one.state, one.get_state_display(), detail)


SHELVES = (
    Shelf("series", _("Series"), identification.series_found_for, _series),
    Shelf("victims", _("Victims"), identification.victims_found_for, _victim),
    Shelf("clues", _("Clues"), identification.clues_found_for, _clue),
    Shelf("cards", _("Asked outside"), identification.cards_found_for, _card),
    Shelf("operations", _("Operations"), operations.operations_found_for, _operation),
    Shelf("sites", _("Sites"), operations.sites_found_for, _site),
    Shelf("persons", _("Persons"), operations.persons_found_for, _person),
    Shelf("personas", _("Personas"), operations.personas_found_for, _persona),
    Shelf("accounts", _("Accounts"), operations.accounts_found_for, _account),
    Shelf(
        "alike",
        _("Accounts with the same letters, written otherwise"),
        operations.accounts_alike_for,
        _account,
    ),
    Shelf("requests", _("Requests"), operations.requests_found_for, _request),
    Shelf("referrals", _("Referrals"), operations.referrals_found_for, _referral),
    Shelf("measures", _("Measures"), operations.measures_found_for, _measure),
    Shelf("bundles", _("Reports in bundles"), reports.search, _bundle),
    Shelf("items", _("Material"), material.items_found_for, _item),
    Shelf("locations", _("Locations"), takedown.locations_found_for, _location),
    Shelf("notices", _("Notices"), takedown.notices_found_for, _notice),
)
