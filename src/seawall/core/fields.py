"""Model fields whose values come out of the database masked."""

from typing import Any

from django.db import models

from seawall.core.masked import Masked, MaskedAccount, MaskedFingerprint, MaskedPhone, MaskedUrl


class MaskedField(models.TextField[Any, Any]):
    mask: type[Masked] = Masked

    def from_db_value(self, value: str | None, *_: object) -> Masked | None:
        return None if value is None else self.mask(value)

    def to_python(self, value: Any) -> Masked | None:
        return value if value is None or isinstance(value, Masked) else self.mask(value)

    def get_prep_value(self, value: Any) -> str | None:
        return value.secret if isinstance(value, Masked) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """A plain string given at creation is masked from then on, also on the instance in memory."""
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


class MaskedUrlField(MaskedField):
    mask = MaskedUrl


class MaskedAccountField(MaskedField):
    mask = MaskedAccount


class MaskedPhoneField(MaskedField):
    mask = MaskedPhone


class MaskedFingerprintField(MaskedField):
    mask = MaskedFingerprint
