"""What a page of the staff program is given."""

from django.http import HttpRequest

from seawall.core.actors import Actor


class StaffRequest(HttpRequest):
    """A request behind the staff door; people's middleware has set who acts. A type only: nobody makes one."""

    actor: Actor
