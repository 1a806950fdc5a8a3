"""Within the sender's own country a referral is a hand-over: called so wherever it is shown, and never taken for one abroad."""

from collections.abc import Callable

import pytest
from django.test import Client

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.material.states import HandlingCode
from seawall.operations import actions
from seawall.operations.models import Referral, Site
from seawall.operations.referring.gathering import gathered
from seawall.operations.referring.packing import page_of
from seawall.operations.referring.states import OutcomeTerms, RecipientKind, ReferralOutcome, ReferralPurpose
from seawall.operations.tests.conftest import investigator
from seawall.operations.tests.referring import SENTINELS, checked, sent, unpacked
from seawall.people.models import Agency, Staff

WORDS = {
    "en": ("and-over", "Referral to ", "Referral from "),
    "de": ("nnerhalb des Landes", "Übergabe: ", ""),
}


@pytest.fixture
def edda(db: None) -> Staff:
    """Of another agency of Dana's country."""
    return investigator("Edda", Agency.objects.create(name="LKA Beispiel", kind="police", country="DE"))


def sent_within(site: Site, lead: Actor, edda: Staff) -> Referral:
    one = checked(site, lead, "DE", kind=RecipientKind.AGENCY, agency=edda.agency_id)
    return actions.send_referral(one, actor=lead)[0]


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_is_called_so_wherever_it_is_shown(
    site: Site, lead: Actor, dana: Staff, edda: Staff, staff_client: Callable[..., Client], language: str
) -> None:
    Staff.objects.update(language=language)
    for one in (dana, edda):
        one.refresh_from_db()
    one = sent_within(site, lead, edda)
    here, there = staff_client(dana), staff_client(edda)
    at = f"/operations/{one.operation_id}"
    pages = {f"{at}/referrals/": here, f"/operations/referrals/{one.id}/": here, f"{at}/case/": here}
    pages |= {"/operations/deadlines/": here, f"/timeline{at}/": here, "/operations/referrals/to-us/": there}
    pages |= {f"/operations/referrals/to-us/{one.id}/": there, "/": there}
    said, *abroad = WORDS[language]
    for path, client in pages.items():
        page = client.get(path).content.decode()
        assert said in page or said.replace("nnerhalb des Landes", "nlandsübergabe") in page, path
        assert not any(words and words in page for words in abroad), path
    with clock.at(clock.in_future(days=40)):
        assert said in staff_client(dana).get("/").content.decode()
    actions.answer_referral(one, OutcomeTerms(ReferralOutcome.USED), actor=lead)
    assert said in here.get("/outcomes/").content.decode()
    assert said in here.get("/").content.decode()


def test_abroad_it_is_a_referral(
    site: Site, lead: Actor, dana: Staff, staff_client: Callable[..., Client]
) -> None:
    one, _ticket = sent(site, lead)
    for path in (f"referrals/{one.id}/", f"{one.operation_id}/referrals/", "deadlines/"):
        assert "and-over" not in staff_client(dana).get(f"/operations/{path}").content.decode()


def test_its_package_its_trail_and_its_ticket_say_so(site: Site, lead: Actor, node_client: Client) -> None:
    for country, is_domestic in (("DE", True), ("SE", False)):
        one, ticket = sent(site, lead, country)
        files, manifest = unpacked(actions.reveal_referral(one, ReferralPurpose.CHECK, actor=lead))
        assert manifest["within_the_country"] is is_domestic and files["referral.pdf"]
        titles = {language: page_of(gathered(one), language)[0].words for language in ("en", "de")}
        assert ("Hand-over within the country" in titles["en"]) is is_domestic
        assert ("innerhalb des Landes" in titles["de"]) is is_domestic
        for what in ("drafted", "sent"):
            line = Line.objects.get(what=f"operations.referral_{what}", subject_id=one.id)
            assert ('"domestic":true' in line.body) is is_domestic
        page = node_client.get(f"/tickets/{ticket}/").content.decode()
        assert ("asks what came of a hand-over" in page) is is_domestic


@pytest.mark.parametrize(("handling", "is_in"), [(HandlingCode.GREEN, False), (HandlingCode.RED, True)])
def test_it_holds_no_more_than_its_handling_code_allows(
    site: Site, lead: Actor, handling: HandlingCode, is_in: bool
) -> None:
    one = checked(site, lead, "DE", handling=handling)
    files, _manifest = unpacked(actions.reveal_referral(one, ReferralPurpose.CHECK, actor=lead))
    assert (SENTINELS["name"].encode() in files["referral.jsonld"]) is is_in
