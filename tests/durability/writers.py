"""One writer of many: `python -m tests.durability.writers ENGINE FILE SECONDS` prints how long each write took.

Each write is a short deed as ours are: a transaction that reads a row, changes it, adds another and is kept on disk.
"""

import json
import sys
import time

import django
from django.conf import settings
from django.db import OperationalError, connection, transaction

from seawall.config.settings import SQLITE


def write() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT n FROM counter WHERE id = 1")
        number = cursor.fetchone()[0] + 1
        cursor.execute("UPDATE counter SET n = %s WHERE id = 1", [number])
        cursor.execute("INSERT INTO line (n, body) VALUES (%s, %s)", [number, "x" * 400])


def main(engine: str, file: str, seconds: float) -> None:
    settings.configure(DATABASES={"default": {**SQLITE, "ENGINE": engine, "NAME": file}})
    django.setup()
    connection.ensure_connection()
    sys.stdout.write("up\n")
    sys.stdout.flush()
    # All begin together, when the last is up.
    sys.stdin.readline()
    until, took, locked = time.monotonic() + seconds, [], 0
    while time.monotonic() < until:
        asked = time.monotonic()
        try:
            write()
        except OperationalError:
            locked += 1
        took.append(time.monotonic() - asked)
    sys.stdout.write(json.dumps({"took": took, "locked": locked}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
