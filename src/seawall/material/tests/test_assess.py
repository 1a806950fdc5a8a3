import pytest

from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.models import Job
from seawall.material.actions import assess, register_item
from seawall.material.queries import verdicts_of
from seawall.material.states import ItemState
from seawall.material.tests.make import a_confirmed_item, a_disputed_item, an_assessed_item, an_item, labels
from seawall.people.models import Exposure


def test_it_keeps_the_opinion_and_computes_every_verdict(first, trail):
    item = an_item(first)

    opinion = assess(item, labels(), actor=first)

    item.refresh_from_db()
    assert item.state == ItemState.ASSESSED and item.settled_at
    assert opinion.labels == labels() and opinion.independent and opinion.author_id == first.id
    assert {scheme: verdict.category for scheme, verdict in verdicts_of(item).items()} == {
        "de-184b": "a",
        "de-184c": "outside",
        "industry": "A1",
        "interpol-baseline": "baseline",
        "uk-sentencing": "B",
        "us-2256": "8A",
    }
    assert [line.subject_id for line in trail("material.assessed")] == [item.id]


def test_a_second_person_who_agrees_confirms_the_item(first, second):
    item = an_assessed_item(first)

    assess(item, labels(confidence="low", coerced="yes"), actor=second)

    item.refresh_from_db()
    # Other labels, the same category under every scheme: that is agreement.
    assert item.state == ItemState.CONFIRMED


def test_a_second_person_who_differs_makes_it_disputed_and_leaves_what_is_agreed(first, second):
    item = a_disputed_item(first, second)

    assert item.state == ItemState.DISPUTED
    verdicts = verdicts_of(item)
    assert verdicts["interpol-baseline"].category == "baseline"
    assert verdicts["industry"].category == "no_verdict"
    assert "differ" in verdicts["industry"].reason["en"]


def test_an_item_without_a_fingerprint_can_be_assessed(first):
    item = register_item([], actor=first)
    assert assess(item, labels(), actor=first).item == item


def test_the_look_counts_for_the_person_who_looked(first, mara):
    an_assessed_item(first)
    assert Exposure.objects.filter(staff=mara).count() == 1


def test_nothing_unsure_becomes_a_category(first):
    item = an_assessed_item(first, real_child="unsure", age="undetermined")
    assert verdicts_of(item)["de-184b"].category == "no_verdict"


def test_an_adult_is_no_child(first):
    with pytest.raises(Invalid):
        assess(an_item(first), labels(age="adult"), actor=first)


def test_the_stranger_is_refused_and_nothing_is_kept(first, outsider, trail):
    item = an_item(first)
    with pytest.raises(Refused):
        assess(item, labels(), actor=outsider)
    assert not item.opinions.exists() and not trail("material.assessed")


def test_one_person_has_one_opinion(first):
    with pytest.raises(WrongState):
        assess(an_assessed_item(first), labels(), actor=first)


def test_a_confirmed_item_needs_no_more_eyes(first, second, reviewer):
    with pytest.raises(WrongState):
        assess(a_confirmed_item(first, second), labels(), actor=reviewer)


def test_a_disputed_item_is_settled_not_assessed(first, second, reviewer):
    with pytest.raises(WrongState):
        assess(a_disputed_item(first, second), labels(), actor=reviewer)


@pytest.mark.parametrize("someone", ["auditor", "node"])
def test_who_may_not_is_refused(first, someone, request):
    with pytest.raises(Refused):
        assess(an_item(first), labels(), actor=request.getfixturevalue(someone))


def test_nobody_is_refused(first):
    with pytest.raises(Refused):
        assess(an_item(first), labels(), actor=None)


def test_a_refused_deed_leaves_no_job(first, outsider):
    item, before = an_item(first), Job.objects.count()
    with pytest.raises(Refused):
        assess(item, labels(), actor=outsider)
    assert Job.objects.count() == before
