"""Where a machine comes to with an access key, by what the key opens."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.people.states import Scope

if TYPE_CHECKING:
    from seawall.people.models import AccessKey


@dataclass(frozen=True, slots=True)
class Door:
    """`user`: the user name, for clients that want one; the key is the password then."""

    words: str | Promise
    address: str
    user: str | Promise = ""


def doors_of(key: "AccessKey") -> list[Door]:
    """The address of each interface, without lists: `/api/v1/lists` names those that the key can pull."""
    node, scopes = settings.NODE_URL.rstrip("/"), set(key.scopes)
    doors = []
    if Scope.MATCH in scopes:
        doors.append(Door(_("to ask whether fingerprints are on a list"), f"{node}/api/v1/match"))
    if Scope.LISTS in scopes:
        doors += [
            Door(_("to pull a list; this address names the lists"), f"{node}/api/v1/lists"),
            Door(_("with a client of Hash Sharing v2"), f"{node}/hashsharing", _("the id of the list")),
        ]
    if {Scope.REPORTS, Scope.TEST_REPORTS} & scopes:
        doors += [
            Door(_("to hand in reports"), f"{node}/api/v1/reports"),
            Door(_("with a client of the CyberTipline"), f"{node}/ispws", key.id),
        ]
    return doors
