"""Which records came, went or changed between two releases of a figure, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

from seawall.operations.figures.books import Books, Counted
from seawall.operations.figures.rules import RULES, Kind, Rule
from seawall.operations.figures.words import What, Why
from seawall.operations.models import PersonChange
from seawall.operations.persons.words import PersonChangeKind, PersonGround

MOVING = (
    PersonChangeKind.NOTED,
    PersonChangeKind.STEPPED,
    PersonChangeKind.MERGED,
    PersonChangeKind.PARTED,
)


@dataclass(frozen=True, slots=True)
class Difference:
    rule: str
    record: str
    what: What
    why: Why
    before: str = ""
    after: str = ""

    def as_kept(self) -> dict[str, str]:
        return {name: str(value) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Between:
    """An operation at two moments; `before` is what the earlier release counted by each rule, with the countries."""

    before: Mapping[str, Mapping[str, str]]
    old: Books
    new: Books

    def differences(self) -> Iterator[Difference]:
        for rule in RULES.values():
            was, now = self.before.get(rule.code, {}), rule.counted(self.new)
            for record in sorted({*was, *now}):
                if record not in was:
                    yield Difference(
                        rule.code, record, What.CAME, self._why_came(rule, record), after=now[record]
                    )
                elif record not in now:
                    yield Difference(
                        rule.code, record, What.WENT, self._why_went(rule, record), before=was[record]
                    )
                elif was[record] != now[record]:
                    yield Difference(rule.code, record, What.MOVED, Why.COUNTRY, was[record], now[record])

    def _why_came(self, rule: Rule, record: str) -> Why:
        if rule.code not in self.before:
            return Why.RULE
        if rule.code != rule.kind.value and record in self._old_all[rule.kind]:
            return self._by_step(rule, record)
        if rule.kind is Kind.PERSON and self._last[record][0] == PersonChangeKind.PARTED:
            return Why.PARTED
        return Why.NEW

    def _why_went(self, rule: Rule, record: str) -> Why:
        if rule.code == rule.kind.value or record not in self._new_all[rule.kind]:
            return Why.MERGED if rule.kind is Kind.PERSON else Why.LEFT
        # A child leaves a figure only downwards; a person may also have gone on, such as from investigation to arrest.
        return rule.went if rule.kind is Kind.VICTIM else self._by_step(rule, record)

    def _by_step(self, rule: Rule, record: str) -> Why:
        if rule.kind is Kind.PERSON and self._last[record][1] == PersonGround.ERROR:
            return Why.BACK
        return rule.came

    @cached_property
    def _last(self) -> Mapping[str, tuple[str, str]]:
        """Of each person the kind and the ground of what was done last by then, so far as it could move a figure."""
        done = PersonChange.objects.filter(
            person__operation=self.new.operation, kind__in=MOVING, at__lte=self.new.moment
        )
        told = done.order_by("id").values_list("person_id", "kind", "ground")
        return {person_id: (kind, ground) for person_id, kind, ground in told}

    @cached_property
    def _old_all(self) -> Mapping[Kind, Counted]:
        return {kind: RULES[kind.value].counted(self.old) for kind in Kind}

    @cached_property
    def _new_all(self) -> Mapping[Kind, Counted]:
        return {kind: RULES[kind.value].counted(self.new) for kind in Kind}
