"""The people of the material tests."""

from seawall.material.tests.conftest import (
    auditor,
    node,
    other_reviewer,
    outsider,
    trail,
)

__all__ = ["auditor", "node", "other_reviewer", "outsider", "trail"]
