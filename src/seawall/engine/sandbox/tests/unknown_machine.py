"""Imported by a server, this makes it one on a machine whose system calls nobody has listed."""

from seawall.engine.sandbox.filter import MACHINES
from seawall.engine.sandbox.tests.deeds import QUICK as QUICK

MACHINES.clear()
