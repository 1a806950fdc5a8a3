"""The people of the demo come to work: agencies, staff, passwords and second factors, through the same deeds as ever."""

from collections.abc import Iterable

from allauth.mfa.totp.internal.auth import TOTP

from seawall.core.actors import Actor
from seawall.core.ids import new_id
from seawall.demo import roster
from seawall.people.actions.add_agency import add_agency
from seawall.people.actions.add_staff import add_staff
from seawall.people.actions.set_password import set_password
from seawall.people.states import AgencyKind


def come_to_work(
    kept_agencies: Iterable[roster.Agency] = roster.AGENCIES, people: Iterable[roster.Person] = roster.PEOPLE
) -> None:
    agencies = {}
    for kept in kept_agencies:
        node = Actor.system(new_id("agc"))
        agencies[kept.name] = add_agency(
            kept.name, AgencyKind(kept.kind), country=kept.country, public_door=kept.public_door, actor=node
        )
    for one in people:
        agency = agencies[one.agency.name]
        node = Actor.system(agency.id)
        staff = add_staff(agency, one.email, name=one.name, duties=one.duties, actor=node)
        set_password(staff, roster.PASSWORD, actor=node)
        TOTP.activate(staff, one.secret)
