"""Background doors of people."""

from importlib import import_module

from django.conf import settings

from seawall.core.jobs import task


@task
def forget_ended_sessions() -> None:
    """Sessions that are over leave the table: what is not kept cannot be lost."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
