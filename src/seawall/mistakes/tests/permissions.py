"""Who gets what at each page of mistakes."""

from typing import Any

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.ids import new_id
from seawall.material.actions import share_entry
from seawall.material.tests.make import a_proposed_entry
from seawall.mistakes.actions import About, note_doubt
from seawall.mistakes.models import Correction, Doubt
from seawall.mistakes.states import CorrectionKind, CorrectionState, DoubtKind, Finding
from tests.architecture.permissions import Scene, may, staff

READERS = (Duty.REVIEWER, Duty.AUDITOR)
RIGHT = {"finding": "right", "words": "It is what we said."}


def the_doubt(scene: Scene) -> Doubt:
    analyst, reviewer = Duty.ANALYST, scene.actor(Duty.REVIEWER)
    entry = a_proposed_entry(scene.actor(analyst), scene.actor(analyst), reviewer)
    share_entry(entry, actor=reviewer)
    return note_doubt(DoubtKind.VOTE, About(entry=entry.id), actor=Actor.system(scene.hotline.id))


def a_doubt(scene: Scene) -> dict[str, Any]:
    return {"doubt_id": the_doubt(scene).id}


def a_correction(scene: Scene) -> dict[str, Any]:
    doubt = the_doubt(scene)
    Doubt.objects.filter(pk=doubt.pk).update(
        finding=Finding.LINK, decided_at=clock.now(), decided_by=scene.actor(Duty.REVIEWER).id
    )
    correction = Correction.objects.create(
        owner=scene.hotline,
        doubt=doubt,
        kind=CorrectionKind.NOTICE,
        about=new_id("ntc"),
        whose="abuse@host.example",
        state=CorrectionState.TO_TELL,
    )
    return {"correction_id": correction.id}


ROWS = [
    staff("mistakes:doubts", may(*READERS)),
    staff("mistakes:rates", may(*READERS)),
    staff("mistakes:doubt", may(*READERS), at=a_doubt),
    staff("mistakes:decide_doubt", may(Duty.REVIEWER, status=302), "POST", at=a_doubt, sends=RIGHT),
    staff("mistakes:note_told", may(Duty.REVIEWER, status=302), "POST", at=a_correction),
]
