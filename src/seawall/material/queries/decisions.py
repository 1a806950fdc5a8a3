from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from seawall.core.actors import Actor
from seawall.material.models import Item, Verdict
from seawall.material.queries.items import may_see_opinions
from seawall.material.schemes import NO_VERDICT, Scheme, scheme_at, schemes


@dataclass(frozen=True, slots=True)
class Reason:
    """One scheme's word: never without version and date."""

    scheme: str
    version: str
    category: str
    computed_at: datetime

    def __str__(self) -> str:
        table = scheme_at(self.scheme, self.version)
        title, name = (table.title, table.name_of(self.category)) if table else (self.scheme, self.category)
        sentence = _("%(scheme)s, version %(version)s: %(category)s")
        return sentence % {"scheme": title, "version": self.version, "category": name}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the verdicts mean in one country. `unlawful` under a law of that country; `remove` if unlawful there or of a
    class that all hotlines agreed to act on; `decided` when no open verdict could still turn a no into a yes;
    `grounds` are the reasons that ask for removal."""

    remove: bool
    unlawful: bool
    decided: bool
    reasons: tuple[Reason, ...]
    grounds: tuple[Reason, ...] = ()


def verdicts_of(item: Item) -> dict[str, Verdict]:
    """The current verdict of each scheme, by scheme id. For code that decides; pages use `verdicts_for`."""
    return {
        verdict.scheme: verdict
        for verdict in item.verdicts.filter(superseded_at__isnull=True).order_by("scheme")
    }


def verdicts_for(actor: Actor, item: Item) -> dict[str, Verdict]:
    """For pages: nothing as long as the viewer's own opinion has to be given blind."""
    return verdicts_of(item) if may_see_opinions(actor, item) else {}


def past_verdicts_for(actor: Actor, item: Item) -> QuerySet[Verdict]:
    """What was held before, by which version, newest first."""
    past = item.verdicts.filter(superseded_at__isnull=False).order_by("-superseded_at", "scheme")
    return past if may_see_opinions(actor, item) else past.none()


def decision_of(item: Item, *, country: str) -> Decision:
    """What is to be done with the item where the laws of this country hold (ISO 3166-1 alpha-2)."""
    verdicts = verdicts_of(item)
    told = [
        (scheme, verdicts[scheme.id])
        for scheme in schemes()
        if scheme.id in verdicts and _counts(scheme, country)
    ]
    categories = [scheme.categories[v.category] for scheme, v in told if v.category in scheme.categories]
    remove = any(category.remove for category in categories)
    return Decision(
        remove=remove,
        unlawful=any(category.unlawful for category in categories),
        decided=remove or (bool(told) and all(verdict.category != NO_VERDICT for _scheme, verdict in told)),
        reasons=tuple(_reason(verdict) for _scheme, verdict in told),
        grounds=tuple(_reason(verdict) for scheme, verdict in told if _asks_for_removal(scheme, verdict)),
    )


def _asks_for_removal(scheme: Scheme, verdict: Verdict) -> bool:
    return verdict.category in scheme.categories and scheme.categories[verdict.category].remove


def _counts(scheme: Scheme, country: str) -> bool:
    if scheme.jurisdiction:
        return scheme.jurisdiction == country
    return any(category.remove for category in scheme.categories.values())


def _reason(verdict: Verdict) -> Reason:
    return Reason(verdict.scheme, verdict.version, verdict.category, verdict.computed_at)
