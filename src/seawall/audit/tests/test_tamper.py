"""Random attacks by somebody who owns the database: edits, deletions, swaps, truncations, insertions and full re-chains.

They may change every row, the heads and the edges of the trees, but they have neither the signing key nor (here) the
file of checkpoints. Every attack must be caught by the node's own verifier and by the stand-alone one.
"""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
import rfc8785
from django.db import connection, transaction

from seawall.audit import checkpoints
from seawall.audit.actions.export_trail import rows_of
from seawall.audit.chain import first_hash, hash_of
from seawall.audit.models import ChainHead, Line, Sealed
from seawall.audit.standalone.verify_trail import Broken, Unreadable, Verifier
from seawall.audit.verify import verify
from seawall.core.ids import new_id

pytestmark = pytest.mark.django_db
Lines = list[Line]
Attack = Callable[[random.Random, Lines], None]


def edit_text(chance: random.Random, lines: Lines) -> None:
    """One letter of one line."""
    line = chance.choice(lines)
    place = chance.randrange(len(line.body))
    letter = chance.choice([letter for letter in "abz019 " if letter != line.body[place]])
    Line.objects.filter(pk=line.pk).update(body=line.body[:place] + letter + line.body[place + 1 :])


def edit_text_and_hash(chance: random.Random, lines: Lines) -> None:
    line = chance.choice(lines)
    body = line.body.replace("crossed", "cleaned")
    Line.objects.filter(pk=line.pk).update(body=body, hash=hash_of(body.encode()))


def edit_what_it_is_found_by(chance: random.Random, lines: Lines) -> None:
    line = chance.choice(lines)
    change: dict[str, Any] = chance.choice(
        [{"what": "x.y"}, {"actor_id": "stf_x"}, {"subject_id": "x"}, {"hash": "0" * 64}]
    )
    Line.objects.filter(pk=line.pk).update(**change)


def delete_one(chance: random.Random, lines: Lines) -> None:
    Line.objects.filter(pk=chance.choice(lines).pk).delete()


def swap_two(chance: random.Random, lines: Lines) -> None:
    one, other = chance.sample(lines, 2)
    Line.objects.filter(pk=one.pk).update(body=other.body, hash=other.hash)
    Line.objects.filter(pk=other.pk).update(body=one.body, hash=one.hash)


def cut_the_end(chance: random.Random, lines: Lines) -> None:
    """With the head put right, so that the chain itself looks whole."""
    keep = lines[: chance.randrange(len(lines))]
    Line.objects.filter(agency_id=lines[0].agency_id, seq__gt=len(keep)).delete()
    set_head(lines[0].agency_id, keep)
    forget_the_tree(lines[0].agency_id)


def delete_and_close_the_gap(chance: random.Random, lines: Lines) -> None:
    rest = list(lines)
    rest.pop(chance.randrange(len(rest)))
    chain_again(lines[0].agency_id, rest)


def insert_one(chance: random.Random, lines: Lines) -> None:
    more = list(lines)
    said = json.loads(chance.choice(lines).body) | {"id": new_id("evt"), "what": "bridge.painted"}
    # Not at the very end: adding there is what a trail is for, and whoever owns the database can always do it.
    more.insert(chance.randrange(len(more)), Line(body=rfc8785.dumps(said).decode()))
    chain_again(lines[0].agency_id, more)


def insert_beyond_the_head(chance: random.Random, lines: Lines) -> None:
    last = lines[-1]
    said = json.loads(last.body) | {"id": new_id("evt"), "seq": last.seq + 1, "before": last.hash}
    keep_row(said)


def change_and_chain_again(chance: random.Random, lines: Lines) -> None:
    """The full re-chain: from the changed line on every hash is made anew, and the head with them."""
    changed = list(lines)
    place = chance.randrange(len(changed))
    said = json.loads(changed[place].body) | {"subject": "brg_other"}
    changed[place] = Line(body=rfc8785.dumps(said).decode())
    chain_again(lines[0].agency_id, changed)


def shuffle_and_chain_again(chance: random.Random, lines: Lines) -> None:
    one, other = chance.sample(range(len(lines)), 2)
    moved = list(lines)
    moved[one], moved[other] = moved[other], moved[one]
    chain_again(lines[0].agency_id, moved)


def put_into_another_chain(chance: random.Random, lines: Lines) -> None:
    line = chance.choice(lines)
    Line.objects.filter(pk=line.pk).update(agency_id="agc_third")


def touch_the_head(chance: random.Random, lines: Lines) -> None:
    change: dict[str, Any] = chance.choice(
        [{"hash": "0" * 64}, {"seq": len(lines) + 1}, {"seq": len(lines) - 1}]
    )
    ChainHead.objects.filter(agency_id=lines[0].agency_id).update(**change)


def touch_the_checkpoints(chance: random.Random, lines: Lines) -> None:
    """One letter of their file, or one of them gone, or two swapped."""
    file = bytearray(checkpoints.path().read_bytes())
    rows = bytes(file).splitlines(keepends=True)
    deed = chance.randrange(3)
    if deed == 0:
        place = chance.randrange(len(file))
        file[place] = chance.choice([letter for letter in b"abz019 {" if letter != file[place]])
        checkpoints.path().write_bytes(file)
    elif deed == 1:
        rows.pop(chance.randrange(len(rows)))
        checkpoints.path().write_bytes(b"".join(rows))
    else:
        one, other = chance.sample(range(len(rows)), 2)
        rows[one], rows[other] = rows[other], rows[one]
        checkpoints.path().write_bytes(b"".join(rows))


ATTACKS: tuple[Attack, ...] = (
    edit_text,
    edit_text_and_hash,
    edit_what_it_is_found_by,
    delete_one,
    swap_two,
    cut_the_end,
    delete_and_close_the_gap,
    insert_one,
    insert_beyond_the_head,
    change_and_chain_again,
    shuffle_and_chain_again,
    put_into_another_chain,
    touch_the_head,
    touch_the_checkpoints,
)
# The stand-alone verifier sees texts and hashes; the columns beside them are the node's own business, and a line beyond
# the head or of another chain's column is simply not part of what is exported.
ONLY_THE_NODE_SEES = {edit_what_it_is_found_by, insert_beyond_the_head}


def set_head(agency_id: str, lines: Lines) -> None:
    last = lines[-1].hash if lines else first_hash(agency_id)
    ChainHead.objects.filter(agency_id=agency_id).update(seq=len(lines), hash=last)


def forget_the_tree(agency_id: str) -> None:
    Sealed.objects.filter(agency_id=agency_id).update(size=0, peaks=[])


def keep_row(said: dict[str, Any]) -> Line:
    body = rfc8785.dumps(said)
    return Line.objects.create(
        id=said["id"],
        agency_id=said["agency"],
        seq=said["seq"],
        at=said["at"],
        what=said["what"],
        actor_id=said["actor"]["id"],
        subject_id=said["subject"],
        body=body.decode(),
        hash=hash_of(body),
    )


def chain_again(agency_id: str, lines: Lines) -> None:
    Line.objects.filter(agency_id=agency_id).delete()
    before, kept = first_hash(agency_id), []
    for seq, line in enumerate(lines, 1):
        kept.append(keep_row(json.loads(line.body) | {"seq": seq, "before": before}))
        before = kept[-1].hash
    set_head(agency_id, kept)
    forget_the_tree(agency_id)


def is_caught_alone() -> bool:
    agencies = list(ChainHead.objects.values_list("agency_id", flat=True))
    rows = list(rows_of(agencies, all_agencies=True))
    try:
        Verifier().read(rows)
    except (Broken, Unreadable):
        return True
    return False


@pytest.fixture
def trail(written: Callable[..., None], unguarded: None) -> None:
    for _ in range(4):
        written(12)


def attack_and_look(attack: Attack, seed: int) -> tuple[bool, bool]:
    chance = random.Random(seed)
    file = checkpoints.path().read_bytes()
    agency = chance.choice(["agc_nord", "agc_sud"])
    lines = list(Line.objects.filter(agency_id=agency).order_by("seq"))
    with transaction.atomic():
        attack(chance, lines)
        caught = not verify().whole, attack in ONLY_THE_NODE_SEES or is_caught_alone()
        transaction.set_rollback(True)
    checkpoints.path().write_bytes(file)
    return caught


def all_caught(rounds: int) -> None:
    missed = []
    for seed in range(rounds):
        attack = ATTACKS[seed % len(ATTACKS)]
        caught = attack_and_look(attack, seed)
        if caught != (True, True):
            missed.append((seed, attack.__name__, caught))
    assert not missed, missed
    assert verify().whole and not is_caught_alone(), "the attacks left something behind"


def test_a_hundred_attacks_are_caught_by_both(trail: None) -> None:
    all_caught(100)


@pytest.mark.slow
def test_a_thousand_attacks_are_caught_by_both(trail: None) -> None:
    all_caught(1000)


def test_a_verifier_that_looks_away_would_be_noticed(trail: None) -> None:
    """The harness can fail: an attack that changes nothing is not called caught."""
    assert attack_and_look(lambda chance, lines: None, 0) == (False, False)
    assert connection.in_atomic_block
