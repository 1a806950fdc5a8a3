from seawall.people.models.agency import Agency
from seawall.people.models.exposure import Breaks, Exposure
from seawall.people.models.staff import DutyGrant, Staff

__all__ = ["Agency", "Breaks", "DutyGrant", "Exposure", "Staff"]
