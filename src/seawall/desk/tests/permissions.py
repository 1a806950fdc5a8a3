from seawall.core.actors import Duty
from seawall.reports.tests.makers import a_bundle
from tests.architecture.permissions import Row, Scene, everybody, may, staff

CASE_WORK = (Duty.ANALYST, Duty.REVIEWER)


def at_a_bundle(scene: Scene) -> dict[str, str]:
    return {"bundle_id": a_bundle(scene.hotline).id}


ROWS: list[Row] = [
    staff("desk:home", everybody()),
    staff("desk:keyboard", everybody()),
    staff("desk:display", everybody()),
    staff("desk:display", everybody(302), "POST", sends={"theme": "dark", "keys": "on"}),
    staff("desk:search", may(*CASE_WORK)),
    staff("desk:search", may(*CASE_WORK), "POST", sends={"text": "https://pictures.example/a/1"}),
    staff("desk:timeline", may(*CASE_WORK), at=at_a_bundle),
    staff("desk:outcomes", may(*CASE_WORK)),
    staff("desk:figures", may(*CASE_WORK, Duty.AUDITOR)),
    staff("desk:figures_file", may(*CASE_WORK, Duty.AUDITOR)),
    staff("desk:trail", may(Duty.AUDITOR, Duty.DATA_PROTECTION)),
]
