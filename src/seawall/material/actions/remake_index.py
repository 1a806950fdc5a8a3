from pathlib import Path

from django.conf import settings

from seawall.material.matching.folders import MADE_FROM


def remake_index() -> None:
    """Have the index folders made anew from the database. No deed: nothing that is true changes, so that it needs no
    actor and leaves no line. Whoever keeps the index on this machine sees that the note is gone, and begins anew."""
    (Path(settings.INDEX) / MADE_FROM).unlink(missing_ok=True)
