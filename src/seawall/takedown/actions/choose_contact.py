from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location
from seawall.takedown.models import Location
from seawall.takedown.outside.found import EMAIL
from seawall.takedown.states import ContactLevel, LocationState

CHOOSABLE = (LocationState.OPEN, LocationState.NOTICED)


@action
def choose_contact(location: Location, *, email: str, level: ContactLevel, actor: Actor) -> Location:
    """A person names whom to ask next: a contact learned otherwise, or the registrar after the host did not answer.

    Later traces leave the choice alone for as long as the host stays the same; nothing here is ever guessed.
    """
    location = locked_location(location)
    if not policy.may_choose_contact(actor, location):
        raise Refused
    if location.state not in CHOOSABLE:
        raise WrongState
    if not EMAIL.match(email):
        raise Invalid({"email": _("This is not an e-mail address.")})
    location.contact, location.contact_level, location.contact_chosen = email, level, True
    location.state = LocationState.OPEN
    location.forget_question()
    location.save()
    record("location.contact_chosen", actor=actor, subject=location, level=level.value)
    return location
