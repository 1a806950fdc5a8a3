"""Background doors of people: what is not kept cannot be lost."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from seawall.core import clock
from seawall.core.jobs import task
from seawall.people.models import Exposure

# Nobody asks for older numbers (queries.my_exposure looks back a week), and old ones could only be held against somebody.
EXPOSURE_KEPT = timedelta(days=90)


@task
def forget_ended_sessions() -> None:
    """Sessions that are over, and from which address and browser they were."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@task
def forget_old_exposure() -> None:
    Exposure.objects.filter(at__lt=clock.now() - EXPOSURE_KEPT).delete()
