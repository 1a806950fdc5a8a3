"""What is said before a command can begin: settings that cannot be read, and a command that there is not."""

import os
from collections.abc import Sequence
from difflib import get_close_matches

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from seawall.cli.screen.spoken import in_its_words
from seawall.config.env import UnusableFolder, WrongAddress


def sentence_of_setting(fault: ImproperlyConfigured) -> str:
    _speak_without_a_node()
    with in_its_words():
        if isinstance(fault, WrongAddress):
            # It may hold a password, and is not repeated.
            return _(
                "DATABASE_URL is no address of a PostgreSQL database, such as postgres://user:password@127.0.0.1:5432/seawall"
            )
        if isinstance(fault, UnusableFolder):
            sentence = _(
                "The data folder %(folder)s cannot be used: %(why)s. Set SEAWALL_DATA to a folder this user may write."
            )
            return sentence % {"folder": fault.folder, "why": fault.why}
    return str(fault)


def sentence_of_unknown(command: str, known: Sequence[str]) -> str:
    """With the names that look like it, where there are any."""
    _speak_without_a_node()
    like = get_close_matches(command, known)
    with in_its_words():
        if like:
            sentence = _("There is no command “%(command)s”. Did you mean: %(like)s?")
        else:
            sentence = _("There is no command “%(command)s”. All of them: seawall --help")
    return sentence % {"command": command, "like": ", ".join(like)}


def _speak_without_a_node() -> None:
    """With the languages of a command that needs no node, when there are no settings to take them from."""
    if not settings.configured:
        os.environ["DJANGO_SETTINGS_MODULE"] = "seawall.config.offline"
    django.setup()
