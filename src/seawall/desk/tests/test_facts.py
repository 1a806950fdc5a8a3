"""Every fact the house writes into the trail has a name, and every code in one has words."""

import ast
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from django.db import transaction
from django.utils.translation import override

from seawall.audit.actions import record
from seawall.audit.queries import TrailLine, trail_for
from seawall.core.ids import new_id, short
from seawall.desk.facts import facts_of
from seawall.desk.facts.codes import EVERYWHERE, OF_DEED, words_of
from seawall.desk.facts.names import COUNTED, NAMES, name_of
from seawall.desk.history import TELLING
from seawall.material.states import FingerprintKind
from seawall.operations.queries import Reason
from seawall.reports.states import MailFate
from tests.architecture.source import SOURCE, python_files, tree_of

WRITERS = ("record", "record_each", "record_soon")
NO_FACTS = ("actor", "subject", "purpose")
# Where facts are put together before the line is written: what they can be called.
GATHERED = {
    "desk/actions/retry_jobs.py": {"job"},
    "federation/actions/end_run.py": {"pages", "new", "changed", "withdrawn", "refused"},
    "material/actions/hold_files.py": {"holding", "agency"},
    "material/actions/take_arrivals.py": {"kinds", "statement"},
    "material/actions/withdraw_statements.py": {"statement"},
    "material/asking/ask.py": {*FingerprintKind.values, "canaries"},
    "mistakes/actions/note_listed.py": {"correction"},
    "mistakes/actions/note_pulled.py": {"correction"},
    "operations/actions/answer_link.py": {"withdrawn"},
    "operations/actions/set_weights.py": set(Reason.values),
    "people/actions/change_access_key.py": {"scopes", "lists", "per_minute", "per_day"},
    "people/actions/open_access_key.py": {"scopes", "lists", "per_minute", "per_day"},
    "reports/actions/end_mail_run.py": set(MailFate.values),
}

# No code: numbers, moments and days, ids, yes and no, and what people wrote themselves as a reference.
PLAIN = frozenset(
    """
    about account accounts administrator agency answer answer_by approval asked asked_by before begins
    begins_on beside body bundle by bytes canaries care change changed changes charge child_contact
    claim clue clues code columns complete completeness contacts correction corrections count
    credentials danger days decided differences domestic due_on ends ends_on entries entry exact
    excludes faulty files findings fingerprints first flooded found fresh hits holding into invitation
    item items kept known labelled last lines link list lists location locked matches matching md5
    measure message minutes misses moved near near_records new next_on number of_use one opened
    operation opinion opinions other pages pairs partners password pdq per_day per_minute personas
    persons photodna-opaque piece police provider public_door radius ran reads received records
    reference refused renews renews_keys report reports request rows same second seen sent series sha1
    sha256 site sites source statement status step stranger subjects supports taken test things times
    tipline tips to too_large trace trail unanswered unproven unseen up uploader urgent valid_until
    version victims votes withdrawn work_with_children youth
    """.split()
)
# Keys under which codes are easily written, and the deeds that write an id, a number or a reference there.
OFTEN_CODES = frozenset(
    ["about", "by", "code", "fields", "place", "reference", "safeguards", "source", "status", "step", "to"]
)
PLAIN_OF = {
    ("approvals.approved", "about"),
    ("approvals.expired", "about"),
    ("approvals.proposed", "about"),
    ("approvals.refused", "about"),
    ("approvals.spent", "about"),
    ("approvals.try_refused", "about"),
    ("approvals.try_refused", "status"),
    ("approvals.withdrawn", "about"),
    ("federation.copy_seen", "by"),
    ("federation.pull_refused", "status"),
    ("federation.vote_answered", "status"),
    ("federation.vote_begun", "source"),
    ("identification.vault_erased", "reference"),
    ("identification.vault_searched", "reference"),
    ("identification.victim_told", "to"),
    ("material.ask_refused", "status"),
    ("material.canary_seen", "by"),
    ("mistakes.doubted", "about"),
    ("notice.reminded", "step"),
    ("notice.reminder_sent", "step"),
    ("people.key_renewed", "by"),
    ("reports.forwarding_step_done", "code"),
    ("reports.hand_in_refused", "status"),
    ("reports.lock_handed_over", "to"),
}


class Written(NamedTuple):
    """One fact of one deed as the code writes it; the deed is empty where it is given by a caller."""

    deed: str
    key: str
    value: ast.expr | None


def written_in(tree: ast.Module, gathered: set[str] | None) -> Iterator[Written]:
    """`gathered` None: nothing may be put together elsewhere."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if ast.unparse(call.func) not in WRITERS:
            continue
        deed = str(call.args[0].value) if isinstance(call.args[0], ast.Constant) else ""
        for keyword in call.keywords:
            if keyword.arg and keyword.arg not in NO_FACTS:
                yield Written(deed, keyword.arg, keyword.value)
        if len(call.args) > 1 or any(keyword.arg is None for keyword in call.keywords):
            assert gathered is not None, f"name the facts of {deed} in GATHERED"
            yield from (Written(deed, key, None) for key in gathered)


@cache
def written_by_the_house() -> list[Written]:
    files = {path.relative_to(SOURCE).as_posix(): path for path in python_files()}
    del files["audit/actions/record.py"]
    return [fact for name, path in files.items() for fact in written_in(tree_of(path), GATHERED.get(name))]


def test_every_fact_has_a_name_and_every_name_a_fact():
    pairs = {(fact.deed, fact.key) for fact in written_by_the_house()}
    counted = {(deed, key) for deed, names in COUNTED.items() for key in names}
    assert {"purpose", *(key for _deed, key in pairs - counted)} == set(NAMES)


def test_every_code_has_words():
    codes = [
        fact
        for fact in written_by_the_house()
        if isinstance(fact.value, ast.Attribute) and fact.value.attr == "value"
    ]
    assert len(codes) > 50
    assert [fact for fact in codes if words_of(fact.deed, fact.key) is None] == []


def test_what_has_no_words_is_a_number_a_day_an_id_or_yes_and_no():
    """Whoever writes a new fact says here that it is no code, or gives its code words."""
    without = {(fact.deed, fact.key) for fact in written_by_the_house() if not words_of(fact.deed, fact.key)}
    assert {key for _deed, key in without} - PLAIN == set()
    assert [pair for pair in PLAIN_OF if pair not in without] == []
    assert {pair for pair in without if pair[1] in OFTEN_CODES} == PLAIN_OF


def test_a_timeline_tells_facts_that_its_deeds_have():
    pairs = {(fact.deed, fact.key) for fact in written_by_the_house()}
    assert {(deed, key) for deed, keys in TELLING.items() for key in keys} <= pairs


def test_all_words_for_codes_are_of_facts_that_are_written():
    pairs = {(fact.deed, fact.key) for fact in written_by_the_house()}
    assert [pair for pair in OF_DEED if pair not in pairs and pair[1] != "purpose"] == []
    assert set(EVERYWHERE) <= {key for _deed, key in pairs}


def test_it_finds_a_fact_in_code():
    tree = ast.parse('record("bell.rung", actor=a, subject=b, loud=True)\nring(times=2)')
    assert [(fact.deed, fact.key) for fact in written_in(tree, None)] == [("bell.rung", "loud")]
    with pytest.raises(AssertionError, match="GATHERED"):
        list(written_in(ast.parse('record("bell.rung", actor=a, subject=b, **more)'), None))


def told(what: str, **facts: object) -> dict[str, str]:
    line = TrailLine("", 1, None, what, "", "", "", "", facts)  # type: ignore[arg-type]
    return {fact.name: ", ".join(piece.text for piece in fact.values) for fact in facts_of(line, {})}


def test_facts_are_told_in_the_language_of_the_reader():
    facts = {"scopes": ["match"], "lists": [], "per_minute": 12_000}
    with override("en"):
        assert told("people.key_opened", **facts) == {
            "What it opens": "ask whether fingerprints are on a list",
            "Lists": "–",
            "Fingerprints in a minute, at most": "12,000",
        }
    with override("de"):
        assert told("people.key_opened", **facts)["Fingerabdrücke in der Minute, höchstens"] == "12.000"
        assert told("operations.request_acknowledged", received="2026-03-01T08:05:09.000001Z") == {
            "Eingegangen": "01.03.2026 08:05"
        }


def test_a_row_of_a_table_is_told_by_its_name():
    row = {"safeguards": ["executions/1", "gone/7"]}
    with override("en"):
        assert told("reports.tipline_added", place="ncmec-test") == {"Tipline": "NCMEC, tests"}
        assert told("reports.tipline_added", place="") == {"Tipline": "Another tipline"}
        said = told("operations.referral_sent", **row)["Safeguards"]
        assert said == "Do not send data of suspects: Executions were reported there in 2024, gone/7"
    with override("de"):
        assert list(told("reports.tipline_added", place="ncmec-test").values()) == ["NCMEC, Tests"]
        assert "Hinrichtungen" in next(iter(told("operations.referral_sent", **row).values()))
        changed = told("operations.persona_corrected", fields=["country", "shown_age"])
        assert list(changed.values()) == ["Land, Angegebenes Alter"]


def test_the_same_key_means_what_its_deed_means():
    with override("en"):
        assert told("identification.asked", answer="safe") == {"Answer": "Known and safe"}
        assert told("operations.request_answered", answer="part") == {"Answer": "in part"}
        assert told("material.asked", pdq=2) == {"PDQ": "2"}


def test_what_has_no_words_is_shown_as_it_was_written():
    with override("en"):
        assert told("moon.landed", eagle="tranquility", none=None) == {"eagle": "tranquility", "none": "–"}
        assert told("check.kept", standing="melted") == {"Standing": "melted"}
        assert told("identification.body_named", next_on="2026-99-99") == {"Next time": "2026-99-99"}
    assert name_of("moon.landed", "eagle") == "eagle"


def test_the_page_tells_facts_in_words_and_leads_from_ids_to_their_lines(otto, mara, staff_client, actor_of):
    item, holding = new_id("itm"), new_id("hld")
    with transaction.atomic():
        record("material.held", actor=actor_of(mara), subject=item, holding=holding, agency=mara.agency_id)
    page = staff_client(otto).get("/trail/", {"about": item}).content.decode()
    assert f'href="?about={holding}" title="{holding}">{short(holding)}</a>' in page
    assert "Agency: <a" in page and mara.agency.name in page
    assert trail_for(actor_of(otto), about=item)[0].facts == {"holding": holding, "agency": mara.agency_id}
