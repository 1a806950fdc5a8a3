"""The pages as Jonas uses them, and what Lena of another agency gets to see of his."""

from typing import Any

import pytest

from seawall.core.actors import Actor
from seawall.identification.actions import add_victim, suggest
from seawall.identification.models import Change, Claim, ClosedTrail, Clue, Series, Victim
from seawall.identification.states import Alike, Confidence, Likeness, VictimState
from seawall.identification.tests.makers import (
    CONTACT,
    a_body,
    a_clue,
    a_series,
    claimed,
    in_days,
    items,
    items_of,
    read,
    series_with,
    up,
)
from seawall.material.states import FingerprintKind, GivenFingerprint
from seawall.people.models import Staff


def page(client: Any, name: str, **parts: str) -> str:
    return client.get(client.at(f"identification:{name}", **parts)).content.decode()


def post(client: Any, name: str, sent: dict[str, Any] | None = None, **parts: str) -> Any:
    return client.post(client.at(f"identification:{name}", **parts), sent or {}, follow=True)


def test_from_items_in_no_series_to_a_child_that_is_safe(
    staff_client: Any, jonas: Staff, at_work: Actor
) -> None:
    client, chosen = staff_client(jonas), items(at_work, 3)
    assert all(one in page(client, "loose_items") for one in chosen)
    post(client, "open_series", {"items": chosen[:2]})
    series = Series.objects.get()
    post(client, "add_items", {"items": chosen[2:], "code": series.code.lower()})
    assert items_of(series) == set(chosen)
    assert series.code in page(client, "worklist")
    shown = post(client, "claim_series", {"contact": CONTACT, "days": "14"}, series_id=series.id)
    assert CONTACT in shown.content.decode() and Claim.objects.get().runs
    assert series.code not in page(client, "worklist")
    assert series.code in client.get(client.at("identification:worklist"), {"show": "mine"}).content.decode()
    post(client, "add_victim", {"age": "7-10", "sex": ""}, series_id=series.id)
    victim = Victim.objects.get()
    named = {"care-body": a_body(at_work).id, "care-next_on": str(in_days(60))}
    post(client, "name_body", named, victim_id=victim.id)
    for state, ground in (("identified", "work"), ("safeguarded", "protection")):
        sent = {"state": state, "country": "NL", "ground": ground, "words": ""}
        shown = post(client, "step_victim", sent, victim_id=victim.id)
    assert "the child-protection body told us" in shown.content.decode()
    assert page(client, "series", series_id=series.id).count(victim.code) >= 1


def test_apart_together_and_back_again(staff_client: Any, jonas: Staff, at_work: Actor) -> None:
    client, series = staff_client(jonas), a_series(at_work, 3)
    one = sorted(items_of(series))[0]
    post(client, "split_series", {"items": [one], "split-words": "Another lamp."}, series_id=series.id)
    new = Series.objects.exclude(pk=series.pk).get()
    assert items_of(new) == {one}
    assert "Another lamp." in page(client, "series", series_id=series.id)
    post(client, "merge_series", {"merge-code": series.code, "merge-words": ""}, series_id=new.id)
    assert len(items_of(series)) == 3
    shown = page(client, "series", series_id=new.id)
    assert "merged into another" in shown and series.code in shown
    post(client, "undo_change", change_id=Change.objects.latest("id").id)
    assert items_of(new) == {one}


def test_what_is_wrong_is_said_where_it_is(staff_client: Any, jonas: Staff, at_work: Actor) -> None:
    client, series = staff_client(jonas), a_series(at_work)
    victim = add_victim(series, actor=at_work)
    wrong = (
        ("open_series", {"items": []}, {}),
        ("add_items", {"items": [], "code": series.code}, {}),
        ("add_items", {"items": [], "code": "S-AAA-AAA"}, {}),
        ("remove_items", {"items": []}, {"series_id": series.id}),
        ("split_series", {"items": []}, {"series_id": series.id}),
        ("split_series", {"items": ["nonsense"]}, {"series_id": series.id}),
        ("merge_series", {"merge-code": series.code}, {"series_id": series.id}),
        ("merge_series", {"merge-code": ""}, {"series_id": series.id}),
        ("claim_series", {"contact": "a girl", "days": "14"}, {"series_id": series.id}),
        ("claim_series", {"contact": CONTACT, "days": "nonsense"}, {"series_id": series.id}),
        ("add_victim", {"age": "adult"}, {"series_id": series.id}),
        ("step_victim", {"state": "safeguarded", "ground": "work"}, {"victim_id": victim.id}),
        ("step_victim", {"state": "country_known", "ground": "work"}, {"victim_id": victim.id}),
        ("ask_known", {"kind": "sha256", "value": "nonsense"}, {}),
    )
    for name, sent, parts in wrong:
        reply = post(client, name, sent, **parts)
        assert reply.status_code == 422 and b"Traceback" not in reply.content, name
    assert len(items_of(series)) == 2 and not Claim.objects.exists()


def test_a_series_of_another_agency_is_a_pointer_and_nothing_else(
    staff_client: Any, jonas: Staff, lena: Staff, at_work: Actor, abroad: Actor
) -> None:
    same = GivenFingerprint(FingerprintKind.SHA256, "5e" * 32)
    theirs, mine = series_with(abroad, same), series_with(at_work, same)
    victim = up(add_victim(theirs, actor=abroad), VictimState.COUNTRY_KNOWN, abroad)
    claimed(abroad, theirs)
    client = staff_client(jonas)
    [hidden] = items_of(theirs)
    asked = post(client, "ask_known", {"kind": "sha256", "value": "5e" * 32}).content.decode()
    beside = page(client, "series", series_id=mine.id)
    for shown in (asked, beside):
        assert "Known and worked on" in shown and "Polizei Musterland" in shown and CONTACT in shown
        for secret in (theirs.id, theirs.code, victim.id, victim.code, hidden, lena.name, "5e5e"):
            assert secret not in shown
    for name, parts in (
        ("series", {"series_id": theirs.id}),
        ("victim", {"victim_id": victim.id}),
        ("item", {"item_id": hidden}),
    ):
        assert client.get(client.at(f"identification:{name}", **parts)).status_code == 404


@pytest.mark.parametrize("known", ["safe", "unknown"])
def test_the_other_two_answers(staff_client: Any, dana: Staff, abroad: Actor, known: str) -> None:
    fingerprint = GivenFingerprint(FingerprintKind.SHA256, "6f" * 32)
    series = series_with(abroad, fingerprint)
    if known == "safe":
        victim = up(add_victim(series, actor=abroad), VictimState.IDENTIFIED, abroad)
        up(victim, VictimState.SAFEGUARDED, abroad)
    # An investigator of the same agency gets the answer as strangers do, and no way into the series.
    asked = post(staff_client(dana), "ask_known", {"kind": "sha256", "value": "6f" * 32}).content.decode()
    assert ("Known and safe" in asked) == (known == "safe") and series.code not in asked


def test_the_tabs_of_the_worklist(staff_client: Any, jonas: Staff, at_work: Actor, colleague: Actor) -> None:
    client = staff_client(jonas)
    free, found, taken = a_series(at_work), a_series(at_work), a_series(at_work)
    up(add_victim(found, actor=at_work), VictimState.IDENTIFIED, at_work)
    claimed(colleague, taken)
    tabs = {"free": {free}, "mine": set(), "ending": set(), "clues": set(), "recent": {free, found, taken}}
    for tab, expected in {**tabs, "all": {free, found, taken}}.items():
        shown = client.get(client.at("identification:worklist"), {"show": tab}).content.decode()
        assert {one for one in (free, found, taken) if one.code in shown} == expected, tab
    assert client.get(client.at("identification:worklist"), {"show": "nonsense"}).status_code == 404


def test_an_item_leads_to_its_series(staff_client: Any, jonas: Staff, at_work: Actor) -> None:
    client, series = staff_client(jonas), a_series(at_work)
    inside, loose = sorted(items_of(series))[0], items(at_work, 1)[0]
    assert client.get(client.at("identification:item", item_id=inside)).status_code == 302
    assert "This item stands in no series" in page(client, "item", item_id=loose)
    of_item = client.get(client.at("material:item", item_id=inside)).content.decode()
    assert client.at("identification:item", item_id=inside) in of_item
    assert "Known and worked on" not in post(client, "ask_known_item", item_id=loose).content.decode()


def test_clues_are_noted_read_weighed_and_set_aside(staff_client: Any, jonas: Staff, at_work: Actor) -> None:
    client, series = staff_client(jonas), a_series(at_work)
    noted = {"kind": "vehicle", "words": "A bus in yellow and blue.", "supports": "de, Switzerland; AT"}
    shown = post(client, "note_clue", {**noted, "confidence": "low"}, series_id=series.id).content.decode()
    clue = Clue.objects.get()
    assert clue.code in shown and "Austria, Germany" not in shown and "Austria, Switzerland, Germany" in shown
    assert "yellow and blue" not in shown
    shown = post(client, "reveal_clues", {"purpose": "weigh"}, series_id=series.id).content.decode()
    assert "A bus in yellow and blue." in shown
    weighed = {
        "weigh-supports": "CH",
        "weigh-excludes": "DE",
        "weigh-confidence": "high",
        "weigh-words": "Seen.",
    }
    shown = post(client, "weigh_clue", weighed, clue_id=clue.id).content.decode()
    assert "Switzerland" in shown and "Seen." in shown and "yellow and blue" not in shown
    assert (
        "A bus in yellow" in post(client, "reveal_clue", {"purpose": "ask"}, clue_id=clue.id).content.decode()
    )
    tab = {"show": "clues"}
    assert series.code in client.get(client.at("identification:worklist"), tab).content.decode()
    assert clue.code in page(client, "series", series_id=series.id)
    shown = post(client, "set_aside_clue", {"aside-ground": "everywhere"}, clue_id=clue.id).content.decode()
    assert "Count it again" in shown
    assert series.code not in client.get(client.at("identification:worklist"), tab).content.decode()


def test_what_is_wrong_with_a_clue_is_said_where_it_is(
    staff_client: Any, jonas: Staff, at_work: Actor
) -> None:
    client, clue = staff_client(jonas), a_clue(at_work)
    good = {"kind": "plug", "words": "Two round pins.", "confidence": "low", "supports": "DE"}
    for name, sent, parts in (
        ("note_clue", {**good, "supports": "Atlantis"}, {"series_id": clue.series_id}),
        ("note_clue", {**good, "excludes": "DE"}, {"series_id": clue.series_id}),
        ("note_clue", {**good, "words": ""}, {"series_id": clue.series_id}),
        ("reveal_clues", {"purpose": "because"}, {"series_id": clue.series_id}),
        ("reveal_clue", {}, {"clue_id": clue.id}),
        ("weigh_clue", {"weigh-confidence": "sure"}, {"clue_id": clue.id}),
        ("weigh_clue", {"weigh-confidence": "high"}, {"clue_id": clue.id}),
        ("set_aside_clue", {"aside-ground": ""}, {"clue_id": clue.id}),
    ):
        reply = post(client, name, sent, **parts)
        assert reply.status_code == 422 and b"Traceback" not in reply.content, (name, sent)
    assert Clue.objects.get().is_open


def test_the_board_says_which_country_and_what_to_find_out(
    staff_client: Any, jonas: Staff, at_work: Actor
) -> None:
    client, series = staff_client(jonas), a_series(at_work)
    assert "No country leads." in page(client, "board", series_id=series.id)
    a_clue(at_work, series, read("DE AT", "FR"))
    asked = a_clue(at_work, series, read("AT", confidence=Confidence.UNJUDGED))
    shown = page(client, "board", series_id=series.id)
    assert "Leading: Austria, Germany" in shown and asked.code in shown and "three flat pins" not in shown
    assert "Which type is it, and where is it in use?" in shown
    revealed = post(client, "reveal_board", {"purpose": "weigh"}, series_id=series.id).content.decode()
    assert "three flat pins" in revealed
    sent = {"country": "DE", "ground": "country", "words": "Their desk has looked."}
    shown = post(client, "close_trail", sent, series_id=series.id).content.decode()
    assert "1 trail closed" in shown and "Leading: Austria" in shown and "Austria, Germany" not in shown
    assert "clues alone would weigh 6 for it" in shown
    shown = post(client, "reopen_trail", trail_id=ClosedTrail.objects.get().id).content.decode()
    assert "Leading: Austria, Germany" in shown and "trail opened again" in page(
        client, "series", series_id=series.id
    )
    for wrong in ({**sent, "country": "XX"}, {**sent, "words": ""}, {}):
        reply = post(client, "close_trail", wrong, series_id=series.id)
        assert reply.status_code == 422 and b"Traceback" not in reply.content


def test_suggestions_are_accepted_and_rejected(staff_client: Any, jonas: Staff, at_work: Actor) -> None:
    client, series, loose = staff_client(jonas), a_series(at_work), items(at_work, 2)
    inside = sorted(items_of(series))[0]
    found = [Alike(frozenset((inside, one)), Likeness.NEAR, 7) for one in loose]
    suggest(found, actor=Actor.system(at_work.agency_id))
    assert "2 suggestions" in page(client, "series", series_id=series.id)
    shown = page(client, "suggestions", series_id=series.id)
    assert (
        all(one in shown for one in loose) and "they look alike" in shown and "7 of 256 bits differ" in shown
    )
    post(client, "accept_suggestion", {"other": loose[0]}, series_id=series.id)
    shown = post(client, "reject_suggestion", {"other": loose[1]}, series_id=series.id).content.decode()
    assert "Nothing is suggested" in shown and loose[0] in items_of(series)
    assert post(client, "accept_suggestion", {"other": "nonsense"}, series_id=series.id).status_code == 409
