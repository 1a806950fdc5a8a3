"""What lets us into a source."""

from functools import partial

from seawall.core import credentials

sealed = partial(credentials.sealed, "federation.source")
opened = partial(credentials.opened, "federation.source")
