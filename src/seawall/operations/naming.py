"""Accounts as people name them: by the six letters that pages show, a handle, an e-mail address or the whole id. A word names one account of
those that the viewer sees in an operation, or a sentence says why not and what would make it clear. All words are looked up together, each
kind by its own index."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seawall.core.actors import Actor
from seawall.core.codes import country_name
from seawall.core.errors import Refused
from seawall.core.ids import SHAPE, ShortOf, is_short, short
from seawall.operations import policy, scope
from seawall.operations.given import EMAIL, WRITTEN, alike_of, digest_of, key_of
from seawall.operations.models import Account, Identifier, Operation
from seawall.operations.states import IdentifierKind

# A handle may hold blanks.
BETWEEN = re.compile(r"[\r\n\t,;]+")
BETWEEN_IDS = re.compile(r"(?<=[0-9a-z]{26})\s+(?=acc_)")
MOST_CANDIDATES, MOST_SENTENCES, MOST_LETTERS_SHOWN = 5, 10, 80


@dataclass(frozen=True, slots=True)
class Named:
    """Each account once, in the order of the words; `faults` where a word names none or several."""

    accounts: Sequence[Account]
    faults: Sequence[str]


@dataclass(slots=True)
class Meant:
    """What one word may stand for: `same` is exactly what it says, `alike` the same letters written otherwise."""

    same: set[str] = field(default_factory=set)
    alike: set[str] = field(default_factory=set)


def words_in(text: str) -> list[str]:
    """Each once, in their order: between lines, commas, semicolons, and whole ids also between blanks."""
    words = BETWEEN.split(BETWEEN_IDS.sub("\n", text))
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def accounts_named_for(actor: Actor, operation: Operation, words: Iterable[str]) -> Named:
    meant = {word: Meant() for word in words}
    _look_up(meant)
    ids = {one for each in meant.values() for one in each.same | each.alike}
    seen = {account.pk: account for account in _seen(actor, operation, ids)}
    named: dict[str, Account] = {}
    faults: list[str] = []
    for word, each in meant.items():
        same, alike = ([seen[one] for one in sorted(ids & seen.keys())] for ids in (each.same, each.alike))
        if len(same) == 1:
            named[same[0].pk] = same[0]
        else:
            faults.append(_fault(word, same, alike))
    return Named(list(named.values()), _first(faults))


def shortest_names_for(actor: Actor, operation: Operation, accounts: Sequence[Account]) -> list[str]:
    """What to write for these: their six letters, or the whole id where another account has the same six."""
    codes = {short(account.pk).lower() for account in accounts}
    twins = Account.objects.alias(code=ShortOf("id")).filter(code__in=codes).values_list("pk", flat=True)
    number = Counter(short(account.pk) for account in _seen(actor, operation, list(twins)))
    return [short(one.pk) if number[short(one.pk)] == 1 else one.pk for one in accounts]


def _seen(actor: Actor, operation: Operation, ids: Collection[str]) -> QuerySet[Account]:
    if not policy.may_see(actor):
        raise Refused
    mine = Account.objects.filter(scope.accounts_of(actor.agency_id), operation=operation)
    return scope.only_seen(Account.objects.filter(pk__in=ids), mine).select_related("site")


def _look_up(meant: dict[str, Meant]) -> None:
    """All that a word may mean, whoever may see it."""
    for found in (_by_id(meant), _by_code(meant), _by_mail(meant)):
        for word, account_id in found:
            meant[word].same.add(account_id)
    for word, account_id, is_same in _by_handle(meant):
        (meant[word].same if is_same else meant[word].alike).add(account_id)


def _written_as(words: Iterable[str], written: Callable[[str], str]) -> dict[str, list[str]]:
    """Words by what they are looked up as: two of them may be written differently and mean the same."""
    asked: dict[str, list[str]] = {}
    for word in words:
        asked.setdefault(written(word), []).append(word)
    return asked


def _by_id(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((word, word.lower()) for word in words if SHAPE.fullmatch(word.lower()))


def _by_code(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    asked = _written_as(filter(is_short, words), str.lower)
    found = Account.objects.annotate(code=ShortOf("id")).filter(code__in=asked)
    return ((word, pk) for code, pk in found.values_list("code", "pk") for word in asked[code])


def _by_mail(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    kind = IdentifierKind.EMAIL
    mails = (word for word in words if EMAIL.fullmatch(word))
    asked = _written_as(mails, lambda word: digest_of(kind, WRITTEN[kind](word)))
    found = Identifier.objects.filter(digest__in=asked, kind=kind)
    return ((word, pk) for one, pk in found.values_list("digest", "account_id") for word in asked[one])


def _by_handle(words: Iterable[str]) -> Iterator[tuple[str, str, bool]]:
    asked = _written_as(words, lambda word: alike_of(_as_kept(word)))
    found = Account.objects.filter(alike__in=asked)
    for alike, key, pk in found.values_list("alike", "key", "pk"):
        yield from ((word, pk, key == key_of(_as_kept(word))) for word in asked[alike])


def _as_kept(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def _fault(word: str, same: Sequence[Account], alike: Sequence[Account]) -> str:
    shown = Truncator(word).chars(MOST_LETTERS_SHOWN)
    if same:
        many = _("“%(word)s” names more than one account: %(accounts)s. Write the code of the one you mean.")
        return many % {"word": shown, "accounts": _candidates(word, same)}
    if alike:
        other = _(
            "No account is written “%(word)s” exactly. Alike: %(accounts)s. Write the code if you mean one."
        )
        return other % {"word": shown, "accounts": _candidates(word, alike)}
    none = _(
        "“%(word)s” names no account of this operation that you see. Write its code of six letters, its handle in whole or its e-mail address."
    )
    return none % {"word": shown}


def _candidates(word: str, accounts: Sequence[Account]) -> str:
    told = "; ".join(_candidate(word, one) for one in accounts[:MOST_CANDIDATES])
    further = len(accounts) - MOST_CANDIDATES
    if further <= 0:
        return told
    more = ngettext("%(accounts)s and %(number)d more", "%(accounts)s and %(number)d more", further)
    return more % {"accounts": told, "number": further}


def _candidate(word: str, one: Account) -> str:
    """By its whole id where the six letters are the very word that is not clear."""
    code = one.pk if word.upper() == short(one.pk) else short(one.pk)
    country = country_name(one.country) if one.country else _("country not known")
    return f"{code} ({one.handle}, {one.site.name}, {country})"


def _first(faults: Sequence[str]) -> list[str]:
    further = len(faults) - MOST_SENTENCES
    if further <= 0:
        return list(faults)
    more = ngettext(
        "%(number)d more word names no single account.",
        "%(number)d more words name no single account each.",
        further,
    )
    return [*faults[:MOST_SENTENCES], more % {"number": further}]
