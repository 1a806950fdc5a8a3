"""The closed words of the vault, and the plain values that cross its border. What is secret is in no repr."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.core.masked import Masked

LONGEST_VALUE = 300
REVIEW_DAYS = 365
# A file number: no blank, and at least one digit, so that no name is written there.
REFERENCE = re.compile(r"(?=.*\d)[\w./-]{1,40}", re.ASCII)


class VaultKind(models.TextChoices):
    """What is kept of a person, field by field."""

    NAME = "name", _("name")
    OTHER_NAME = "other_name", _("former or other name")
    BIRTH_DATE = "birth_date", _("date of birth")
    ADDRESS = "address", _("address")
    SCHOOL = "school", _("school or nursery")
    CONTACT = "contact", _("mail address or telephone number")
    GUARDIAN = "guardian", _("parent or guardian")
    NUMBER = "number", _("number of a file or a document")


# By what an entry is found again without being opened, kept as a keyed digest.
NAME_MARK, ROUGH_MARK = "vault-name", "vault-name-sound"
MARKS: Mapping[VaultKind, str] = {
    VaultKind.NAME: NAME_MARK,
    VaultKind.OTHER_NAME: NAME_MARK,
    VaultKind.BIRTH_DATE: "vault-birth-date",
}


class VaultPurpose(models.TextChoices):
    """Why somebody opens the vault. The answer stands in the trail."""

    PROTECT = "protect", _("child protection has to find the child")
    REFER = "refer", _("hand over to the agency that is in charge")
    AUTHORITY = "authority", _("answer a court or a prosecutor")
    INFORM = "inform", _("tell the child or a guardian what they have a right to know")
    CORRECT = "correct", _("correct a mistake")


class EraseGround(models.TextChoices):
    REQUEST = "request", _("the person has asked for it")
    OVER = "over", _("it is needed no more")
    WRONG = "wrong", _("it is wrong, or another person's")


class Kept(models.TextChoices):
    """Why data may not be erased yet."""

    UNSAFE = "unsafe", _("The child is not noted as safeguarded. Whoever protects it needs these data.")
    WORKED_ON = "worked_on", _("Somebody works on the series. Wait until the claim is released or over.")


class BirthDate(models.TextChoices):
    """What the vault says of a date of birth that somebody named."""

    SAME = "same", _("the same date of birth")
    OTHER = "other", _("another date of birth: probably somebody else")
    UNKNOWN = "unknown", _("date of birth not kept, or not asked")


class NameFound(models.TextChoices):
    """How a name that is kept is like the one that was typed."""

    SAME = "same", _("the same name")
    ALIKE = "alike", _("maybe: a name that is written otherwise and sounds alike")


@dataclass(frozen=True, slots=True)
class ToKeep:
    kind: VaultKind
    value: Masked


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom somebody looks for, on a request with this reference."""

    name: Masked
    birth_date: Masked
    reference: str


@dataclass(frozen=True, slots=True)
class Found:
    """A pseudonym under which the vault keeps data of this name, or of one that sounds alike."""

    victim_id: str
    code: str
    name: NameFound
    birth_date: BirthDate
    kinds: tuple[VaultKind, ...]
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """Shown once. The words are in no repr."""

    kind: VaultKind
    words: str = field(repr=False)
