from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.crypto import salted_hmac

from seawall.core import clock
from seawall.core.actors import Duty
from seawall.core.ids import IdField
from seawall.people.models.agency import Agency


class Staff(AbstractBaseUser):
    """A person who signs in. What they may do is their duties and nothing else: there is no superuser."""

    id = IdField(prefix="stf")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="staff")
    # Empty: as the browser asks.
    language = models.CharField(max_length=8, blank=True, default="")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # Counted up whenever password, factors or duties change: every session begun before ends.
    session_version = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def owner_id(self) -> str:
        return self.agency_id

    def duties(self) -> frozenset[Duty]:
        held: frozenset[Duty] | None = getattr(self, "_held", None)
        if held is None:
            held = frozenset(Duty(code) for code in self.grants.values_list("duty", flat=True))
        return held

    def keep_duties(self, held: frozenset[Duty]) -> None:
        """For the one request this object lives in: the duties came with the person, in the same query."""
        self._held = held

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "seawall.people.session",
            f"{self.password}:{self.session_version}:{self.is_active}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class DutyGrant(models.Model):
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="grants")
    duty = models.CharField(max_length=16, choices=[(duty.value, duty.value) for duty in Duty])
    granted_at = models.DateTimeField(default=clock.now)
    granted_by = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "duty"], name="people_duty_once")]
