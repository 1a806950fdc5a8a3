"""Locking, always in the same order: locations by id, then notices, then holds and answers."""

from collections.abc import Sequence

from seawall.takedown.models import Hold, Location, Notice


def locked_location(location: Location) -> Location:
    return Location.objects.select_for_update().get(pk=location.pk)


def locked_locations(ids: Sequence[str]) -> list[Location]:
    return list(Location.objects.select_for_update().filter(pk__in=ids).order_by("id"))


def locked_notice(notice: Notice) -> Notice:
    return Notice.objects.select_for_update().get(pk=notice.pk)


def locked_hold(hold: Hold) -> Hold:
    return Hold.objects.select_for_update().get(pk=hold.pk)


def subject_ids_of(*locations: Location) -> list[str]:
    """The reports' subjects behind these locations: plain ids for an event."""
    ids = {link.subject_id for location in locations for link in location.subjects.all()}
    return sorted(ids)
