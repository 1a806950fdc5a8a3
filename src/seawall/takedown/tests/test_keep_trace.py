import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.jobs import settle
from seawall.core.web_addresses import parse_address
from seawall.takedown import actions
from seawall.takedown.outside.found import Kind
from seawall.takedown.states import LocationState, Question
from seawall.takedown.tests import makers


def test_it_keeps_dated_evidence_from_real_servers(world, analyst):
    location = actions.open_location(world.carry("/a"), actor=analyst)
    settle()
    location.refresh_from_db()
    assert (location.state, location.contact, location.country) == ("open", "abuse@host.example", "NL")
    trace = location.traces.get()
    assert trace.ips == ["127.0.0.1"] and trace.registrar == "Example Registrar" and trace.complete
    kinds = {finding.kind: finding for finding in trace.findings.all()}
    assert kinds[Kind.IP].source == "dns:127.0.0.1"
    assert kinds[Kind.ABUSE].source.startswith("rdap:")
    assert all(finding.found_at and finding.source for finding in kinds.values())


def test_an_onion_takes_the_police_path_and_nothing_is_asked(world, analyst):
    location = actions.open_location(parse_address("http://expyuzz4wqqyqhjn.onion/a"), actor=analyst)
    settle()
    location.refresh_from_db()
    assert (location.state, location.question) == (LocationState.POLICE, Question.POLICE_PATH)
    assert location.next_check_at is None
    assert not world.dns.asked and not world.rdap.asked


def test_without_a_contact_it_asks_and_invents_none(world, analyst):
    world.rdap.add_network("127.0.0.0/8", "Silent Hosting", country="NL")
    world.rdap.add_domain("bilder.example", registrar="Silent Registrar")
    location = actions.open_location(world.carry("/a"), actor=analyst)
    settle()
    location.refresh_from_db()
    assert (location.state, location.contact, location.question) == ("open", "", Question.NO_CONTACT)


def test_a_look_with_gaps_forgets_nothing(location, analyst):
    actions.keep_trace(location, makers.found(), actor=analyst)
    actions.keep_trace(location, makers.found(contact="", country="", complete=False), actor=analyst)
    location.refresh_from_db()
    assert (location.contact, location.country) == ("abuse@host.example", "NL")
    assert location.traces.count() == 2


def test_a_new_host_after_the_notice_asks_for_a_new_one(analyst):
    notice = makers.sent(analyst)
    location = notice.lines.get().location
    actions.keep_trace(location, makers.found(contact="abuse@other.example"), actor=analyst)
    location.refresh_from_db()
    assert (location.state, location.question) == (LocationState.OPEN, Question.CONTACT_CHANGED)


def test_the_stranger_and_nobody_may_not(location, foreigner):
    for actor in (foreigner, None, Actor.system(foreigner.agency_id)):
        with pytest.raises(Refused):
            actions.keep_trace(location, makers.found(), actor=actor)
    assert not location.traces.exists()
