"""Reporters' forms, filled in and sealed as the last step of the public form posts them, and what became of them.

python -m tests.durability.forms make 500     one sealed form a line
python -m tests.durability.forms missing      reads receipt codes, prints those that open no report
"""

import os
import secrets
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.config.settings")
os.environ["SEAWALL_PROGRAM"] = "public"
django.setup()

from seawall.public.sealed import State
from seawall.reports.models import Report
from seawall.reports.receipts import normal, slow_hash


def make(count: int) -> None:
    for _ in range(count):
        name = secrets.token_hex(8)
        answers = {
            "seen": "other",
            "text": f"A bridge I crossed, number {name}.",
            "place": f"https://bridge-{name}.example/harbour",
            "app": "",
            "account": "",
            "phone": "",
            "danger": "no",
            "reach": "code",
            "contact": "",
        }
        sys.stdout.write(State(answers=answers, checked=True).sealed() + "\n")


def missing() -> None:
    for line in sys.stdin:
        code = normal(line)
        if code is None or not Report.objects.filter(receipt_hash=slow_hash(code)).exists():
            sys.stdout.write(line)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]))
    else:
        missing()
