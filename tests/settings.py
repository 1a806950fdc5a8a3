"""The product's own settings, with a data folder of the tests' own and a test database a colleague can name."""

import os

os.environ.setdefault("SEAWALL_DATA", "build/test-data")

from seawall.config.settings import *  # noqa: E402, F403
from seawall.config.settings import DATABASES

# With its hundred megabytes Argon2 is dear for tests that sign in again and again. Nodes that a test starts have it as it is.
PASSWORD_HASHERS = ["tests.quick_passwords.QuickArgon2"]
if os.environ.get("DATABASE_URL") and DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["ENGINE"] = "tests.postgresql"
if "SEAWALL_TEST_DB" in os.environ and os.environ.get("DATABASE_URL"):
    DATABASES["default"]["TEST"] = {"NAME": os.environ["SEAWALL_TEST_DB"]}
