"""What a source's record tells of the device and the place: kept as keyed digests, found beside other items, taken back with its word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.core.actors import Actor
from seawall.material.actions import take_arrivals, withdraw_statements
from seawall.material.models import Statement, Trait
from seawall.material.queries import items_sharing_for
from seawall.material.states import Arrival, Fate, Source, TraitKind, arrival_of
from seawall.material.states.traits import traits_of
from seawall.wire.vics import Media
from seawall.wire.vics.media import Property

HERE = Source("Workstation", "vics-2.0")
MAKE, SERIAL = Property("Make", "Musterfoto"), Property("BodySerialNumber", "MF-70311")


def record(number: int, *exifs: Property, tags: tuple[str, ...] = ()) -> Arrival:
    return arrival_of(Media(md5=f"{number:032x}", category=1, exifs=exifs, tags=tags))


def told(*exifs: Property, tags: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(one.kind.value, one.text) for one in traits_of(Media(md5="0" * 32, exifs=exifs, tags=tags))]


@pytest.mark.parametrize(
    "name",
    ["BodySerialNumber", "Exif SubIFD: Body Serial Number", "EXIF/Camera Serial Number", "SerialNumber"],
)
def test_a_device_is_its_maker_and_its_number(name: str) -> None:
    assert told(MAKE, Property(name, " MF-70311")) == [("device", "musterfoto mf70311")]


@pytest.mark.parametrize(
    "exifs",
    [
        (SERIAL,),
        (MAKE,),
        (MAKE, Property("LensSerialNumber", "MF-70311")),
        (MAKE, Property("BodySerialNumber", "0000000")),
        (MAKE, Property("BodySerialNumber", "unknown")),
        (MAKE, Property("BodySerialNumber", None)),
        (MAKE, SERIAL, Property("SerialNumber", "MF-99999")),
    ],
)
def test_what_does_not_tell_one_device_is_none(exifs: tuple[Property, ...]) -> None:
    assert told(*exifs) == []


def test_a_place_is_a_tag_that_says_so_and_never_a_position() -> None:
    assert told(tags=("Ort: Blaue  Küche", "cups")) == [("place", "blaue küche")]
    assert told(tags=("place: 52.5200, 13.4050", "location=-33,9 S", "place:", "placebo: x")) == []
    gps = (Property("GPSLatitude", "52.52"), Property("GPSLongitude", "13.40"))
    assert told(*gps) == []


@given(
    st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5),
    st.lists(st.text(max_size=40), max_size=5),
)
def test_any_words_of_a_tool_are_read(exifs: list[tuple[str, str]], tags: list[str]) -> None:
    for kind, text in told(*(Property(*one) for one in exifs), tags=tuple(tags)):
        assert kind in TraitKind.values and text.strip()


def test_only_digests_are_kept_and_they_go_with_the_word(first: Actor, outsider: Actor) -> None:
    one_record, other = (record(number, MAKE, SERIAL) for number in (1, 2))
    one, two = (each.item_id for each in take_arrivals([one_record, other], HERE, actor=first))
    take_arrivals([one_record, other], HERE, actor=outsider)
    assert items_sharing_for(first, TraitKind.DEVICE, [one]) == [(one, two)]
    assert items_sharing_for(first, TraitKind.PLACE, [one]) == []
    kept = repr(list(Trait.objects.values())) + repr(list(Statement.objects.values()))
    assert "70311" not in kept and "musterfoto" not in kept.lower()
    withdraw_statements([two], HERE, actor=first)
    assert items_sharing_for(first, TraitKind.DEVICE, [one]) == []


def test_a_later_record_tells_more_and_a_changed_one_something_else(first: Actor) -> None:
    def take(*exifs: Property, tags: tuple[str, ...] = ()) -> Fate:
        return take_arrivals([record(1, *exifs, tags=tags)], HERE, actor=first)[0].fate

    assert [take(), take(MAKE, SERIAL), take(MAKE, SERIAL), take()] == [
        Fate.NEW,
        Fate.CHANGED,
        Fate.KNOWN,
        Fate.KNOWN,
    ]
    assert [one.kind for one in Trait.objects.all()] == ["device"]
    assert take(tags=("place: blue kitchen",)) is Fate.CHANGED
    assert [one.kind for one in Trait.objects.all()] == ["place"]
