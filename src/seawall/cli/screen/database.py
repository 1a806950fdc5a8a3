"""What the database refuses, in a sentence for whoever runs the node."""

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext as _

from seawall.cli.screen.spoken import in_its_words

# What PostgreSQL calls a table, a column and a schema that are not there.
NOT_THERE = frozenset({"42P01", "42703", "3F000"})


def sentence_of(fault: DatabaseError | InterfaceError) -> str:
    """Empty for a fault of ours, which needs its trace."""
    told = (str(fault).strip().splitlines() or [type(fault).__name__])[0]
    with in_its_words():
        if (
            "no such table" in told
            or "no such column" in told
            or getattr(fault.__cause__, "sqlstate", "") in NOT_THERE
        ):
            sentence = _(
                "The database does not have the form of this version: %(told)s. Bring it there with: seawall migrate"
            )
        elif isinstance(fault, OperationalError | InterfaceError):
            sentence = _(
                "The database cannot be used: %(told)s. Check DATABASE_URL, whether its server runs, and whether there is room on the disk; then give the same command again."
            )
        else:
            return ""
        return sentence % {"told": told}
