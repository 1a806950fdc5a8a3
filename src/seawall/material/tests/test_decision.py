"""What the verdicts mean in one country."""

from datetime import UTC

from django.utils.translation import override

from seawall.material.queries import decision_of
from seawall.material.tests.make import a_disputed_item, an_assessed_item, an_item


def test_unlawful_is_always_a_country_a_version_and_a_date(first):
    decision = decision_of(an_assessed_item(first), country="DE")

    assert decision.remove and decision.unlawful and decision.decided
    assert {reason.scheme for reason in decision.reasons} == {"de-184b", "de-184c", "interpol-baseline"}
    assert all(reason.version and reason.computed_at.tzinfo == UTC for reason in decision.reasons)


def test_a_country_without_a_table_calls_nothing_unlawful_and_removes_what_all_agreed_on(first):
    decision = decision_of(an_assessed_item(first), country="FR")

    assert decision.remove and not decision.unlawful
    assert [reason.scheme for reason in decision.reasons] == ["interpol-baseline"]


def test_laws_differ(first):
    item = an_assessed_item(first, age="14-15", depiction="c")

    assert decision_of(item, country="DE").unlawful
    assert decision_of(item, country="GB").unlawful
    assert not decision_of(item, country="US").unlawful
    assert decision_of(item, country="US").decided


def test_an_open_question_is_not_a_no(first):
    decision = decision_of(an_assessed_item(first, real_child="unsure"), country="US")
    assert not decision.remove and not decision.decided


def test_a_plain_no_is_decided(first):
    decision = decision_of(an_assessed_item(first, real_child="no", age="adult"), country="DE")
    assert decision.decided and not decision.remove


def test_what_a_dispute_leaves_agreed_still_removes(first, second):
    """Two ranks, one baseline: the child does not wait for the reviewer."""
    assert decision_of(a_disputed_item(first, second), country="FR").remove


def test_nobody_has_looked_nothing_is_decided(first):
    decision = decision_of(an_item(first), country="DE")
    assert not decision.decided and not decision.remove and decision.reasons == ()


def test_a_reason_reads_as_a_sentence(first):
    reason = decision_of(an_assessed_item(first), country="GB").reasons[-1]
    assert str(reason) == "United Kingdom, categories A to C, version 1: category B"
    with override("de"):
        assert "Vereinigtes Königreich" in str(reason)
