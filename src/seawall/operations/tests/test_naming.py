"""Accounts named as people name them: by code, handle, e-mail address or id, and only those that the viewer sees."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import new_id, short
from seawall.operations import naming, queries
from seawall.operations.actions import open_operation
from seawall.operations.models import Account, Measure, Operation, Request, Site
from seawall.operations.naming import words_in
from seawall.operations.tests.make import a_site, taken
from seawall.operations.tests.planning import CONTACT, window
from seawall.operations.tests.test_scope import part
from seawall.people.models import Staff

TABLE = "handle,country,email\nred cup,SE,red@post.example\nblue_kite,DE,kite@post.example\n"


@pytest.fixture
def red(site: Site, lead: Actor) -> Account:
    taken(site, TABLE, lead)
    return Account.objects.get(country="SE")


@pytest.fixture
def blue(red: Account) -> Account:
    return Account.objects.get(country="DE")


def named(actor: Actor, operation: Operation, *words: str) -> list[str]:
    found = queries.accounts_named_for(actor, operation, words)
    assert not found.faults
    return [one.id for one in found.accounts]


def faults(actor: Actor, operation: Operation, *words: str) -> list[str]:
    found = queries.accounts_named_for(actor, operation, words)
    assert not found.accounts
    return list(found.faults)


def with_code_of(account: Account, handle: str) -> Account:
    """Another account of the same site whose id ends in the same six letters."""
    account.pk = new_id("acc")[:-6] + account.pk[-6:]
    account.key, account.alike = naming.key_of(handle), naming.alike_of(handle)
    account.save(force_insert=True)
    return account


def test_an_account_is_named_by_what_people_have_at_hand(
    red: Account, blue: Account, operation: Operation, lead: Actor
) -> None:
    for word in (short(red.id), short(red.id).lower(), red.id, red.id.upper(), "red cup", "Red@Post.example"):
        assert named(lead, operation, word) == [red.id], word
    every = named(lead, operation, short(blue.id), "red cup", blue.id, "kite@post.example")
    assert every == [blue.id, red.id]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7K2M9Q, red cup\n\n kite@post.example ;x", ["7K2M9Q", "red cup", "kite@post.example", "x"]),
        ("x\r\nx\ty", ["x", "y"]),
        (f"acc_{'0' * 26} acc_{'1' * 26}", [f"acc_{'0' * 26}", f"acc_{'1' * 26}"]),
        (" ,\n; ", []),
    ],
)
def test_words_stand_between_lines_and_commas(text: str, words: list[str]) -> None:
    assert words_in(text) == words


def test_one_that_is_not_clear_is_told_with_those_it_may_be(
    red: Account, operation: Operation, lead: Actor
) -> None:
    other = a_site(lead, operation, "Site B")
    taken(other, "handle,email\nred cup,red@post.example\n", lead)
    twin = Account.objects.get(site=other)
    for word in ("red cup", "red@post.example"):
        [sentence] = faults(lead, operation, word)
        assert f"“{word}” names more than one account" in sentence
        assert f"{short(red.id)} (re…, Site A, Sweden)" in sentence
        assert f"{short(twin.id)} (re…, Site B, country not known)" in sentence
    # What the sentence offers is clear.
    assert named(lead, operation, short(twin.id)) == [twin.id]


def test_a_code_of_two_accounts_is_cleared_by_the_whole_id(
    red: Account, operation: Operation, lead: Actor
) -> None:
    code = short(red.id)
    one = queries.one_account_for(lead, red.id)
    twin = with_code_of(red, "green_hat")
    [sentence] = faults(lead, operation, code)
    assert one.id in sentence and twin.id in sentence
    assert named(lead, operation, twin.id) == [twin.id]
    assert queries.shortest_names_for(lead, operation, [one, twin]) == [one.id, twin.id]


def test_a_handle_written_otherwise_is_offered_and_not_taken(
    blue: Account, operation: Operation, lead: Actor
) -> None:
    [sentence] = faults(lead, operation, "Blue.Kite")
    assert "“Blue.Kite” exactly" in sentence and short(blue.id) in sentence


def test_what_another_part_has_is_told_as_what_there_is_not(
    red: Account, blue: Account, operation: Operation, lead: Actor, partner: Actor, outsider: Actor
) -> None:
    part(operation, lead, partner, countries=("SE",))
    other = a_site(lead, open_operation("Lantern", actor=lead), "Site Z")
    taken(other, "handle\ngreen_hat\n", lead)
    elsewhere = Account.objects.get(site=other)
    hidden = (
        short(blue.id),
        blue.id,
        "blue_kite",
        "BLUE KITE",
        "kite@post.example",
        elsewhere.id,
        "green_hat",
    )
    nothing = faults(partner, operation, "no such")[0]
    for word in hidden:
        assert faults(partner, operation, word) == [nothing.replace("no such", word)]
    assert named(partner, operation, "red cup") == [red.id]
    # Of two with the same address only the one that is seen counts.
    taken(red.site, "handle,country,email\nyellow,DE,red@post.example\n", lead)
    assert named(partner, operation, "red@post.example") == [red.id]
    assert faults(outsider, operation, "red cup") == [nothing.replace("no such", "red cup")]


def test_whoever_has_no_duty_here_names_nothing(
    red: Account, operation: Operation, specialist: Actor
) -> None:
    with pytest.raises(Refused):
        queries.accounts_named_for(specialist, operation, ["red cup"])


def test_many_faults_and_many_candidates_are_cut(site: Site, operation: Operation, lead: Actor) -> None:
    rows = [f"cup{number},same@post.example" for number in range(8)]
    taken(site, "\n".join(["handle,email", *rows]), lead)
    [sentence] = faults(lead, operation, "same@post.example")
    assert sentence.count("Site A") == 5 and "and 3 more" in sentence
    many = faults(lead, operation, *(f"none{number}" for number in range(30)))
    assert len(many) == 11 and "20 more words" in many[-1]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL reads a small table whole")
def test_a_code_is_looked_up_by_its_index(db: None) -> None:
    plan = Account.objects.annotate(code=naming.ShortOf("id")).filter(code__in=["7k2m9q", "8k2m9q"]).explain()
    assert "operations_account_short" in plan, plan


def test_the_code_in_the_database_is_the_one_that_pages_show(red: Account) -> None:
    assert connection.vendor in ("sqlite", "postgresql")
    assert Account.objects.annotate(code=naming.ShortOf("id")).get(pk=red.pk).code == short(red.id).lower()


def test_the_pages_take_people_from_accounts_to_a_request(
    red: Account, blue: Account, operation: Operation, dana: Staff, staff_client: Callable[..., Any]
) -> None:
    client = staff_client(dana)
    draft = client.at("operations:draft_request", operation_id=operation.id)
    on_account = client.get(client.at("operations:account", account_id=red.id)).content.decode()
    assert f"{draft}?account={red.id}" in on_account and short(red.id) in on_account
    on_list = client.get(client.at("operations:accounts", operation_id=operation.id)).content.decode()
    assert f'action="{draft}"' in on_list and f'name="account" value="{red.id}" form="ticked"' in on_list
    ticked = client.get(f"{draft}?account={red.id}&account={blue.id}")
    assert ticked.context["form"].initial["accounts"] == f"{short(red.id)}\n{short(blue.id)}"
    assert "Site A" in ticked.content.decode()
    sends = {"instrument": "us_2703f", "addressee": "Post Example", "country": "US"}
    wrong = client.post(draft, {**sends, "accounts": f"{short(red.id)}, nobody\nBLUE-KITE"})
    errors = wrong.context["form"].errors["accounts"]
    assert (
        wrong.status_code == 422
        and len(errors) == 2
        and "nobody" in errors[0]
        and short(blue.id) in errors[1]
    )
    client.post(draft, {**sends, "accounts": f"{short(red.id)}, blue_kite\nkite@post.example"})
    assert set(Request.objects.get().accounts.all()) == {red, blue}


def test_an_account_of_another_operation_opens_no_form(
    red: Account, operation: Operation, lead: Actor, dana: Staff, staff_client: Callable[..., Any]
) -> None:
    other = a_site(lead, open_operation("Lantern", actor=lead), "Site Z")
    taken(other, "handle\ngreen_hat\n", lead)
    client, green = staff_client(dana), Account.objects.get(site=other)
    for page in ("draft_request", "plan_measure"):
        for account_id in (green.id, new_id("acc"), "x"):
            url = client.at(f"operations:{page}", operation_id=operation.id)
            assert client.get(f"{url}?account={account_id}").status_code == 404
    with pytest.raises(NotFound):
        queries.picked_accounts_for(lead, operation, [red.id, green.id])


def test_a_measure_names_its_account_the_same_way(
    red: Account, operation: Operation, dana: Staff, staff_client: Callable[..., Any]
) -> None:
    client = staff_client(dana)
    plan = client.at("operations:plan_measure", operation_id=operation.id)
    assert client.get(f"{plan}?account={red.id}").context["form"].initial["account"] == short(red.id)
    when = window()
    sends = {
        "kind": "arrest",
        "begins_at": when.begins_at.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": when.ends_at.strftime("%Y-%m-%dT%H:%M"),
        "country": "NL",
        "contact": CONTACT,
    }
    assert set(client.post(plan, {**sends, "account": "nobody"}).context["form"].errors) == {"account"}
    client.post(plan, {**sends, "account": "red@post.example"})
    assert Measure.objects.get().account == red
