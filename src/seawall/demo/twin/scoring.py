"""What was invented beside its truth: figures, links and ranking, each in numbers that anybody can count again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from seawall.demo.ring.truth import Score, Truth, ahead, joined, pairs_of, score
from seawall.demo.twin.lists import Ids
from seawall.demo.twin.team import Team
from seawall.operations.queries import AccountFilter, links_for, one_operation_for, ranked_accounts_for

if TYPE_CHECKING:
    from seawall.operations.models import Release


@dataclass(frozen=True, slots=True)
class Scores:
    """`wrong`: the counting rules whose figure is another than the truth. `suggested` is 0 where nothing searched for links."""

    wrong: tuple[str, ...]
    suggested: int
    pairs: Score
    together: Score
    ahead: float

    def as_kept(self) -> dict[str, Any]:
        return asdict(self)


def scores(truth: Truth, release: "Release", ids: Ids, team: Team) -> Scores:
    operation = one_operation_for(team.lead, release.operation_id)
    people = {ids[account]: person for account, person in truth.people().items()}
    found = set(links_for(team.lead, operation).order_by().values_list("one_id", "other_id"))
    true = pairs_of(people)
    ranked = ranked_accounts_for(team.lead, operation, AccountFilter()).values_list("pk", flat=True)
    return Scores(
        wrong=tuple(wrong_in(truth, release)),
        suggested=len(found),
        pairs=score(found, true),
        together=score(joined(found), true),
        ahead=ahead(list(ranked), {ids[account] for account in truth.dangerous()}),
    )


def wrong_in(truth: Truth, release: "Release") -> list[str]:
    expected = truth.figures()
    return [one.rule for one in release.figures.order_by("id") if one.countries != dict(expected[one.rule])]


def told_of(kept: Mapping[str, Any], file: str) -> list[str]:
    """For the terminal."""
    return [
        _("Beside the truth, which is kept in %(file)s:") % {"file": file},
        f"  {_figures_told(kept['wrong'])}",
        f"  {_links_told(kept)}",
        "  "
        + _(
            "An account of somebody who is a danger to a child stands before another one in %(share)d of 100 cases; by chance in 50."
        )
        % {"share": round(100 * kept["ahead"])},
    ]


def _figures_told(wrong: Sequence[str]) -> str:
    if wrong:
        return _("These figures are wrong: %(rules)s.") % {"rules": ", ".join(wrong)}
    return _("Every figure of the last release is the truth, country by country.")


def _links_told(kept: Mapping[str, Any]) -> str:
    if not kept["suggested"]:
        return _("No links: Splink is missing. Add it with: make linking, and invent anew with --fresh.")
    return _("Links: %(number)s suggested, precision %(precision).3f, recall %(recall).3f.") % {
        "number": kept["suggested"],
        **kept["pairs"],
    }
