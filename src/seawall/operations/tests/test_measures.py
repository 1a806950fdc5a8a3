"""Measures that touch: both agencies are told by a pointer and nothing else, and each answers before it goes ahead."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused, WrongState
from seawall.core.jobs import settle
from seawall.operations import actions
from seawall.operations.deconflicting import reads
from seawall.operations.deconflicting.states import STEPS, MeasureKind, MeasureState, Reply
from seawall.operations.deconflicting.touching import touching
from seawall.operations.models import Account, Clash, Measure, Operation, Site
from seawall.operations.states import SiteKind, SiteTerms
from seawall.operations.tests.make import a_site, taken
from seawall.operations.tests.planning import CONTACT, planned, window
from seawall.people.models import Staff

STRONG_MAIL = "handle,email\n{},red@post.example\n"
THEIRS = "stelle@politie.example"


@pytest.fixture
def other(partner: Actor) -> Operation:
    """Another agency's own operation: neither sees the other's."""
    return a_site(partner, actions.open_operation("Beacon", actor=partner), "Site Q").operation


def told(actor: Actor, measure: Measure) -> list[tuple[Reply, Reply]]:
    return [(one.reply, one.their_reply) for one in reads.clashes_of(actor, measure)]


def test_both_are_told_and_each_answers_before_it_goes(
    site: Site, other: Operation, lead: Actor, partner: Actor
) -> None:
    mine = actions.go_measure(planned(site.operation, lead, window("Haven Stad")), actor=lead)
    theirs = planned(other, partner, window("haven-stad", begins=26), contact=THEIRS)
    mine.refresh_from_db()
    # What was ready to go stops.
    assert mine.state == MeasureState.PLANNED and told(lead, mine) == told(partner, theirs) == [("", "")]
    [pointer] = [one.pointer for one in reads.clashes_of(lead, mine)]
    assert (pointer.agency, pointer.country, pointer.contact) == ("Polis Exempel", "SE", THEIRS)
    for measure, actor in ((mine, lead), (theirs, partner)):
        with pytest.raises(WrongState):
            actions.go_measure(measure, actor=actor)
    actions.agree_clash(Clash.objects.get(measure=mine), actor=lead)
    assert actions.go_measure(mine, actor=lead).state == MeasureState.GO
    assert told(partner, theirs) == [(Reply.NONE, Reply.AGREED)]
    actions.call_off_measure(theirs, actor=partner)
    assert told(lead, mine) == [] and actions.finish_measure(mine, actor=lead).state == MeasureState.DONE


def test_a_move_answers_and_asks_the_other_to_look_again(
    site: Site, other: Operation, lead: Actor, partner: Actor
) -> None:
    mine, theirs = (
        planned(site.operation, lead, window("Havenstad")),
        planned(other, partner, window("Havenstad")),
    )
    actions.agree_clash(Clash.objects.get(measure=theirs), actor=partner)
    actions.go_measure(theirs, actor=partner)
    actions.move_measure(mine, window("Havenstad", begins=25), actor=lead)
    theirs.refresh_from_db()
    assert told(lead, mine) == [(Reply.MOVED, Reply.NONE)] and theirs.state == MeasureState.PLANNED
    actions.move_measure(mine, window("Havenstad", begins=90), actor=lead)
    assert told(lead, mine) == told(partner, theirs) == []
    actions.go_measure(theirs, actor=partner)
    actions.move_measure(mine, window("Havenstad"), actor=lead)
    theirs.refresh_from_db()
    assert theirs.state == MeasureState.PLANNED and told(partner, theirs) == [(Reply.NONE, Reply.NONE)]


def test_what_touches_and_what_does_not(site: Site, other: Operation, lead: Actor, partner: Actor) -> None:
    addressed = SiteTerms("Site R", SiteKind.HIDDEN, "http://invented.example/a")
    here, there = (
        actions.add_site(site.operation, addressed, actor=lead),
        actions.add_site(other, addressed, actor=partner),
    )
    taken(here, STRONG_MAIL.format("red_cup"), lead)
    taken(site, "handle\nred_cup\ngreen_bowl\n", lead)
    taken(there, STRONG_MAIL.format("blue_kite"), partner)
    cup, same_name, bowl = (
        Account.objects.filter(site=at).order_by("id")[number]
        for at, number in ((here, 0), (site, 0), (site, 1))
    )
    kite = Account.objects.get(site=there)
    mine = planned(site.operation, lead, account=cup.id)
    far = window(begins=900)
    touched = {
        "the same address of mail": (planned(other, partner, far, account=kite.id), True),
        "its whole site": (planned(other, partner, far, site=there.id), True),
        "another site": (
            planned(other, partner, window("Elsewhere"), site=other.sites.get(name="Site Q").id),
            False,
        ),
        "a place": (planned(other, partner, window("Elsewhere")), False),
    }
    found = set(touching(mine))
    assert {name: one.id in found for name, (one, _touches) in touched.items()} == {
        name: touches for name, (_one, touches) in touched.items()
    }
    # One's own agency is no other one, and another country's place of the same name is another place.
    assert not touching(planned(site.operation, lead, account=bowl.id))
    planned(site.operation, lead, account=same_name.id)
    assert set(touching(mine)) == found
    assert not touching(planned(site.operation, lead, window("Elsewhere", country="BE")))
    assert not touching(planned(site.operation, lead, window("Elsewhere", begins=28.5)))
    assert touching(planned(site.operation, lead, window("Elsewhere", begins=27.5)))


def test_two_that_plan_at_the_same_moment_are_told_by_the_job(
    site: Site, other: Operation, lead: Actor, partner: Actor
) -> None:
    mine, theirs = (
        planned(site.operation, lead, window("Havenstad")),
        planned(other, partner, window("Havenstad")),
    )
    # As if neither had seen the other's plan.
    Clash.objects.filter(measure__in=(mine, theirs)).delete()
    with pytest.raises(WrongState):
        actions.go_measure(mine, actor=lead)
    settle()
    assert told(lead, mine) == told(partner, theirs) == [("", "")]


def test_bad_plans_say_how_to_mend_them(site: Site, lead: Actor) -> None:
    bad = {
        "ends_at": {"when": window("A", hours=-1)},
        "country": {"when": window("A", country="XX")},
        "place": {"when": window("")},
        "account": {"account": "acc_none"},
        "site": {"site": "sit_none"},
        "contact": {"when": window("A"), "contact": "call me when the tall one is alone"},
    }
    for field, terms in bad.items():
        with pytest.raises(Invalid) as error:
            planned(site.operation, lead, **terms)
        assert set(error.value.fields) == {field}
    with pytest.raises(Invalid):
        planned(site.operation, lead, window("A", begins=-9))
    with pytest.raises(Invalid):
        actions.move_measure(planned(site.operation, lead, window("A")), window("A", hours=-1), actor=lead)


def test_nobody_but_its_agency_moves_a_measure_or_answers(
    site: Site, other: Operation, lead: Actor, partner: Actor, outsider: Actor
) -> None:
    mine = planned(site.operation, lead, window("Havenstad"))
    planned(other, partner, window("Havenstad"))
    clash = Clash.objects.get(measure=mine)
    for deed in (actions.go_measure, actions.finish_measure, actions.call_off_measure):
        with pytest.raises(Refused):
            deed(mine, actor=partner)
    with pytest.raises(Refused):
        actions.agree_clash(clash, actor=partner)
    with pytest.raises(Refused):
        planned(site.operation, outsider, window("Havenstad"))
    for stranger in (partner, outsider):
        with pytest.raises(NotFound):
            reads.one_measure_for(stranger, mine.id)
        with pytest.raises(NotFound):
            reads.one_clash_for(stranger, clash.id)


WORD = st.text("bcdfghjklmnpqrstvwxz", min_size=9, max_size=14)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=WORD, code=WORD, name=WORD, handle=WORD, kind=st.sampled_from(MeasureKind))
def test_a_pointer_never_carries_a_word_of_the_others_measure(
    site: Site,
    lead: Actor,
    partner: Actor,
    dana: Staff,
    staff_client: Any,
    place: str,
    code: str,
    name: str,
    handle: str,
    kind: MeasureKind,
) -> None:
    """Every page on which the other agency is told, searched for every word and id that the plan has. The mail address is all they share."""
    # Another one for each example: all of them stand in one database.
    code = f"{code}{Operation.objects.count()}"
    taken(site, "handle,email\nred_cup,red@post.example\n", lead)
    mine = planned(site.operation, lead, account=Account.objects.get(site=site).id)
    secret = a_site(partner, actions.open_operation(code, actor=partner), name)
    taken(secret, STRONG_MAIL.format(handle), partner)
    their = Account.objects.get(site=secret)
    theirs = planned(
        secret.operation, partner, window(place, begins=77), account=their.id, contact=THEIRS, kind=kind
    )
    client = staff_client(dana)
    urls = [
        client.at("operations:measure", measure_id=mine.id),
        client.at("operations:measures", operation_id=site.operation_id),
        client.at("operations:radar"),
        "/",
    ]
    pages = [client.get(url).content.decode() for url in urls]
    assert THEIRS in pages[0] and "Polis Exempel" in pages[0] and "Polis Exempel" in pages[-1]
    words = [place, code, name, handle, theirs.id, their.id, secret.id, secret.operation_id]
    days = [theirs.begins_at.strftime(form) for form in ("%Y-%m-%d", "%d/%m/%Y")]
    assert [word for word in [*words, *days] for page in pages if word in page] == []
    if kind is not MeasureKind.SEARCH:
        assert str(kind.label) not in pages[0].lower()
    actions.call_off_measure(theirs, actor=partner)
    assert "Polis Exempel" not in client.get(urls[0]).content.decode()


STEP = st.tuples(
    st.sampled_from(["go", "move", "agree", "off", "done", "plan"]), st.booleans(), st.booleans()
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=10))
def test_nothing_goes_while_a_clash_waits_for_its_answer(
    site: Site, lead: Actor, partner: Actor, steps: list[tuple[str, bool, bool]]
) -> None:
    Clash.objects.filter(over_at=None).update(over_at=clock.now())
    Measure.objects.update(state=MeasureState.CALLED_OFF)
    actors = {True: lead, False: partner}
    beside = Operation.objects.filter(owner_id=partner.agency_id).first() or actions.open_operation(
        "B", actor=partner
    )
    homes = {True: site.operation, False: beside}
    plans = {side: planned(homes[side], actors[side], window("Havenstad")) for side in actors}
    for step, side, near in steps:
        one, actor = plans[side], actors[side]
        before = MeasureState(Measure.objects.get(pk=one.pk).state)
        try:
            if step == "plan":
                plans[side] = planned(homes[side], actor, window("Havenstad" if near else "Bergdorp"))
                continue
            _do(step, one, actor, near)
        except WrongState:
            continue
        after = MeasureState(Measure.objects.get(pk=one.pk).state)
        assert after is before or after in STEPS[before]
        going = Measure.objects.filter(state=MeasureState.GO)
        assert not Clash.objects.filter(measure__in=going, over_at=None, reply=Reply.NONE).exists()
        for each in going:
            told_of = Clash.objects.filter(measure=each, over_at=None).values_list("other_id", flat=True)
            assert set(touching(each)) == set(told_of)


def _do(step: str, one: Measure, actor: Actor, near: bool) -> None:
    deeds: dict[str, Any] = {
        "go": lambda: actions.go_measure(one, actor=actor),
        "move": lambda: actions.move_measure(one, window("Havenstad" if near else "Bergdorp"), actor=actor),
        "agree": lambda: [
            actions.agree_clash(clash, actor=actor)
            for clash in Clash.objects.filter(measure=one, over_at=None, reply=Reply.NONE)
        ],
        "off": lambda: actions.call_off_measure(one, actor=actor),
        "done": lambda: actions.finish_measure(one, actor=actor),
    }
    deeds[step]()


def main_deeds(client: Any, url: str) -> list[str]:
    page = client.get(url).content.decode()
    return re.findall(r'class="(?:button )?button-primary"[^>]*>([^<]+?) ?<', page)


def test_the_pages_lead_from_the_plan_to_go(
    site: Site, other: Operation, lead: Actor, partner: Actor, dana: Staff, staff_client: Any
) -> None:
    planned(other, partner, window("Havenstad"))
    client = staff_client(dana)
    page = client.at("operations:plan_measure", operation_id=site.operation_id)
    start = clock.in_future(hours=25)
    sends = {
        "kind": "arrest",
        "begins_at": start.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": clock.in_future(hours=29).strftime("%Y-%m-%dT%H:%M"),
        "country": "NL",
        "contact": CONTACT,
    }
    assert set(client.post(page, sends).context["form"].errors) == {"place"}
    url = client.post(page, {**sends, "place": "Havenstad"})["Location"]
    assert main_deeds(client, url) == ["Write to Polis Exempel"]
    assert "Another agency" in client.get("/").content.decode()
    assert "touches another agency" in client.get(client.at("operations:radar")).content.decode()
    refused = client.post(f"{url}go/")
    assert refused.status_code == 409
    clash = Clash.objects.get(owner_id=lead.agency_id)
    client.post(client.at("operations:agree_clash", clash_id=clash.id))
    assert main_deeds(client, url) == ["Mark it “go”"]
    assert client.post(f"{url}move/", {**sends, "ends_at": sends["begins_at"]}).status_code == 422
    client.post(f"{url}go/")
    assert Measure.objects.get(owner_id=lead.agency_id).state == MeasureState.GO
