from seawall.operations.models.account import Account, CountryHint, Identifier
from seawall.operations.models.link import Link, LinkSearch
from seawall.operations.models.operation import Operation, Participation
from seawall.operations.models.site import Site
from seawall.operations.models.table import AccountTable, TablePiece
from seawall.operations.models.weights import Weights

__all__ = [
    "Account",
    "AccountTable",
    "CountryHint",
    "Identifier",
    "Link",
    "LinkSearch",
    "Operation",
    "Participation",
    "Site",
    "TablePiece",
    "Weights",
]
