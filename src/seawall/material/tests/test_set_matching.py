import pytest

from seawall.core.errors import Invalid, Refused
from seawall.core.jobs import settle as settle_jobs
from seawall.core.models import Job
from seawall.material import jobs
from seawall.material.actions import answer_match, set_matching
from seawall.material.models import Item, List, Match
from seawall.material.past import Past, past_of
from seawall.material.states import MatchAnswer, Stance
from seawall.material.tests.alike import like
from seawall.material.tests.make import a_list, an_item, pdq
from seawall.material.tests.test_near_matches import a_shared_item, pairs


def test_it_says_how_a_list_matches(reviewer, trail):
    known = a_list(reviewer)
    assert (known.matching, known.radius, known.stance) == (True, 31, Stance.KNOWN)

    set_matching(known, matching=False, radius=0, stance=Stance.HARMLESS, actor=reviewer)

    held = List.objects.get()
    assert (held.matching, held.radius, held.stance) == (False, 0, Stance.HARMLESS)
    assert held.turn > known.turn and len(trail("material.matching_set")) == 1


def test_the_same_again_leaves_no_line(reviewer, trail):
    known = a_list(reviewer)
    set_matching(known, matching=True, radius=31, stance=Stance.KNOWN, actor=reviewer)
    assert trail("material.matching_set") == [] and List.objects.get().turn == known.turn


@pytest.mark.parametrize("radius", [-1, 32])
def test_a_radius_past_the_widest_is_refused(reviewer, radius):
    with pytest.raises(Invalid):
        set_matching(a_list(reviewer), matching=True, radius=radius, stance=Stance.KNOWN, actor=reviewer)


def test_only_a_reviewer_of_the_house_may(first, reviewer, outsider, auditor, node):
    known = a_list(reviewer)
    for actor in (first, outsider, auditor, node, None):
        with pytest.raises(Refused):
            set_matching(known, matching=False, radius=1, stance=Stance.KNOWN, actor=actor)


def to(
    known: List, reviewer, *, matching: bool = True, radius: int = 31, stance: Stance = Stance.KNOWN
) -> None:
    set_matching(known, matching=matching, radius=radius, stance=stance, actor=reviewer)


@pytest.fixture
def known(reviewer) -> List:
    return a_list(reviewer)


def test_a_wider_radius_is_asked_of_the_past(first, second, reviewer, known, trail):
    given = pdq()
    to(known, reviewer, radius=5)
    listed = a_shared_item(first, second, reviewer, given, known=known)
    past = [an_item(first, like(given, bits)) for bits in (4, 12, 25)]
    settle_jobs()
    assert {(pair[2], pair[3]) for pair in pairs() if listed.id in pair} == {
        (4, known.id),
        (12, None),
        (25, None),
    }
    before = len(trail("material.past_matched"))

    to(known, reviewer, radius=20)
    settle_jobs()

    assert {pair for pair in pairs() if listed.id in pair and pair[3]} == {
        (past[0].id, listed.id, 4, known.id),
        (past[1].id, listed.id, 12, known.id),
    }
    assert len(trail("material.past_matched")) == before + 1


def test_a_list_switched_on_is_asked_of_the_past(first, second, reviewer, known):
    given = pdq()
    to(known, reviewer, matching=False)
    past = an_item(first, like(given, 9))
    listed = a_shared_item(first, second, reviewer, given, known=known)
    settle_jobs()
    assert {pair[3] for pair in pairs()} == {None}

    to(known, reviewer)
    settle_jobs()

    assert pairs() == {(past.id, listed.id, 9, known.id)}


def test_what_is_harmless_no_longer_gets_the_pairs_it_never_had(first, second, reviewer, known):
    """Also those beyond the radius of its list: any two items that look alike are a pair."""
    given = pdq()
    to(known, reviewer, stance=Stance.HARMLESS)
    listed = a_shared_item(first, second, reviewer, given, known=known)
    settle_jobs()
    near, far = an_item(first, like(given, 3)), an_item(first, like(given, 30))
    settle_jobs()
    assert not any(listed.id in pair for pair in pairs())

    to(known, reviewer, radius=10)
    settle_jobs()

    assert {(pair[2], pair[3]) for pair in pairs() if listed.id in pair} == {(3, known.id), (30, None)}
    assert {listed.id, near.id, far.id} == {side for pair in pairs() for side in pair[:2]}


def test_a_list_is_gone_through_in_parts(first, second, reviewer, known, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 2)
    to(known, reviewer, matching=False)
    for _ in range(5):
        given = pdq()
        an_item(first, like(given, 6))
        a_shared_item(first, second, reviewer, given, known=known)
    settle_jobs()
    to(known, reviewer)
    part = past_of(List.objects.get(), "", 2)
    rest = past_of(List.objects.get(), part.last, 4)
    assert len(part.unnamed) == 2 and len(rest.unnamed) == 3 and rest.last == "" and not part.unpaired

    settle_jobs()

    assert [pair[3] for pair in pairs()] == [known.id] * 5
    went = Job.objects.filter(task__endswith=".find_past_of_list").order_by("run_after")
    # Once for switching it off, and once for switching it on.
    assert [bool(job.arguments.get("after")) for job in went] == [False, True, True] * 2


def test_what_is_noted_already_is_not_noted_again(first, second, reviewer, known, trail):
    given = pdq()
    a_shared_item(first, second, reviewer, given, known=known)
    an_item(first, like(given, 6))
    settle_jobs()
    before, lines = Match.objects.get(), len(trail("material.past_matched"))
    for radius in (3, 31, 20):
        to(known, reviewer, radius=radius)
        settle_jobs()
    assert Match.objects.get().last_at == before.last_at and Match.objects.get().list_id == known.id
    assert len(trail("material.past_matched")) == lines
    assert past_of(List.objects.get(), "", 100) == Past()


def test_what_was_called_not_the_same_stays_so(first, second, reviewer, known):
    given = pdq()
    to(known, reviewer, matching=False)
    a_shared_item(first, second, reviewer, given, known=known)
    an_item(first, like(given, 6))
    settle_jobs()
    answer_match(Match.objects.get(), False, actor=first)
    to(known, reviewer)
    settle_jobs()
    match = Match.objects.get()
    assert (match.answer, match.list_id) == (MatchAnswer.NOT_SAME, None)


def test_a_flood_that_comes_of_it_is_stopped(first, second, reviewer, known, settings):
    given = pdq()
    number = int(given.value, 16)
    to(known, reviewer, radius=3)
    listed = a_shared_item(first, second, reviewer, given, known=known)
    for place in range(4):
        code = f"{number ^ (((1 << 20) - 1) << (20 * place)):064x}"
        an_item(first, type(given)(given.kind, code, 90))
    settle_jobs()
    settings.FLOOD = 3
    to(known, reviewer, radius=31)
    settle_jobs()
    assert [item.id for item in Item.objects.filter(quarantined_at__isnull=False)] == [listed.id]
    assert {pair[3] for pair in pairs()} == {None}
