from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from seawall.core.codes import country_name, is_country
from seawall.core.pages import StaffRequest
from seawall.core.paging import page_of
from seawall.core.templatetags.charts import Bar
from seawall.operations import policy, queries
from seawall.operations.figures import reading
from seawall.operations.figures.forms import DayForm, FiguresForm
from seawall.operations.figures.rules import FUNNELS, IS_NOT, Kind

# Of the records that stand under a code.
PAGES = {Kind.PERSON: "operations:person", Kind.PERSONA: "operations:persona"}
# In the address: those whose country is not known.
NOT_KNOWN = "-"


@require_safe
def figures(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    form = FiguresForm(request.GET if {"as_of", "mapped"} & set(request.GET) else None)
    day = form.day()
    books = reading.books_for(request.actor, operation, reading.end_of(day))
    rows = reading.rows_of(books)
    codes = reading.countries_of(rows)
    by_country = [row for row in rows if row.rule.by_country]
    mapped = next(row for row in by_country if row.rule.code == form.rule())
    context: dict[str, Any] = {
        "operation": operation,
        "leads": books.is_whole,
        "may_freeze": policy.may_lead(request.actor, operation),
        "form": form,
        "as_of": books.moment,
        "day": day.isoformat() if day else "",
        "rows": rows,
        "by_country": by_country,
        "countries": [
            (
                code or NOT_KNOWN,
                country_name(code) if code else "",
                [(row.rule, row.countries.get(code, 0)) for row in by_country],
            )
            for code in codes
        ],
        "mapped": mapped,
        "unknown": mapped.countries.get(reading.NOWHERE, 0),
        "funnels": [_bars(rows, funnel) for funnel in FUNNELS],
        "weeks": [
            Bar(date_format(end, pgettext("day and month under a column", "j M")), number)
            for end, number in reading.arrests_by_week(books)
        ],
        "releases": reading.releases_for(request.actor, operation)[:20],
        "is_not": IS_NOT,
    }
    if context["may_freeze"]:
        context["not_anew"] = [
            (one.rule.title, [country_name(code) if code else "" for code in one.countries], one.as_of)
            for one in reading.not_told_anew(operation, rows, books.moment)
        ]
    return render(request, "operations/figures.html", context)


def _bars(rows: list[reading.Row], funnel: tuple[str, ...]) -> list[Bar]:
    totals = {row.rule.code: row for row in rows}
    return [Bar(str(totals[code].rule.title), totals[code].total) for code in funnel]


@require_safe
def behind(request: StaffRequest, operation_id: str, rule: str) -> HttpResponse:
    """The records behind a number, as far as the viewer may see them."""
    operation = queries.one_operation_for(request.actor, operation_id)
    one = reading.rule_of(rule)
    day = DayForm(request.GET).day()
    books = reading.books_for(request.actor, operation, reading.end_of(day))
    country = _country(request.GET.get("country", ""))
    tally = one.tally(books)
    context = {
        "operation": operation,
        "rule": one,
        "as_of": books.moment,
        "day": day.isoformat() if day else "",
        "country": country_name(country) if country else "",
        "not_known": country == "",
        "code": request.GET.get("country", ""),
        "listed": reading.may_be_listed(one),
        "page_of_one": PAGES.get(one.kind),
        "page": page_of(request, reading.records_behind(books, one, country)),
        "total": tally.total() if country is None else tally[country],
    }
    return render(request, "operations/behind.html", context)


def _country(code: str) -> str | None:
    """None: of every country."""
    if code == NOT_KNOWN:
        return ""
    return code if is_country(code) else None
