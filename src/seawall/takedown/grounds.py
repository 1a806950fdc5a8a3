"""Why removal is asked for: what the opinions mean under each law or classification, as it stood when the removal began.

Nothing is called unlawful without the law, the version of its table and the date. A location without grounds gets no
notice: every letter says that a trained person assessed what it names (docs/decisions/0019).
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from seawall.core.actors import Actor
from seawall.core.clock import stamp
from seawall.material.queries import Reason, decision_of, one_item_for, verdicts_of
from seawall.people.queries import own_agency
from seawall.wire.xarf import Classification

INDUSTRY, BASELINE = "industry", "interpol-baseline"
Kept = dict[str, list[dict[str, str]] | str]


@dataclass(frozen=True, slots=True)
class Grounds:
    """`classification` is the class XARF knows; None where neither the industry's nor INTERPOL's scheme gives one."""

    reasons: tuple[Reason, ...] = ()
    classification: Classification | None = None

    def kept(self) -> Kept:
        """Empty without a reason, so that nothing never replaces something, and a class alone is not an assessment."""
        if not self.reasons:
            return {}
        reasons = [
            {
                "scheme": one.scheme,
                "version": one.version,
                "category": one.category,
                "at": stamp(one.computed_at),
            }
            for one in self.reasons
        ]
        return {"reasons": reasons, "classification": str(self.classification or "")}

    def sentences(self, language: str) -> list[str]:
        with override(language):
            return [
                _("%(reason)s (assessed on %(day)s)")
                % {"reason": one, "day": date_format(one.computed_at, "SHORT_DATE_FORMAT")}
                for one in self.reasons
            ]


def grounds_of(item_id: str, *, actor: Actor) -> Grounds:
    if not item_id:
        return Grounds()
    item = one_item_for(actor, item_id)
    decision = decision_of(item, country=own_agency(actor).country)
    categories = {scheme: verdict.category for scheme, verdict in verdicts_of(item).items()}
    known = {one.value for one in Classification}
    classes = [categories.get(scheme, "") for scheme in (INDUSTRY, BASELINE)]
    found = next((code for code in classes if code in known), None)
    return Grounds(decision.grounds, Classification(found) if found else None)


def read_grounds(kept: Kept) -> Grounds:
    given, code = kept.get("reasons", []), kept.get("classification", "")
    reasons = [] if isinstance(given, str) else given
    return Grounds(
        tuple(
            Reason(one["scheme"], one["version"], one["category"], datetime.fromisoformat(one["at"]))
            for one in reasons
        ),
        Classification(code) if code and isinstance(code, str) else None,
    )
