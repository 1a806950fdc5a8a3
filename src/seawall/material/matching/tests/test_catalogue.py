import random

import numpy as np

from seawall.core.ids import new_id
from seawall.material.matching import catalogue as catalogues
from seawall.material.matching.catalogue import Catalogue
from seawall.material.matching.facts import Category, ItemFacts, Listed, ListFacts
from seawall.material.matching.tests.shelf import a_list, packed


def some_facts(number: int, lists: list[ListFacts], chance: random.Random) -> ItemFacts:
    entries = chance.sample(lists, chance.randint(0, len(lists)))
    return ItemFacts(
        number=number,
        item_id=new_id("itm"),
        owner_id=new_id("agc"),
        quality=chance.choice([None, 0, 50, 100]),
        categories=(Category("uk-sentencing", "1", chance.choice("ABC")),) if chance.random() < 0.5 else (),
        disputed=chance.random() < 0.2,
        quarantined=chance.random() < 0.2,
        entries=tuple(Listed(one.list_id, new_id("ent"), chance.random() < 0.3) for one in entries),
        not_same=frozenset({f"{chance.getrandbits(256):064x}"}) if chance.random() < 0.2 else frozenset(),
    )


def test_it_says_of_each_item_what_was_said_last(monkeypatch):
    """Through packing and packing again; a plain dict is the second implementation."""
    monkeypatch.setattr(catalogues, "MOST_NEWER", 20)
    chance, lists, plain = random.Random(3), [a_list(name=str(n)) for n in range(4)], {}
    catalogue = Catalogue()
    for turn in range(1, 62):
        changed = [some_facts(number, lists, chance) for number in chance.sample(range(1, 200), 7)]
        plain.update({facts.number: facts for facts in changed})
        catalogue = catalogue.followed(packed(changed, catalogue.vocabulary), lists[: turn % 5], turn)

    assert len(catalogue.packed) > 100 and len(catalogue.newer)
    assert {facts.number: facts for facts in catalogue} == plain and len(catalogue) == len(plain)
    numbers = np.array(chance.choices(range(300), k=500), np.uint64)
    places, entries = catalogue.entries_of(numbers)
    listed = list(zip(places.tolist(), entries["entry"].astype(str).tolist(), strict=True))
    assert listed == [
        (place, entry.entry_id[4:])
        for place, number in enumerate(numbers.tolist())
        if number in plain
        for entry in plain[number].entries
    ]
    assert catalogue.items_of(numbers)[0].tolist() == [number in plain for number in numbers.tolist()]
    assert catalogue.facts(299) is None and catalogue.turn == 61 and len(catalogue.lists) == 4


def test_an_earlier_catalogue_stays_as_it_was():
    known = a_list()
    facts = some_facts(1, [known], random.Random(1))
    empty = Catalogue()
    before = empty.followed(packed([facts], empty.vocabulary), [known], 1)

    after = before.followed(packed([], before.vocabulary), [a_list(list_id=known.list_id, matching=False)], 2)

    assert before.lists[known.list_id].matching and not after.lists[known.list_id].matching
    assert before.turn == 1 and after.facts(1) == before.facts(1) == facts
