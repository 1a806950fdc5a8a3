import pytest
from django.db import connection

from seawall.approvals.actions import withdraw
from seawall.approvals.models import Approval
from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, StepUpNeeded, WrongState
from seawall.core.tests.at_once import at_once
from seawall.identification.actions import (
    erase_from_vault,
    propose_opening,
    renew_in_vault,
    reveal_found,
    reveal_vault,
)
from seawall.identification.models import VaultEntry, Victim
from seawall.identification.queries import due_for, kinds_of, vault_for
from seawall.identification.states import (
    BirthDate,
    EraseGround,
    Kept,
    NameFound,
    Opened,
    VaultKind,
    VaultPurpose,
    VictimState,
)
from seawall.identification.tests.makers import a_victim, claimed, up
from seawall.identification.tests.vault_makers import (
    SENTINEL,
    a_keeper,
    agreed,
    asked_to_find,
    asked_to_open,
    kept,
    whom,
)
from seawall.identification.vault.sounds import one_way_of_sounding
from tests.architecture.source import everywhere, imports_in, python_files, tree_of


@pytest.fixture
def child(at_work: Actor) -> Victim:
    return a_victim(at_work)


def safe(victim: Victim, actor: Actor) -> None:
    up(up(victim, VictimState.IDENTIFIED, actor), VictimState.SAFEGUARDED, actor)


def test_it_opens_what_two_keepers_want_once(child, keeper, second_keeper):
    name = kept(child, keeper)
    kept(child, keeper, "Haus am Birnbaum 7", VaultKind.ADDRESS)
    asked = agreed(asked_to_open(child, keeper, name), second_keeper)
    assert reveal_vault(child, asked.id, actor=keeper) == [Opened(VaultKind.NAME, SENTINEL)]
    with pytest.raises(WrongState):
        reveal_vault(child, asked.id, actor=keeper)
    line = Line.objects.get(what="identification.vault_opened")
    assert (line.subject_id, line.actor_id) == (child.id, keeper.id)
    assert second_keeper.id in line.body and "authority" in line.body


def test_nothing_comes_out_alone(child, keeper, second_keeper):
    kept(child, keeper)
    asked = asked_to_open(child, keeper)
    with pytest.raises(WrongState):
        reveal_vault(child, asked.id, actor=keeper)
    with pytest.raises(Refused):
        agreed(asked, keeper)
    agreed(asked, second_keeper)
    with pytest.raises(Refused):
        reveal_vault(child, asked.id, actor=second_keeper)
    with pytest.raises(StepUpNeeded):
        reveal_vault(child, asked.id, actor=keeper.stale())
    withdraw(asked, actor=keeper)
    with pytest.raises(WrongState):
        reveal_vault(child, asked.id, actor=keeper)


def test_an_approval_opens_no_other_child_and_no_more_than_was_agreed(at_work, child, keeper, second_keeper):
    name, other = kept(child, keeper), a_victim(at_work)
    kept(other, keeper, "Rosa Beispiel")
    asked = agreed(asked_to_open(child, keeper, name), second_keeper)
    with pytest.raises(WrongState, match="not what was shown"):
        reveal_vault(other, asked.id, actor=keeper)
    more = kept(child, keeper, "Anderer Name", VaultKind.OTHER_NAME)
    wider = {**asked.shown, "entries": [name.id, more.id]}
    Approval.objects.filter(pk=asked.pk).update(shown=wider)
    with pytest.raises(WrongState, match="not what was shown"):
        reveal_vault(child, asked.id, actor=keeper)


def test_a_sealed_field_opens_in_its_own_row_alone(at_work, child, keeper, second_keeper):
    """Whoever can write the database cannot have one child's field opened as another's."""
    name, other = kept(child, keeper), kept(a_victim(at_work), keeper, "Rosa Beispiel")
    VaultEntry.objects.filter(pk=name.pk).update(sealed=other.sealed)
    asked = agreed(asked_to_open(child, keeper), second_keeper)
    with pytest.raises(WrongState, match="cannot be read"):
        reveal_vault(child, asked.id, actor=keeper)


def test_who_does_not_keep_the_vault_is_nobody_here(child, keeper, at_work, abroad, police, actor_of, petra):
    kept(child, keeper)
    foreign = actor_of(a_keeper("Valerie", police))
    for stranger in (at_work, abroad, foreign, Actor.system(child.owner_id)):
        with pytest.raises(Refused):
            kept(child, stranger)
        with pytest.raises(Refused):
            asked_to_open(child, stranger)
        with pytest.raises(Refused):
            erase_from_vault(child, EraseGround.WRONG, reference="AZ-7", actor=stranger)
    with pytest.raises(Refused):
        vault_for(actor_of(petra))
    with pytest.raises(Refused):
        reveal_found(whom(), "apv_0", actor=at_work)
    assert not vault_for(foreign)


def test_only_what_is_chosen_and_kept_can_be_proposed(at_work, child, keeper):
    mine, other = kept(child, keeper), kept(a_victim(at_work), keeper)
    for chosen in ([], [other.id], [mine.id, other.id]):
        with pytest.raises(Invalid):
            propose_opening(child, chosen, purpose=VaultPurpose.PROTECT, words="Why.", actor=keeper)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("name", " "),
        ("name", "—"),
        ("birth_date", "9.3.2014"),
        ("birth_date", "2014-02-30"),
        ("birth_date", "0214-03-09"),
        ("birth_date", "2914-03-09"),
        ("school", "x" * 301),
    ],
)
def test_bad_input_is_told_and_not_kept(kind, words, child, keeper):
    with pytest.raises(Invalid) as told:
        kept(child, keeper, words, VaultKind(kind))
    assert words.strip() == "" or words not in str(told.value)
    assert not VaultEntry.objects.exists()


@pytest.mark.parametrize(
    "written", ["quittenkern ZWIESELFUND", "Quittenkern,  Zwieselfund", "Zwìeselfünd Quittenkérn"]
)
def test_a_name_is_found_however_it_is_written(written, child, keeper, second_keeper):
    kept(child, keeper, "Zwieselfund Quittenkern")
    kept(child, keeper, "2014-03-09", VaultKind.BIRTH_DATE)
    sought = whom(written, "2014-03-09")
    asked = agreed(asked_to_find(sought, keeper), second_keeper)
    [found] = reveal_found(sought, asked.id, actor=keeper)
    assert (found.code, found.birth_date, found.kept) == (child.code, BirthDate.SAME, (Kept.UNSAFE,))
    assert found.kinds == (VaultKind.NAME, VaultKind.BIRTH_DATE)
    assert SENTINEL not in repr(found)


def test_a_search_needs_two_people_and_keeps_to_its_name(child, keeper, petra, jonas, actor_of):
    petra.agency = jonas.agency
    petra.save()
    officer = actor_of(petra)
    kept(child, keeper)
    asked = asked_to_find(whom(), officer)
    with pytest.raises(WrongState):
        reveal_found(whom(), asked.id, actor=officer)
    agreed(asked, keeper)
    with pytest.raises(Refused):
        reveal_found(whom(), asked.id, actor=keeper)
    for changed in (whom("Rosa Beispiel"), whom(birth_date="2014-03-09"), whom(reference="DP-9")):
        with pytest.raises(WrongState, match="not what was shown"):
            reveal_found(changed, asked.id, actor=officer)
    assert len(reveal_found(whom(), asked.id, actor=officer)) == 1
    with pytest.raises(WrongState):
        reveal_found(whom(), asked.id, actor=officer)


def test_another_agency_finds_nothing_and_has_another_mark(child, keeper, police, lena, actor_of):
    one, two = (actor_of(a_keeper(name, police)) for name in ("Valerie", "Vincent"))
    mine, theirs = kept(child, keeper), kept(a_victim(actor_of(lena)), one)
    assert mine.mark and mine.mark != theirs.mark
    asked = agreed(asked_to_find(whom(), one), two)
    assert [found.code for found in reveal_found(whom(), asked.id, actor=one)] == [theirs.victim.code]


def test_it_is_erased_for_good_as_soon_as_it_may_be(child, keeper, second_keeper, at_work):
    entry = kept(child, keeper)
    asked = agreed(asked_to_open(child, keeper), second_keeper)
    with pytest.raises(WrongState, match="not noted as safeguarded"):
        erase_from_vault(child, EraseGround.REQUEST, reference="DP-2031-14", actor=keeper)
    safe(child, at_work)
    claimed(at_work, child.series)
    with pytest.raises(WrongState, match="works on the series"):
        erase_from_vault(child, EraseGround.OVER, reference="AZ-7", actor=keeper)
    with clock.at(clock.in_future(days=15)):
        assert erase_from_vault(child, EraseGround.REQUEST, reference="DP-2031-14", actor=keeper) == 1
    entry.refresh_from_db()
    assert (entry.sealed.secret, entry.mark, entry.ground) == ("", "", "request") and entry.erased_at
    with pytest.raises(WrongState):
        reveal_vault(child, asked.id, actor=keeper)
    assert kinds_of(child) == () and not vault_for(keeper)
    again = agreed(asked_to_find(whom(), keeper), second_keeper)
    assert reveal_found(whom(), again.id, actor=keeper) == []


def test_what_is_wrong_is_erased_at_any_time(child, keeper):
    kept(child, keeper)
    with pytest.raises(Invalid):
        erase_from_vault(child, EraseGround.WRONG, reference="Rosa Beispiel", actor=keeper)
    assert erase_from_vault(child, EraseGround.WRONG, reference="AZ-7", actor=keeper) == 1


def test_somebody_looks_once_a_year_whether_it_is_still_needed(child, keeper):
    entry = kept(child, keeper)
    assert due_for(keeper) == []
    with clock.at(clock.in_future(days=366)):
        assert due_for(keeper) == [(child, entry.review_on)]
        renew_in_vault(child, actor=keeper)
        assert due_for(keeper) == []


def test_only_the_deed_of_two_people_opens_a_seal():
    door = "seawall.identification.vault.sealing.opened_for"
    users = everywhere(python_files(), lambda path: door in imports_in(tree_of(path)))
    assert set(users) == {"src/seawall/identification/actions/reveal_vault.py"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs many at once: set DATABASE_URL")
def test_of_many_at_once_one_sees_it(child, keeper, second_keeper, at_work):
    kept(child, keeper)
    asked = agreed(asked_to_open(child, keeper), second_keeper)
    said = at_once(*[lambda: reveal_vault(child, asked.id, actor=keeper)] * 4)
    assert said.count([Opened(VaultKind.NAME, SENTINEL)]) == 1
    assert [type(answer) for answer in said].count(WrongState) == 3
    safe(child, at_work)
    again = agreed(asked_to_open(child, keeper), second_keeper)
    at_once(
        lambda: reveal_vault(child, again.id, actor=keeper),
        lambda: erase_from_vault(child, EraseGround.REQUEST, reference="DP-1", actor=keeper),
    )
    assert not VaultEntry.objects.filter(erased_at=None).exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stefan Maier", "MEYER, Stephan"),
        ("Katharina Müller", "Catarina Mueller"),
        ("Łukasz Schmidt", "Lukas Schmitt"),
        ("Jakob Vogel", "Jacob Fogel"),
    ],
)
def test_names_that_sound_alike_have_one_rough_mark(one: str, other: str) -> None:
    assert one_way_of_sounding(one) == one_way_of_sounding(other)


@pytest.mark.parametrize(("one", "other"), [("Peter Rot", "Petra Rot"), ("Maria Blau", "Meier Blau")])
def test_names_that_sound_otherwise_have_another(one: str, other: str) -> None:
    assert one_way_of_sounding(one) != one_way_of_sounding(other)


def test_another_spelling_is_found_as_a_maybe_after_the_same_name(at_work, child, keeper, second_keeper):
    other, third = a_victim(at_work), a_victim(at_work)
    kept(other, keeper, "Stefan Maier")
    kept(child, keeper, "Stephan Meyer")
    kept(third, keeper, "Rosa Beispiel")
    sought = whom("stephan meyer")
    asked = agreed(asked_to_find(sought, keeper), second_keeper)
    found = reveal_found(sought, asked.id, actor=keeper)
    assert [(one.code, one.name) for one in found] == [
        (child.code, NameFound.SAME),
        (other.code, NameFound.ALIKE),
    ]
    erase_from_vault(other, EraseGround.WRONG, reference="DP-1", actor=keeper)
    assert VaultEntry.objects.get(victim=other).rough_mark == ""
