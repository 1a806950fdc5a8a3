"""What lets us into a tipline."""

from functools import partial

from seawall.core import credentials

sealed = partial(credentials.sealed, "reports.tipline")
opened = partial(credentials.opened, "reports.tipline")
