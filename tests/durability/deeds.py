"""Jobs with an effect that can be counted, and the command that enqueues them: `python -m tests.durability.deeds 300`."""

import os
import random
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.config.settings")
if __name__ == "__main__":
    django.setup()

from django.db import transaction

from seawall.audit.actions import record
from seawall.core.actors import Actor
from seawall.core.jobs import outside, task

NODE = Actor.system("agc_durable")


@task
def ring(*, bell: str) -> None:
    record("bell.rung", actor=NODE, subject=bell)
    # A moment in which a worker can be killed with its effect written and not yet kept.
    time.sleep(random.uniform(0, 0.03))


def listen(*, bell: str) -> int:
    time.sleep(random.uniform(0, 0.05))
    return len(bell)


@task
@outside(listen)
def hear(length: int, *, bell: str) -> None:
    record("bell.rung", actor=NODE, subject=bell, length=length)


@task
def pass_on(*, bell: str) -> None:
    """A job whose effect is another job."""
    ring.enqueue(bell=bell)


def enqueue(count: int) -> None:
    # By the name a worker finds them under, not by that of the command that runs here.
    from tests.durability import deeds  # noqa: PLC0415

    with transaction.atomic():
        for number in range(count):
            (deeds.ring, deeds.hear, deeds.pass_on)[number % 3].enqueue(bell=f"bell_{number}")


if __name__ == "__main__":
    enqueue(int(sys.argv[1]))
