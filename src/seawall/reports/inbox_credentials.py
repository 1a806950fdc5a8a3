"""What lets us into the inbox."""

from functools import partial

from seawall.core import credentials

sealed = partial(credentials.sealed, "reports.inbox")
opened = partial(credentials.opened, "reports.inbox")
