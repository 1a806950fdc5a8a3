from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.web_addresses import parse_address
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location
from seawall.takedown.actions.open_location import open_location
from seawall.takedown.models import Location, LocationSubject
from seawall.takedown.states import Question, Standing


@action
def follow_move(location: Location, *, seen: bool, actor: Actor) -> Location:
    """Open the address that the newest check was pointed to, for the same reports. The old one stays as it is.

    `seen`: the actor says that somebody saw the same there. The new address takes over the old grounds on that word, so
    the trail keeps it.
    """
    location = locked_location(location)
    if not policy.may_follow(actor, location):
        raise Refused
    check = location.checks.filter(standing=Standing.MOVED).first()
    if location.question != Question.MOVED or check is None or not check.moved_to:
        raise WrongState
    if not seen:
        raise Invalid({"seen": _("Please say that somebody has seen the same there.")})
    location.forget_question()
    location.save(update_fields=["question", "asked_at", "changed_at"])
    subjects = list(location.subjects.values_list("subject_id", "bundle_id"))
    first_subject, first_bundle = subjects[0] if subjects else ("", "")
    opened = open_location(
        parse_address(check.moved_to.secret),
        actor=actor,
        subject_id=first_subject,
        bundle_id=first_bundle,
        grounds=location.grounds,
    )
    for subject_id, bundle_id in subjects[1:]:
        LocationSubject.objects.get_or_create(
            location=opened, subject_id=subject_id, defaults={"bundle_id": bundle_id}
        )
    record("location.move_followed", actor=actor, subject=location, opened=opened.id, seen=True)
    return opened
