from seawall.operations.models.account import Account, CountryHint, Identifier
from seawall.operations.models.counted import CountryChange, NamedSeries, Release, ReleaseFigure
from seawall.operations.models.link import Link, LinkSearch
from seawall.operations.models.measure import Clash, Measure
from seawall.operations.models.operation import Operation, Participation
from seawall.operations.models.person import (
    Charge,
    CourtDate,
    DutyOfCare,
    Person,
    PersonAccount,
    PersonChange,
)
from seawall.operations.models.persona import Persona, PersonaLink
from seawall.operations.models.referral import Referral, ReferralPackage
from seawall.operations.models.request import Request
from seawall.operations.models.site import Site
from seawall.operations.models.table import AccountTable, TablePiece
from seawall.operations.models.weights import Weights

__all__ = [
    "Account",
    "AccountTable",
    "Charge",
    "Clash",
    "CountryChange",
    "CountryHint",
    "CourtDate",
    "DutyOfCare",
    "Identifier",
    "Link",
    "LinkSearch",
    "Measure",
    "NamedSeries",
    "Operation",
    "Participation",
    "Person",
    "PersonAccount",
    "PersonChange",
    "Persona",
    "PersonaLink",
    "Referral",
    "ReferralPackage",
    "Release",
    "ReleaseFigure",
    "Request",
    "Site",
    "TablePiece",
    "Weights",
]
