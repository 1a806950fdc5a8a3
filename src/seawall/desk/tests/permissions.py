from seawall.core.actors import Actor, Duty
from seawall.desk.tests.jobs import failed_job
from seawall.desk.tests.keys import open_key_for
from seawall.desk.tests.providers import key_of, written_to
from seawall.identification.tests.makers import a_series
from seawall.operations.tests.make import a_site, noted
from seawall.people.actions import flag_access_key
from seawall.reports.tests.makers import a_bundle
from tests.architecture.permissions import Row, Scene, everybody, may, staff

CASE_WORK = (Duty.ANALYST, Duty.REVIEWER)


def at_a_bundle(scene: Scene) -> dict[str, str]:
    return {"bundle_id": a_bundle(scene.hotline).id}


def a_key(scene: Scene) -> dict[str, str]:
    return {"key_id": open_key_for(scene.actor(Duty.ADMINISTRATOR)).id}


def a_flagged_key(scene: Scene) -> dict[str, str]:
    key = open_key_for(scene.actor(Duty.ADMINISTRATOR))
    flag_access_key(key, actor=Actor.system(key.owner_id))
    return {"key_id": key.id}


def a_notice_to_the_provider(scene: Scene) -> dict[str, str]:
    """Here the visitor's agency is the provider: a hotline elsewhere has written to it."""
    return {"notice_id": written_to(scene.hotline, scene.person, scene.actor_of).id}


def a_key_of_the_provider(scene: Scene) -> dict[str, str]:
    return {"key_id": key_of(scene.hotline, scene.person, scene.actor_of).id}


def an_operation(scene: Scene) -> dict[str, str]:
    return {"operation_id": a_site(scene.actor(Duty.INVESTIGATOR)).operation_id}


def a_person(scene: Scene) -> dict[str, str]:
    lead = scene.actor(Duty.INVESTIGATOR)
    return {"person_id": noted(a_site(lead).operation, lead).id}


def one_series(scene: Scene) -> dict[str, str]:
    return {"series_id": a_series(scene.actor(Duty.SPECIALIST)).id}


def says_removed(scene: Scene) -> dict[str, str]:
    return {"kind": "removed", "location": "all"}


def a_failed_task(scene: Scene) -> dict[str, str]:
    return {"task": failed_job(scene.hotline.id).task}


def a_failed_job(scene: Scene) -> dict[str, str]:
    return {"job_id": failed_job(scene.hotline.id).id}


SEARCHING = may(*CASE_WORK, Duty.SPECIALIST, Duty.INVESTIGATOR)
INVESTIGATOR = may(Duty.INVESTIGATOR)
ABUSE_DESK = may(Duty.ABUSE_DESK)
ADMINISTRATOR = may(Duty.ADMINISTRATOR)
ADMINISTRATOR_DOES = may(Duty.ADMINISTRATOR, status=302)

ROWS: list[Row] = [
    staff("desk:home", everybody()),
    staff("desk:keyboard", everybody()),
    staff("desk:display", everybody()),
    staff("desk:display", everybody(302), "POST", sends={"theme": "dark", "keys": "on"}),
    staff("desk:search", SEARCHING),
    staff("desk:search", SEARCHING, "POST", sends={"text": "https://pictures.example/a/1"}),
    staff("desk:timeline", may(*CASE_WORK), at=at_a_bundle),
    staff("desk:operation_timeline", INVESTIGATOR, at=an_operation),
    staff("desk:person_timeline", INVESTIGATOR, at=a_person),
    staff("desk:series_timeline", may(Duty.SPECIALIST), at=one_series),
    staff("desk:outcomes", may(*CASE_WORK, Duty.INVESTIGATOR, Duty.SPECIALIST)),
    staff("desk:figures", may(*CASE_WORK, Duty.AUDITOR)),
    staff("desk:figures_file", may(*CASE_WORK, Duty.AUDITOR)),
    staff("desk:access_keys", ADMINISTRATOR),
    staff("desk:open_key", ADMINISTRATOR, steps_up=True),
    staff("desk:open_key", may(Duty.ADMINISTRATOR, status=422), "POST", sends={"holder": " "}, steps_up=True),
    staff("desk:access_key", ADMINISTRATOR, at=a_key),
    staff("desk:change_key", ADMINISTRATOR, at=a_key, steps_up=True),
    staff(
        "desk:change_key",
        may(Duty.ADMINISTRATOR, status=422),
        "POST",
        at=a_key,
        sends={"per_day": "0"},
        steps_up=True,
    ),
    staff("desk:revoke_key", ADMINISTRATOR_DOES, "POST", at=a_key),
    staff("desk:clear_key_flag", ADMINISTRATOR_DOES, "POST", at=a_flagged_key),
    staff("desk:failed_jobs", ADMINISTRATOR),
    staff("desk:retry_job", ADMINISTRATOR_DOES, "POST", at=a_failed_job),
    staff("desk:retry_jobs", ADMINISTRATOR_DOES, "POST", sends=a_failed_task),
    staff("desk:let_job_go", ADMINISTRATOR_DOES, "POST", at=a_failed_job),
    staff("desk:abuse_notices", ABUSE_DESK),
    staff("desk:abuse_notice", ABUSE_DESK, at=a_notice_to_the_provider),
    staff(
        "desk:abuse_answer",
        may(Duty.ABUSE_DESK, status=302),
        "POST",
        at=a_notice_to_the_provider,
        sends=says_removed,
    ),
    staff("desk:abuse_reveal", ABUSE_DESK, "POST", at=a_notice_to_the_provider, steps_up=True),
    staff("desk:abuse_reports", ABUSE_DESK),
    staff("desk:abuse_keys", ABUSE_DESK),
    staff("desk:abuse_renew_key", ABUSE_DESK, "POST", at=a_key_of_the_provider, steps_up=True),
    staff("desk:abuse_objections", ABUSE_DESK),
    staff("desk:abuse_figures", ABUSE_DESK),
    staff("desk:abuse_figures_file", ABUSE_DESK),
    staff("desk:trail", may(Duty.AUDITOR, Duty.DATA_PROTECTION)),
]
