"""What may belong to a series is found when items are put in, each with its reason; accepted it is a change, rejected it is for good."""

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import settle
from seawall.identification.actions import (
    accept_suggestion,
    add_items,
    open_series,
    reject_suggestion,
    suggest,
    undo_change,
)
from seawall.identification.models import Change, Series, Suggestion
from seawall.identification.queries import suggestions_of
from seawall.identification.states import Alike, Likeness
from seawall.identification.tests.makers import a_series, items, items_of
from seawall.material.actions import take_arrivals
from seawall.material.models import Statement
from seawall.material.models.statement import series_key_of
from seawall.material.states import Arrival, FingerprintKind, GivenFingerprint, Source, arrival_of
from seawall.material.tests.make import an_item, sha256
from seawall.reports.models import Bundle, Report, Subject
from seawall.reports.models.subject import Mention
from seawall.wire.vics import Media
from seawall.wire.vics.media import Property

# Of nothing: alternating bits, then the same with three of them turned.
LIKE = "a5" * 32
ALMOST = "a5" * 31 + "a2"


def picture(value: str) -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.PDQ, value, 90)


def alike(one: str, other: str, distance: int = 4) -> Alike:
    return Alike(frozenset((one, other)), Likeness.NEAR, distance)


def suggested(actor: Actor, *found: Alike) -> int:
    return suggest(found, actor=Actor.system(actor.agency_id))


def others(series: Series) -> list[str]:
    return [one.other_id for one in suggestions_of(series)]


def said_by_a_source(actor: Actor, item_id: str, name: str) -> None:
    words = {"Series": name}
    Statement.objects.create(
        owner_id=actor.agency_id,
        item_id=item_id,
        source="Workstation",
        scheme="s",
        words=words,
        series_key=series_key_of("Workstation", name),
    )


def named_in_one_report(actor: Actor, *item_ids: str, account: str = "") -> None:
    owner = {"owner_id": actor.agency_id}
    bundle = Bundle.objects.create(**owner)
    report = Report.objects.create(
        **owner, bundle=bundle, channel="form", language="en", receipt_hash=bundle.id, token_digest=bundle.id
    )
    for item_id in item_ids:
        subject = Subject.objects.create(**owner, bundle=bundle, kind="text", digest=item_id, item_id=item_id)
        Mention.objects.create(report=report, subject=subject)
    if account:
        told = {"kind": "account", "digest": account, "defaults": {"bundle": bundle}}
        subject, _made = Subject.objects.get_or_create(**owner, **told)
        Mention.objects.create(report=report, subject=subject)


@pytest.mark.django_db(transaction=True)
def test_it_finds_what_looks_alike_whichever_came_first(at_work: Actor) -> None:
    inside = an_item(at_work, sha256(), picture(LIKE))
    before = an_item(at_work, sha256(), picture(ALMOST))
    settle()
    series = open_series([inside.id], actor=at_work)
    settle()
    [found] = suggestions_of(series)
    assert found.other_id == before.id and found.reasons == ((Likeness.NEAR, 1),) and found.nearest == 3
    after = an_item(at_work, sha256(), picture(LIKE))
    settle()
    assert others(series) == [after.id, before.id]


@pytest.mark.django_db(transaction=True)
def test_it_finds_what_one_report_or_one_source_names_together(at_work: Actor, abroad: Actor) -> None:
    inside, reported, said, elsewhere = items(at_work, 4)
    named_in_one_report(at_work, inside, reported)
    for item_id, name in ((inside, "Blue cup"), (said, "Blue cup"), (elsewhere, "Red cup")):
        said_by_a_source(at_work, item_id, name)
    said_by_a_source(abroad, items(abroad, 1)[0], "Blue cup")
    series = open_series([inside], actor=at_work)
    settle()
    reasons = {one.other_id: one.reasons for one in suggestions_of(series)}
    assert reasons == {reported: ((Likeness.REPORT, 1),), said: ((Likeness.SOURCE, 1),)}
    assert not any("cup" in line.body for line in Line.objects.all())


@pytest.mark.django_db(transaction=True)
def test_it_finds_what_other_reports_name_beside_the_same_account(at_work: Actor, abroad: Actor) -> None:
    inside, beside, same, other = items(at_work, 4)
    foreign = items(abroad, 1)[0]
    named_in_one_report(at_work, inside, beside, account="cup-lover")
    named_in_one_report(at_work, same, account="cup-lover")
    named_in_one_report(at_work, other, account="bridge-lover")
    named_in_one_report(abroad, foreign, account="cup-lover")
    series = open_series([inside], actor=at_work)
    settle()
    reasons = {one.other_id: one.reasons for one in suggestions_of(series)}
    assert reasons == {beside: ((Likeness.REPORT, 1),), same: ((Likeness.ACCOUNT, 1),)}
    assert not any("cup-lover" in line.body for line in Line.objects.all())


def photographed(item_md5: str, serial: str, *tags: str) -> Arrival:
    """As a workstation writes it: an invented camera."""
    exifs = (Property("Exif IFD0: Make", "Musterfoto"), Property("Exif SubIFD: Body Serial Number", serial))
    return arrival_of(Media(md5=item_md5, exifs=exifs, tags=tags))


@pytest.mark.django_db(transaction=True)
def test_it_finds_what_one_device_took_and_what_has_the_same_place_tag(at_work: Actor, abroad: Actor) -> None:
    one, two, three, four = (f"{number:032x}" for number in range(1, 5))
    arrivals = [
        photographed(one, "MF-70311", "place: Blue kitchen"),
        photographed(two, "mf 70311"),
        photographed(three, "MF-99999", "Place:  blue KITCHEN", "cups"),
        photographed(four, "MF-88888", "place: 52.5, 13.4"),
    ]
    inside, same_device, same_place, neither = (
        one.item_id for one in take_arrivals(arrivals, Source("Workstation", "vics-2.0"), actor=at_work)
    )
    take_arrivals(arrivals, Source("Workstation", "vics-2.0"), actor=abroad)
    # The same label at another source is another place; the same number is the same device.
    further = [
        photographed(f"{5:032x}", "MF-70311"),
        photographed(f"{6:032x}", "MF-1", "place: blue kitchen"),
    ]
    elsewhere, _ = (
        one.item_id for one in take_arrivals(further, Source("Other desk", "vics-2.0"), actor=at_work)
    )
    series = open_series([inside], actor=at_work)
    settle()
    reasons = {one.other_id: one.reasons for one in suggestions_of(series)}
    assert reasons == {
        same_device: ((Likeness.DEVICE, 1),),
        elsewhere: ((Likeness.DEVICE, 1),),
        same_place: ((Likeness.PLACE, 1),),
    }
    assert neither not in reasons
    accept_suggestion(series, same_device, actor=at_work)
    reject_suggestion(series, same_place, actor=at_work)
    settle()
    assert others(series) == [elsewhere]


def test_what_is_accepted_stands_in_the_series_and_can_be_undone(at_work: Actor) -> None:
    series, [loose] = a_series(at_work, 1), items(at_work, 1)
    [inside] = items_of(series)
    assert suggested(at_work, alike(inside, loose)) == 1
    accept_suggestion(series, loose, actor=at_work)
    assert items_of(series) == {inside, loose} and others(series) == []
    with pytest.raises(WrongState):
        accept_suggestion(series, loose, actor=at_work)
    undo_change(Change.objects.latest("id"), actor=at_work)
    assert items_of(series) == {inside} and others(series) == [loose]


def test_another_series_is_suggested_as_one_and_merged(at_work: Actor) -> None:
    series, other = a_series(at_work), a_series(at_work)
    mine, theirs = items_of(series), items_of(other)
    suggested(at_work, *(alike(one, two, 9) for one in mine for two in theirs))
    [found] = suggestions_of(series)
    assert (found.other_id, found.code, found.reasons) == (other.id, other.code, ((Likeness.NEAR, 4),))
    accept_suggestion(series, other.id, actor=at_work)
    assert items_of(series) == mine | theirs and others(series) == []


def test_a_rejected_pair_never_comes_back(at_work: Actor) -> None:
    series, [loose] = a_series(at_work), items(at_work, 1)
    one, two = sorted(items_of(series))
    suggested(at_work, alike(one, loose))
    assert reject_suggestion(series, loose, actor=at_work) == 1
    assert others(series) == []
    # Neither when it is found again, nor by another item of the series, nor after a change.
    assert suggested(at_work, alike(one, loose), alike(two, loose)) == 1
    assert others(series) == []
    undo_change(add_items(series, [loose], actor=at_work), actor=at_work)
    assert others(series) == [] and Suggestion.objects.filter(rejected_by=at_work.id).count() == 1
    # Nor seen from the other side, once that stands in a series.
    beside = open_series([loose], actor=at_work)
    assert others(beside) == [] and others(series) == []
    with pytest.raises(WrongState):
        accept_suggestion(series, beside.id, actor=at_work)
    with pytest.raises(WrongState):
        reject_suggestion(series, items(at_work, 1)[0], actor=at_work)


def test_strangers_are_refused(at_work: Actor, abroad: Actor, reviewer: Actor) -> None:
    series, [loose] = a_series(at_work, 1), items(at_work, 1)
    found = alike(items_of(series).pop(), loose)
    suggested(at_work, found)
    for actor in (abroad, reviewer):
        for deed in (accept_suggestion, reject_suggestion):
            with pytest.raises(Refused):
                deed(series, loose, actor=actor)
        with pytest.raises(Refused):
            suggest([found], actor=actor)
