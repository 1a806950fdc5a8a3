from django.utils.translation import gettext as _

from seawall.material.matching import follower


def follow_lists() -> None:
    """Begin to read what is on the lists: of a million entries that takes a minute, in which nobody should ask in vain."""
    follower.here().follow()


def trouble_of_matching() -> str:
    """Why this process cannot match as it should, in a sentence; empty when it can. No question to the database."""
    now = follower.staleness()
    if now.silence_s >= follower.LONGEST_SILENCE_S:
        return _("What is on the lists has not been read from the database yet, or not for some time.")
    if not now.ready:
        return _(
            "The index of fingerprints is missing, or lacks the newest entries. Is the worker of this machine running?"
        )
    return ""
