from importlib.resources import files

from django.utils.translation import gettext as _

from seawall.audit.actions import record
from seawall.audit.queries import extract_about
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.clock import stamp
from seawall.core.errors import Invalid, Refused
from seawall.operations import policy
from seawall.operations.disclosing.casefile import FORMAT, as_json, as_pdf
from seawall.operations.disclosing.gathering import case_of
from seawall.operations.disclosing.states import DisclosurePurpose
from seawall.operations.models import Charge, Person
from seawall.operations.persons.standing import is_seen
from seawall.wire.parcel import Parcel, packed

VERIFIER = "verify_trail.py"


@action
def reveal_case(
    person: Person, purpose: DisclosurePurpose, *, charge: Charge | None = None, actor: Actor
) -> Parcel:
    """The case of one person, or what of it belongs to one charge, as an archive for whoever decides on it. No line in the trail, no case."""
    person = Person.objects.select_related("operation").get(pk=person.pk)
    if not policy.may_work_on_persons(actor) or not is_seen(actor, person):
        raise Refused
    require_fresh(actor)
    if charge is not None and charge.person_id != person.pk:
        raise Invalid({"charge": _("Choose a charge against this person.")})
    case = case_of(person, charge, actor.agency_id)
    at = stamp(clock.now())
    about = {"format": FORMAT, "person": person.code, "charge": charge.pk if charge else "", "at": at}
    about |= {"purpose": purpose.value, "given_out_by": actor.agency_id}
    title = _("Case of person %(code)s") % {"code": person.code}
    parcel = packed(
        about,
        {
            "case.pdf": as_pdf(title, f"{person.code} · {at}", case.chapters),
            "case.json": as_json(case.chapters),
            "trail.jsonl": extract_about(actor, case.subjects).encode(),
            VERIFIER: files("seawall.audit.standalone").joinpath(VERIFIER).read_bytes(),
        },
    )
    record(
        "operations.case_revealed",
        actor=actor,
        subject=person,
        purpose=purpose.value,
        operation=person.operation_id,
        charge=charge.pk if charge else "",
        records=len(case.subjects),
    )
    return parcel
