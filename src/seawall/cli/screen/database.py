"""What the database refuses, or its address, in a sentence for whoever runs the node."""

import os

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils import translation
from django.utils.translation import gettext as _

from seawall.cli.screen.spoken import of_terminal
from seawall.config.env import WrongAddress

# What PostgreSQL calls a table, a column and a schema that are not there.
NOT_THERE = frozenset({"42P01", "42703", "3F000"})


def sentence_of(fault: DatabaseError | InterfaceError) -> str:
    """Empty for a fault of ours, which needs its trace."""
    told = (str(fault).strip().splitlines() or [type(fault).__name__])[0]
    with translation.override(of_terminal()):
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


def sentence_of_setting(fault: ImproperlyConfigured) -> str:
    """Of a node whose settings cannot be read, so that the languages are those of a command without a node."""
    if not isinstance(fault, WrongAddress):
        return str(fault)
    os.environ["DJANGO_SETTINGS_MODULE"] = "seawall.config.offline"
    django.setup()
    with translation.override(of_terminal()):
        # It may hold a password, and is not repeated.
        return _(
            "DATABASE_URL is no address of a PostgreSQL database, such as postgres://user:password@127.0.0.1:5432/seawall"
        )
