"""What the database says of a connection as the node opens it: `python -m tests.durability.sessions`."""

import sys

import django

django.setup()

from django.db import connection

SQLITE = ("journal_mode", "synchronous", "foreign_keys")
POSTGRESQL = ("synchronous_commit", "fsync", "lock_timeout")

with connection.cursor() as cursor:
    lite = connection.vendor == "sqlite"
    for name in SQLITE if lite else POSTGRESQL:
        cursor.execute(f"PRAGMA {name}" if lite else f"SHOW {name}")
        sys.stdout.write(f"{name}={cursor.fetchone()[0]}\n")
