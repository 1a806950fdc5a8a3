"""The rule tables, each by its own cases, and what must hold for every table whatever it says."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.material.schemes import NO_VERDICT, OUTSIDE, Scheme, evaluate, scheme_at, schemes
from seawall.material.schemes.checking import faults_of
from seawall.material.schemes.evaluate import readings
from seawall.material.schemes.tables import HERE, every_version, read
from seawall.material.settling import finding_of
from seawall.material.states import FACTS, LABEL_NAMES, UNKNOWN, Confidence, Labels, contradict

TABLES = every_version()
CASES = [(scheme, number, case) for scheme in TABLES for number, case in enumerate(scheme.cases, 1)]
EVERY = [
    dict(zip(FACTS, answers, strict=True)) for answers in product(*(FACTS[name].values for name in FACTS))
]
any_facts = st.sampled_from(EVERY)
GOOD = (HERE / "us-2256.1.toml").read_text(encoding="utf-8")
each_table = pytest.mark.parametrize("scheme", TABLES, ids=lambda scheme: f"{scheme.id}.{scheme.version}")


def labels_of(facts: dict[str, str]) -> Labels:
    return Labels.read({**facts, "confidence": Confidence.MEDIUM})


def category(scheme: Scheme, facts: dict[str, str]) -> str:
    return evaluate(scheme, labels_of(facts)).category


@pytest.mark.parametrize(
    ("scheme", "case"),
    [pytest.param(scheme, case, id=f"{scheme.id}.{scheme.version}-{n}") for scheme, n, case in CASES],
)
def test_it_decides_the_table_s_own_cases(scheme, case):
    assert set(case.labels) == set(FACTS)
    assert category(scheme, dict(case.labels)) == case.category


def test_the_house_brings_the_six_tables():
    assert [scheme.id for scheme in schemes()] == [
        "de-184b",
        "de-184c",
        "industry",
        "interpol-baseline",
        "uk-sentencing",
        "us-2256",
    ]


@each_table
def test_every_combination_of_labels_has_exactly_one_outcome(scheme):
    """Exhaustive: there are only a thousand ways to label."""
    possible = {*scheme.categories, OUTSIDE, NO_VERDICT}
    for facts in EVERY:
        outcome = evaluate(scheme, labels_of(facts))
        assert outcome.category in possible
        assert all(outcome.reason.by_language[language] for language in ("en", "de"))


@each_table
def test_every_rule_is_reached_and_every_category_has_a_case(scheme):
    assert faults_of(scheme) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('when = { real_child = ["yes"] }', 'when = { age = ["adult"] }', "rule 3 is never reached"),
        ('category = "8B"\nlabels', 'category = "8A"\nlabels', "expects 8A and gets 8B"),
        ('category = "8B"\nlabels', 'category = "outside"\nlabels', "no case shows 8B"),
    ],
)
def test_it_sees_a_table_that_does_not_keep_its_word(good, bad, fault):
    assert good in GOOD
    assert fault in " ".join(faults_of(read(GOOD.replace(good, bad))))


@each_table
def test_a_table_speaks_both_languages(scheme):
    words = [scheme.title, scheme.note, *(c.name for c in scheme.categories.values())]
    for sentence in [*words, *(rule.reason for rule in scheme.rules)]:
        assert set(sentence.by_language) == {"en", "de"} and all(sentence.by_language.values())


@each_table
@given(facts=any_facts)
def test_it_never_guesses(scheme, facts):
    """A category stands whatever the unsure labels turn out to be; where two answers part, there is none."""
    found = category(scheme, facts)
    possible = {category(scheme, reading) for reading in readings(facts)}
    assert possible == {found} if len(possible) == 1 else found == NO_VERDICT


@each_table
@given(facts=any_facts, name=st.sampled_from(list(FACTS)))
def test_more_doubt_never_brings_another_category(scheme, facts, name):
    unsure = next(answer for answer in FACTS[name].values if answer in UNKNOWN)
    doubted = category(scheme, {**facts, name: unsure})
    assert contradict(facts) or doubted in {category(scheme, facts), NO_VERDICT}


@given(facts=any_facts, confidence=st.sampled_from(Confidence))
def test_confidence_moves_no_category(facts, confidence):
    sure = Labels.read({**facts, "confidence": Confidence.HIGH})
    assert finding_of(sure) == finding_of(Labels.read({**facts, "confidence": confidence}))


@pytest.mark.parametrize("facts", [facts for facts in EVERY if contradict(facts)][:6])
def test_labels_that_contradict_each_other_get_no_verdict(facts):
    assert {category(scheme, facts) for scheme in schemes()} == {NO_VERDICT}


def test_the_reason_names_the_labels_on_which_it_hangs():
    scheme = scheme_at("us-2256", "1")
    facts = dict.fromkeys(FACTS, "unsure") | {"age": "7-10", "depiction": "b"}
    reason = str(evaluate(scheme, labels_of(facts)).reason)
    assert str(LABEL_NAMES["real_child"]) in reason and str(LABEL_NAMES["coerced"]) not in reason


def test_nothing_is_unlawful_without_a_jurisdiction():
    for scheme in TABLES:
        assert scheme.jurisdiction or not any(c.unlawful for c in scheme.categories.values())


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('when = { age = ["adult"] }', 'when = { age = ["grown"] }', "cannot be grown"),
        ('when = { age = ["adult"] }', 'when = { age = ["undetermined"] }', "cannot be undetermined"),
        ('when = { age = ["adult"] }', 'when = { colour = ["blue"] }', "cannot be blue"),
        ('[[rule]]\ncategory = "8B"', '[[rule]]\ncategory = "9Z"', "unknown category"),
        ('jurisdiction = "US"', 'jurisdiction = ""', "without a jurisdiction"),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(good, bad, fault):
    assert good in GOOD
    with pytest.raises(ValueError, match=fault):
        read(GOOD.replace(good, bad))


def test_a_table_without_a_last_word_is_refused():
    start = GOOD.rindex("[[rule]]")
    with pytest.raises(ValueError, match="last rule"):
        read(GOOD[:start] + GOOD[GOOD.index("[[case]]") :])
