from seawall.core.actors import Actor
from seawall.reports.actions import assess_bundle, mark_removal, take_lock
from seawall.reports.states import Removal
from seawall.reports.tests.makers import TO_LEAVE, a_bundle, labels_for, subject_of


def assessed(bundle, actor, **more):
    take_lock(bundle, actor=actor)
    assess_bundle(bundle, labels_for(bundle, **more), actor=actor)
    return bundle


def outcomes(client) -> str:
    return client.get("/outcomes/").content.decode()


def test_it_tells_what_became_of_my_bundles(mara, hotline, staff_client, actor_of):
    removed = assessed(a_bundle(hotline), actor_of(mara))
    mark_removal([subject_of(removed).id], Removal.GONE, actor=Actor.system(hotline.id))
    left = assessed(a_bundle(hotline), actor_of(mara), labels=TO_LEAVE)
    page = outcomes(staff_client(mara))
    assert removed.short in page and left.short in page
    assert 'data-state="gone"' in page and "1 / 1" in page
    assert "nothing we can act on" in page


def test_a_removal_under_way_is_not_called_done(mara, hotline, staff_client, actor_of):
    bundle = assessed(a_bundle(hotline), actor_of(mara))
    mark_removal([subject_of(bundle).id], Removal.NOTICED, actor=Actor.system(hotline.id))
    page = outcomes(staff_client(mara))
    assert 'data-state="noticed"' in page and 'data-state="gone"' not in page


def test_a_colleague_sees_her_own_alone(mara, mika, hotline, staff_client, actor_of):
    bundle = assessed(a_bundle(hotline), actor_of(mara))
    assert bundle.short not in outcomes(staff_client(mika))
    assert "Nothing yet" in outcomes(staff_client(mika))


def test_the_stranger_sees_nothing(mara, hotline, stranger, staff_client, actor_of):
    bundle = assessed(a_bundle(hotline), actor_of(mara))
    assert bundle.short not in outcomes(staff_client(stranger))
