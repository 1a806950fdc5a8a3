"""The demo's provider: a key, an agreement by which it pulls the list, and one invented entry of its copy that came back."""

from datetime import UTC, datetime, timedelta

from seawall.demo.past.hands import Hands
from seawall.demo.past.lookalikes import PROVIDER, Lookalikes
from seawall.demo.past.shelf import LIST
from seawall.demo.past.timeline import Timeline
from seawall.federation.queries import agreements_for, open_sightings_for
from seawall.federation.states import AgreementState
from seawall.material.models import Item
from seawall.material.tests.make import a_list


def test_its_pages_have_something_to_show(mara, mika, rena, dana, ada, stranger, actor_of):
    hands = Hands(*(actor_of(one) for one in (mara, mika, rena, dana, ada, stranger, stranger, stranger)))
    a_list(hands.rena, LIST)
    timeline = Timeline(datetime.now(UTC) - timedelta(days=60), datetime.now(UTC))
    provider = Lookalikes(timeline, hands)

    provider._a_known_one()
    provider._open_key()
    provider._sign()
    provider._a_copy()

    # What the formats of forensic workstations hold: VICS demands an MD5, INTERPOL's columns have MD5 and SHA-1.
    [item] = Item.objects.all()
    assert set(item.fingerprints.values_list("kind", flat=True)) == {"pdq", "md5", "sha1", "sha256"}
    [agreement] = agreements_for(hands.rena)
    assert agreement.holder == PROVIDER and agreement.state == AgreementState.RUNNING
    assert [one.receiver for one in open_sightings_for(hands.rena)] == [PROVIDER]
