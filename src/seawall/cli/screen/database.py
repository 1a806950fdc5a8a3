"""What the database refuses, in a sentence for whoever runs the node."""

from django.db import DatabaseError, InterfaceError, OperationalError

# What PostgreSQL calls a table, a column and a schema that are not there.
NOT_THERE = frozenset({"42P01", "42703", "3F000"})


def sentence_of(fault: DatabaseError | InterfaceError) -> str:
    """Empty for a fault of ours, which needs its trace."""
    told = (str(fault).strip().splitlines() or [type(fault).__name__])[0]
    if (
        "no such table" in told
        or "no such column" in told
        or getattr(fault.__cause__, "sqlstate", "") in NOT_THERE
    ):
        return f"The database does not have the form of this version: {told}. Bring it there with: seawall migrate"
    if isinstance(fault, OperationalError | InterfaceError):
        return (
            f"The database cannot be used: {told}. Check DATABASE_URL, whether its server runs, and whether there is room on the "
            "disk; then give the same command again."
        )
    return ""
