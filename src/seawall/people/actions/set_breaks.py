from django.core.exceptions import ValidationError

from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.people import policy
from seawall.people.models import Breaks, Staff


@action
def set_breaks(staff: Staff, *, most_per_hour: int, minutes: int, actor: Actor) -> Breaks:
    """A person's own limit. Private: it leaves no line in the trail, because nobody else may read it there."""
    if not policy.may_change_own(actor, staff):
        raise Refused
    breaks = Breaks(staff_id=staff.id, most_per_hour=most_per_hour, minutes=minutes)
    try:
        breaks.clean_fields()
    except ValidationError as error:
        raise Invalid(
            {name: " ".join(sentences) for name, sentences in error.message_dict.items()}
        ) from error
    Breaks.objects.update_or_create(
        staff_id=staff.id, defaults={"most_per_hour": most_per_hour, "minutes": minutes}
    )
    return breaks
