"""The counting rules: what each figure counts, once, as a sentence and as code. A release keeps both as they were.

Every record has one country or none, so the countries of a figure always add up to it; and nobody is counted twice, for whoever was merged
into another is that other.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.identification.states import FOUND, VictimState
from seawall.operations.figures.books import Books, Counted, Suspect
from seawall.operations.figures.words import Why
from seawall.operations.persons.ladder import is_under_investigation
from seawall.operations.persons.words import PersonState


class Kind(StrEnum):
    """What is counted."""

    ACCOUNT = "account"
    ITEM = "item"
    PERSON = "person"
    PERSONA = "persona"
    VICTIM = "victim"


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    kind: Kind
    title: Promise
    sentence: Promise
    counted: Callable[[Books], Counted]
    # Items are nowhere: their figure has no countries.
    by_country: bool = True
    # Why a record that is counted as its kind comes into this figure, and why it leaves it.
    came: Why = Why.STEP
    went: Why = Why.BACK

    def tally(self, books: Books) -> Counter[str]:
        if self.kind is Kind.ACCOUNT:
            return books.account_tally
        return Counter(self.counted(books).values())


def _accounts(books: Books) -> Counted:
    return dict(books.accounts().values_list("pk", "then"))


def _items(books: Books) -> Counted:
    return dict.fromkeys(books.items, "")


def _personas(books: Books) -> Counted:
    return dict(books.personas().values_list("pk", "then"))


def _victims(*states: VictimState) -> Callable[[Books], Counted]:
    def counted(books: Books) -> Counted:
        return {key: one.country for key, one in books.victims.items() if one.state in states}

    return counted


def _persons(holds: Callable[[Suspect], bool]) -> Callable[[Books], Counted]:
    def counted(books: Books) -> Counted:
        return {key: one.country for key, one in books.suspects.items() if holds(one)}

    return counted


def has_reached(state: PersonState) -> Callable[[Suspect], bool]:
    return lambda one: state in one.reached


RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            "account",
            Kind.ACCOUNT,
            _("Accounts"),
            _(
                "A user account at a site of this operation, once for each site. One person may have several, and an account need not be a suspect's."
            ),
            _accounts,
        ),
        Rule(
            "item",
            Kind.ITEM,
            _("Videos and pictures"),
            _(
                "A file known by its fingerprints that stands in a series of this operation, once, however many copies were found. It has no country."
            ),
            _items,
            by_country=False,
        ),
        Rule(
            "victim",
            Kind.VICTIM,
            _("Children in the series"),
            _(
                "A child seen in a series of this operation, under a pseudonym, identified or not. By the country in which the child lives, where that is known."
            ),
            _victims(*VictimState),
        ),
        Rule(
            "victim_identified",
            Kind.VICTIM,
            _("Children identified"),
            _(
                "A child whose identity is known to the police, safeguarded since or not. A step that was taken back does not count."
            ),
            _victims(*FOUND),
        ),
        Rule(
            "victim_safeguarded",
            Kind.VICTIM,
            _("Children safeguarded"),
            _("An identified child of whom a child-protection body has said that it is safe."),
            _victims(VictimState.SAFEGUARDED),
        ),
        Rule(
            "persona",
            Kind.PERSONA,
            _("Personas"),
            _(
                "An invented profile by which children were reached, noted in this operation, once. One person may run several, and several persons one. By the country in whose part it is, which need not be where it stands or whom it reached."
            ),
            _personas,
        ),
        Rule(
            "child_reached",
            Kind.VICTIM,
            _("Children reached by a persona"),
            _(
                "A child of a series of this operation to whom at least one persona leads, once, by however many it was reached. By the country in which the child lives, where that is known."
            ),
            lambda books: books.reached,
            came=Why.REACHED,
            went=Why.UNREACHED,
        ),
        Rule(
            "person",
            Kind.PERSON,
            _("Suspects"),
            _(
                "A person whom the police have noted as a possible suspect, once, with all accounts together. A suspicion is not a finding."
            ),
            _persons(lambda one: True),
        ),
        Rule(
            "person_under_investigation",
            Kind.PERSON,
            _("Persons under investigation"),
            _(
                "A suspect against whom an investigation runs and who is neither arrested nor charged. Nobody is counted here and among the arrested."
            ),
            _persons(lambda one: is_under_investigation(one.reached)),
        ),
        Rule(
            "person_arrested",
            Kind.PERSON,
            _("Persons arrested"),
            _(
                "A suspect who was arrested in this operation, released since or not, once however often. An arrest that was taken back does not count."
            ),
            _persons(has_reached(PersonState.ARRESTED)),
        ),
        Rule(
            "person_charged",
            Kind.PERSON,
            _("Persons charged"),
            _(
                "A suspect against whom a charge was laid in this operation, arrested before or not, whatever came of it."
            ),
            _persons(has_reached(PersonState.CHARGED)),
        ),
        Rule(
            "person_convicted",
            Kind.PERSON,
            _("Persons convicted"),
            _("A person whom a court has convicted in this operation. An appeal may still be open."),
            _persons(has_reached(PersonState.CONVICTED)),
        ),
    )
}
# Each a part of the one before it.
FUNNELS = (
    ("victim", "victim_identified", "victim_safeguarded"),
    ("person", "person_charged", "person_convicted"),
)
IS_NOT = (
    _(
        "Not a count of all children or of all offenders: only of what this operation has found and noted by that day."
    ),
    _("Not a comparison of countries: agencies differ in how much they look for and how they record it."),
    _(
        "Not a finding of guilt: whoever is suspected, arrested or charged is presumed innocent until a court decides."
    ),
    _(
        "Not to be added to figures of other operations: the same child, person or file may be counted there too."
    ),
    _(
        "Not a count of what happened to children: reached by a persona is not abused, and whom it reached without anybody knowing them is not counted."
    ),
    _("The same child may stand under two pseudonyms where two agencies do not know it of each other."),
)
