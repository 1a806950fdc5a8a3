"""Locking, always in the same order: items by id, before anything that belongs to them."""

from collections.abc import Collection

from seawall.material.models import Item


def locked_items(ids: Collection[str]) -> list[Item]:
    return list(Item.objects.select_for_update().filter(pk__in=ids).order_by("id"))
