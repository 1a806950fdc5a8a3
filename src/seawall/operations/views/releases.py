from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.codes import country_name
from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.operations import actions, policy, queries
from seawall.operations.figures import reading
from seawall.operations.figures.forms import DayForm
from seawall.operations.figures.rules import RULES
from seawall.operations.figures.told import Told
from seawall.operations.figures.words import What, Why
from seawall.operations.models import Person, Persona, Release, ReleaseFigure

# Of each group of differences; the rest is told as a number.
LISTED = 50
# Where the records are that stand under a code.
CODED: Mapping[type[Person | Persona], str] = {Person: "operations:person", Persona: "operations:persona"}


@require_POST
def freeze_figures(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    if not policy.may_lead(request.actor, operation):
        raise Refused
    moment = reading.end_of(DayForm(request.POST).day())
    try:
        release = actions.freeze_figures(operation, moment, actor=request.actor)
    except Invalid as error:
        messages.error(request, str(error.fields["as_of"]))
        return redirect("operations:figures", operation_id=operation.id)
    messages.success(request, _("Frozen. These figures stay as they are said here."))
    return redirect("operations:release", release_id=release.id)


@require_safe
def release(request: StaffRequest, release_id: str) -> HttpResponse:
    one = reading.led_release_for(request.actor, release_id)
    figures = reading.figures_of(one)
    language = _language()
    told = reading.told_in(one.operation, one.number)
    titles = {figure.rule: figure.words[language]["title"] for figure in figures}
    context = {
        "release": one,
        "rows": [{**_row(figure, language), "held": _held(told[figure.rule][-1], one)} for figure in figures],
        "is_not": one.words[language],
        "changes": [(titles.get(rule, rule), groups) for rule, groups in _differences(one)],
    }
    return render(request, "operations/release.html", context)


def _held(told: Told, one: Release) -> datetime | None:
    """The day whose numbers are told, where it is an earlier one."""
    return None if told.as_of == one.as_of else told.as_of


def _language() -> str:
    here = (get_language() or "en").partition("-")[0]
    return here if here in dict(settings.LANGUAGES) else "en"


def _row(figure: ReleaseFigure, language: str) -> Mapping[str, Any]:
    countries = sorted(figure.countries.items(), key=lambda pair: (not pair[0], pair[0]))
    return {
        **figure.words[language],
        "total": figure.total,
        "countries": [(country_name(code) if code else "", number) for code, number in countries],
        "has_countries": _has_countries(figure),
    }


def _has_countries(figure: ReleaseFigure) -> bool:
    """A rule that is no more is told by what was kept."""
    rule = RULES.get(figure.rule)
    return rule is None or rule.by_country


def _differences(one: Release) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """By rule, and in it by what became of the records and why."""
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for kept in one.differences:
        groups[kept["rule"], kept["what"], kept["why"]].append(kept)
    shown = [kept["record"] for found in groups.values() for kept in found[:LISTED]]
    codes = {
        pk: (code, page)
        for model, page in CODED.items()
        for pk, code in model._default_manager.filter(pk__in=shown).values_list("pk", "code")
    }
    by_rule: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for (rule, what, why), found in groups.items():
        by_rule[rule].append(_told(What(what), Why(why), found, codes))
    return list(by_rule.items())


def _told(
    what: What, why: Why, found: list[dict[str, str]], codes: Mapping[str, tuple[str, str]]
) -> Mapping[str, Any]:
    return {
        "what": what.label,
        "why": why.label,
        "number": len(found),
        "more": max(len(found) - LISTED, 0),
        "is_move": what is What.MOVED,
        "records": [_one(kept, codes) for kept in found[:LISTED]],
        "is_account": found[0]["record"].startswith("acc_"),
    }


def _one(kept: dict[str, str], codes: Mapping[str, tuple[str, str]]) -> Mapping[str, str]:
    code, page = codes.get(kept["record"], ("", ""))
    return {**kept, "code": code, "page": page}


@require_safe
def sheet(request: StaffRequest, release_id: str) -> HttpResponse:
    """For the press, in every language at once, with small numbers put together."""
    one = reading.one_release_for(request.actor, release_id)
    figures = reading.figures_of(one)
    told = reading.told_in(one.operation, one.number)
    sheets = [_sheet(one, figures, told, code) for code, _name in settings.LANGUAGES]
    return render(request, "operations/sheet.html", {"release": one, "sheets": sheets})


def _sheet(
    one: Release, figures: Sequence[ReleaseFigure], told: Mapping[str, Sequence[Told]], language: str
) -> Mapping[str, Any]:
    with override(language):
        return {
            "language": language,
            "is_not": one.words[language],
            "figures": [
                {**_shown(figure, told[figure.rule][-1], language), "held": _held(told[figure.rule][-1], one)}
                for figure in figures
            ],
        }


def _shown(figure: ReleaseFigure, told: Told, language: str) -> Mapping[str, Any]:
    shown = told.shown
    has_countries = _has_countries(figure)
    return {
        **figure.words[language],
        "shown": shown,
        "countries": [(country_name(code) if code else "", number) for code, number in shown.countries],
        "has_countries": has_countries and shown.total,
    }
