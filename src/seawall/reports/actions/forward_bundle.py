import json
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.keys import seal
from seawall.reports import policy
from seawall.reports.forwarding.checking import check_told
from seawall.reports.forwarding.labels import labels_of
from seawall.reports.forwarding.writing import Labels, Written, written
from seawall.reports.models import Bundle, Forwarding, Subject, Tipline
from seawall.reports.states import SubjectKind, Told
from seawall.wire.faults import Malformed

# What is filed cannot be taken back: so long it can be withdrawn before anything is sent. What is urgent does not wait.
TIME_TO_THINK = timedelta(minutes=2)
PURPOSE = "reports.forwarding"
ONCE = _(
    "This bundle was forwarded there already. The interface knows no addition: tell the tipline by telephone what is new, with the number of the report."
)
TOO_MUCH = _("The format has no place for this as it is: %(fault)s")


@action
def forward_bundle(bundle: Bundle, tipline: Tipline, *, told: Told, actor: Actor) -> Forwarding:
    """Hand in what is known about a bundle at a tipline. It is written and checked now, and sent by the node."""
    bundle = Bundle.objects.select_for_update().get(pk=bundle.pk)
    if not policy.may_forward(actor, bundle) or not policy.may_forward(actor, tipline):
        raise Refused
    require_fresh(actor)
    if tipline.removed_at:
        raise WrongState
    if tipline.test:
        raise WrongState(_("This tipline is for tests. Nothing true is ever sent there."))
    check_told(told)
    found = bundle.subjects.filter(pk__in=told.subject_ids).exclude(kind=SubjectKind.TEXT)
    subjects = list(found.order_by("id"))
    if len(subjects) != len(set(told.subject_ids)):
        raise Invalid({"subjects": _("Choose among the subjects of this bundle.")})
    labels = labels_of((one.item_id for one in subjects if one.item_id), actor)
    made = _written(told, subjects, tipline, labels)
    try:
        with transaction.atomic():
            forwarding = new_forwarding(made, tipline, bundle=bundle, actor=actor)
            forwarding.due_at = clock.now() + (timedelta() if told.urgent.strip() else TIME_TO_THINK)
            forwarding.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState(ONCE) from error
    record(
        "reports.bundle_forwarded",
        actor=actor,
        subject=forwarding,
        bundle=bundle.id,
        tipline=tipline.id,
        subjects=len(subjects),
        files=forwarding.file_count,
        urgent=bool(told.urgent.strip()),
    )
    return forwarding


def _written(told: Told, subjects: list[Subject], tipline: Tipline, labels: Labels) -> Written:
    try:
        return written(told, subjects, tipline.contact, labels, with_files=not tipline.only_taken)
    except Malformed as fault:
        raise Invalid({"words": TOO_MUCH % {"fault": fault}}) from None


def new_forwarding(made: Written, tipline: Tipline, *, bundle: Bundle | None, actor: Actor) -> Forwarding:
    """Not saved yet."""
    files = [details.decode() for details in made.files]
    return Forwarding(
        owner_id=tipline.owner_id,
        tipline=tipline,
        bundle=bundle,
        test=bundle is None,
        sealed_document=seal(PURPOSE, made.document.decode()),
        sealed_files=seal(PURPOSE, json.dumps(files)) if files else "",
        file_count=len(files),
        opened_by_id=actor.id,
    )
