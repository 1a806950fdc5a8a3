"""Model fields whose values are masked from the moment they are set, in memory as after reading."""

from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from seawall.core.masked import Masked, MaskedAccount, MaskedFingerprint, MaskedPhone, MaskedUrl


class MaskingAttribute(DeferredAttribute):
    """A plain string given to a record is masked at once, so that nothing can print it before it is saved."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class MaskedField(models.TextField[Any, Any]):
    mask: type[Masked] = Masked
    descriptor_class = MaskingAttribute

    def from_db_value(self, value: str | None, *_: object) -> Masked | None:
        return None if value is None else self.mask(value)

    def to_python(self, value: Any) -> Any:
        return self.mask(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str | None:
        return value.secret if isinstance(value, Masked) else value


class MaskedUrlField(MaskedField):
    mask = MaskedUrl


class MaskedAccountField(MaskedField):
    mask = MaskedAccount


class MaskedPhoneField(MaskedField):
    mask = MaskedPhone


class MaskedFingerprintField(MaskedField):
    mask = MaskedFingerprint
