import pytest

from seawall.audit.models import Line
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.jobs import settle as settle_jobs
from seawall.material.actions import assess
from seawall.material.queries import decision_of, verdicts_of
from seawall.material.states import ItemState
from seawall.material.tests.make import an_item, labels

pytestmark = pytest.mark.django_db


def test_it_keeps_the_opinion_and_computes_every_verdict(mara, actor_of):
    item = an_item(actor_of(mara))

    opinion = assess(item, labels(), actor=actor_of(mara))

    item.refresh_from_db()
    assert item.state == ItemState.ASSESSED
    assert opinion.labels == labels() and opinion.independent
    assert {scheme: verdict.category for scheme, verdict in verdicts_of(item).items()} == {
        "de-184b": "a",
        "de-184c": "outside",
        "industry": "A1",
        "interpol-baseline": "baseline",
        "uk-sentencing": "B",
        "us-2256": "8A",
    }
    assert Line.objects.filter(what="material.assessed", subject_id=item.id).count() == 1
    assert decision_of(item, country="DE").unlawful
    settle_jobs()
