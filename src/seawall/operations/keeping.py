"""A piece of a table as rows of the database: a thousand accounts with a handful of questions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seawall.core import clock
from seawall.core.ids import new_ids
from seawall.core.many_rows import insert_rows
from seawall.operations.given import Given, Hint, alike_of, digest_of, key_of
from seawall.operations.merging import country_of, surest, together
from seawall.operations.models import Account, AccountTable, CountryChange, CountryHint, Identifier
from seawall.operations.states import Activity, Confidence, HintSource, Role

CHANGING = ("role", "activity", "last_active", "child_contact", "work_with_children", "country")


@dataclass(frozen=True, slots=True)
class Kept:
    new: int
    known: int


def known_keys(site_id: str, keys: Iterable[str]) -> set[str]:
    mine = Account.objects.filter(site_id=site_id, key__one_of=list(keys))
    return set(mine.values_list("key", flat=True))


def keep(table: AccountTable, rows: Sequence[Given]) -> Kept:
    """Under a lock on the site, within the deed's transaction. A row that says more of an account of an earlier row is known."""
    merged: dict[str, Given] = {}
    for row in rows:
        key = key_of(row.handle)
        merged[key] = together(merged[key], row) if key in merged else row
    mine = Account.objects.filter(site_id=table.site_id, key__one_of=list(merged)).order_by("id")
    known = {account.key: account for account in mine}
    new = {key: row for key, row in merged.items() if key not in known}
    ids = dict(zip(new, new_ids("acc", len(new)), strict=True))
    _insert_accounts(table, new, ids)
    said = {known[key].id if key in known else ids[key]: row for key, row in merged.items()}
    _add_identifiers(said, [account.id for account in known.values()])
    hints = _add_hints(said, [account.id for account in known.values()])
    _change(known.values(), said, hints)
    return Kept(len(new), len(rows) - len(new))


def _insert_accounts(table: AccountTable, new: Mapping[str, Given], ids: Mapping[str, str]) -> None:
    names = ("id", "handle", "key", "alike", *CHANGING)
    rows = (
        (ids[key], row.handle, key, alike_of(row.handle), *_facts(row), country_of(row.hints))
        for key, row in new.items()
    )
    same = {"owner_id": table.owner_id, "operation_id": table.operation_id, "site_id": table.site_id}
    insert_rows(Account, names, rows, **same)


def _facts(row: Given) -> tuple[object, ...]:
    return row.role.value, row.activity.value, row.last_active, row.child_contact, row.work_with_children


def _add_identifiers(said: Mapping[str, Given], known_ids: Sequence[str]) -> None:
    there = Identifier.objects.filter(account_id__one_of=list(known_ids))
    have = set(there.values_list("account_id", "kind", "digest"))
    rows = []
    for account_id, row in said.items():
        for kind, value in sorted(row.identifiers):
            found = digest_of(kind, value)
            if (account_id, kind.value, found) not in have:
                rows.append((account_id, kind.value, value, found))
    ids = new_ids("idf", len(rows))
    insert_rows(
        Identifier,
        ("id", "account_id", "kind", "value", "digest"),
        [(i, *row) for i, row in zip(ids, rows, strict=True)],
    )


def _add_hints(said: Mapping[str, Given], known_ids: Sequence[str]) -> Mapping[str, frozenset[Hint]]:
    """The hints of every known account as they are afterwards."""
    have: dict[str, dict[tuple[str, str], CountryHint]] = defaultdict(dict)
    for kept in CountryHint.objects.filter(account_id__one_of=list(known_ids)):
        have[kept.account_id][kept.country, kept.source] = kept
    rows: list[tuple[str, str, str, int]] = []
    surer: list[CountryHint] = []
    for account_id, row in said.items():
        for hint in row.hints:
            before = have[account_id].get((hint.country, hint.source.value))
            if before is None:
                rows.append((account_id, hint.country, hint.source.value, hint.confidence.value))
            elif before.confidence < hint.confidence:
                before.confidence = hint.confidence
                surer.append(before)
    ids = new_ids("hnt", len(rows))
    names = ("id", "account_id", "country", "source", "confidence")
    insert_rows(CountryHint, names, [(i, *row) for i, row in zip(ids, rows, strict=True)])
    CountryHint.objects.bulk_update(surer, ["confidence"], batch_size=500)
    return {
        account_id: surest([*said[account_id].hints, *map(_hint, have[account_id].values())])
        for account_id in known_ids
    }


def _hint(kept: CountryHint) -> Hint:
    return Hint(kept.country, HintSource(kept.source), Confidence(kept.confidence))


def _change(
    known: Iterable[Account], said: Mapping[str, Given], hints: Mapping[str, frozenset[Hint]]
) -> None:
    changed, moved = [], []
    for account in known:
        row = together(_as_given(account), said[account.id])
        country = country_of(hints[account.id])
        after = (*_facts(row), country)
        if country != account.country:
            moved.append(CountryChange(account=account, origin=account.country))
        if after != tuple(getattr(account, name) for name in CHANGING):
            for name, value in zip(CHANGING, after, strict=True):
                setattr(account, name, value)
            account.changed_at = clock.now()
            changed.append(account)
    CountryChange.objects.bulk_create(moved, batch_size=500)
    Account.objects.bulk_update(changed, [*CHANGING, "changed_at"], batch_size=200)


def _as_given(account: Account) -> Given:
    """Without its handle, which stays masked, and without hints, which are counted apart."""
    return Given(
        handle="",
        role=Role(account.role),
        activity=Activity(account.activity),
        last_active=account.last_active,
        child_contact=account.child_contact,
        work_with_children=account.work_with_children,
    )
