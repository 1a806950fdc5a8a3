"""What a record tells of the device that took a file, and of the place its source has tagged it with. Never a position: coordinates stay
outside, and a tag that holds some is not taken."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.wire.vics import Media
from seawall.wire.vics.media import Property


class TraitKind(models.TextChoices):
    DEVICE = "device", _("taken with one device")
    PLACE = "place", _("one place tag")


@dataclass(frozen=True, slots=True)
class Told:
    """A trait as its source has it. The text is in no repr, and is kept nowhere."""

    kind: TraitKind
    text: str = field(repr=False)


# Names of Exif 2.32 (tags 0xA431, 0x010F, 0x0110) and of what cameras write beside it, as tools spell them, letters alone.
SERIALS = frozenset({"bodyserialnumber", "cameraserialnumber", "camerabodyserialnumber", "serialnumber"})
MAKERS = frozenset({"make", "cameramake", "model", "cameramodel", "cameramodelname"})
# What stands before the name of a tag in some tools: `Exif SubIFD: Body Serial Number`, `EXIF/Make`.
GROUP = re.compile(r".*[:/|\]]")
# Shorter ones, and those of one sign, are what a camera writes that has no number: 0000000.
SHORTEST_SERIAL = 5
# A tag says that it is a place by its first word, in the languages of the agencies that tag so.
PLACE = re.compile(
    r"\s*(?:place|location|ort|lieu|lugar|luogo|plaats|miejsce|plats)\s*[:=]\s*(.+)", re.IGNORECASE
)
COORDINATES = re.compile(r"[-+]?\d{1,3}[.,°]\s*\d.*")


def traits_of(media: Media) -> tuple[Told, ...]:
    return (*_device(media), *_places(media.tags))


def _device(media: Media) -> Iterator[Told]:
    """A serial number alone is none: two makers count alike. Two different ones in one record tell nothing."""
    if not media.exifs and not media.metadata:
        return
    told = [*media.exifs, *media.metadata]
    serials, makers = _values(told, SERIALS), _values(told, MAKERS)
    if len(serials) == 1 and makers:
        yield Told(TraitKind.DEVICE, " ".join([*sorted(makers), *serials]))


def _values(told: Iterable[Property], names: frozenset[str]) -> set[str]:
    found = {_signs(str(one.value)) for one in told if _signs(GROUP.sub("", one.name)) in names}
    if names is SERIALS:
        return {
            one
            for one in found
            if len(one) >= SHORTEST_SERIAL and len(set(one)) > 1 and any(map(str.isdigit, one))
        }
    return {one for one in found if one}


def _signs(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _places(tags: Iterable[str]) -> Iterator[Told]:
    for label in {_label(tag) for tag in tags}:
        if label:
            yield Told(TraitKind.PLACE, label)


def _label(tag: str) -> str:
    match = PLACE.fullmatch(tag)
    if match is None or COORDINATES.fullmatch(match[1].strip()):
        return ""
    return " ".join(match[1].casefold().split())
