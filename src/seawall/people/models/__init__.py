from seawall.people.models.agency import Agency
from seawall.people.models.staff import DutyGrant, Staff

__all__ = ["Agency", "DutyGrant", "Staff"]
