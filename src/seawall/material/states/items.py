from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemState(models.TextChoices):
    """What the standing opinions make of an item. Nobody sets it: it follows from them (settling.py)."""

    WAITING = "waiting", _("waiting")
    ASSESSED = "assessed", _("assessed")
    CONFIRMED = "confirmed", _("confirmed")
    DISPUTED = "disputed", _("disputed")


# `assess` adds a first or second opinion; a disputed item is settled by a reviewer; a confirmed one needs no more eyes.
MAY_BE_ASSESSED = frozenset({ItemState.WAITING, ItemState.ASSESSED})


class MatchAnswer(models.TextChoices):
    OPEN = "open", _("not answered")
    SAME = "same", _("the same")
    NOT_SAME = "not_same", _("not the same")
