from seawall.people.models.access_key import AccessKey
from seawall.people.models.agency import Agency
from seawall.people.models.assignment import Assignment
from seawall.people.models.exposure import Breaks, Exposure
from seawall.people.models.staff import DutyGrant, Staff

__all__ = ["AccessKey", "Agency", "Assignment", "Breaks", "DutyGrant", "Exposure", "Staff"]
