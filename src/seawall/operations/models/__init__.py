from seawall.operations.models.account import Account, CountryHint, Identifier
from seawall.operations.models.measure import Clash, Measure
from seawall.operations.models.operation import Operation, Participation
from seawall.operations.models.request import Request
from seawall.operations.models.site import Site
from seawall.operations.models.table import AccountTable, TablePiece
from seawall.operations.models.weights import Weights

__all__ = [
    "Account",
    "AccountTable",
    "Clash",
    "CountryHint",
    "Identifier",
    "Measure",
    "Operation",
    "Participation",
    "Request",
    "Site",
    "TablePiece",
    "Weights",
]
