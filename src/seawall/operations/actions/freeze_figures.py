from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.operations import policy
from seawall.operations.figures.books import Books
from seawall.operations.figures.differences import Between
from seawall.operations.figures.rules import IS_NOT, RULES, Rule
from seawall.operations.models import Operation, Release, ReleaseFigure


@action
def freeze_figures(operation: Operation, as_of: datetime, *, actor: Actor) -> Release:
    """Keep every figure as it is said, with its words in each language, the records behind it and what is different from the last time."""
    operation = Operation.objects.select_for_update().get(pk=operation.pk)
    if not policy.may_lead(actor, operation):
        raise Refused
    last = Release.objects.filter(operation=operation).order_by("number").last()
    if as_of > clock.now():
        raise Invalid({"as_of": _("This day has not come yet.")})
    if last and as_of <= last.as_of:
        raise Invalid({"as_of": _("A release is as of a later day than the one before it.")})
    books = Books(operation, operation.owner_id, as_of)
    release = Release.objects.create(
        owner_id=operation.owner_id,
        operation=operation,
        number=last.number + 1 if last else 1,
        as_of=as_of,
        by_id=actor.id,
        words={code: _said(code) for code, _name in settings.LANGUAGES},
        differences=_since(last, books) if last else [],
    )
    ReleaseFigure.objects.bulk_create([_figure(release, rule, books) for rule in RULES.values()])
    record(
        "operations.figures_frozen",
        actor=actor,
        subject=release,
        operation=operation.id,
        number=release.number,
        differences=len(release.differences),
    )
    return release


def _said(language: str) -> list[str]:
    with override(language):
        return [str(sentence) for sentence in IS_NOT]


def _figure(release: Release, rule: Rule, books: Books) -> ReleaseFigure:
    counted, tally = rule.counted(books), rule.tally(books)
    words = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            words[code] = {"title": str(rule.title), "sentence": str(rule.sentence)}
    return ReleaseFigure(
        release=release,
        rule=rule.code,
        words=words,
        total=tally.total(),
        countries=dict(tally),
        records=dict(counted),
    )


def _since(last: Release, books: Books) -> list[dict[str, str]]:
    before = {one.rule: one.records for one in last.figures.order_by("id")}
    old = Books(books.operation, books.agency_id, last.as_of)
    return [one.as_kept() for one in Between(before, old, books).differences()]
