"""The people of the tests, and the doors they stand at."""

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from seawall.audit.actions import record_soon
from seawall.audit.spool import Spool
from seawall.config.programs import NODE, PUBLIC, STAFF, Program
from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.material.matching import follower
from seawall.material.matching.tests.at_each_look import AtEachLook
from seawall.material.models import List
from seawall.material.tests.make import a_list
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.people.queries import actor_of as actor_from
from seawall.people.queries import held
from tests.own_database import SHARED, migrated_database, migrated_file

COUNT = count()

# A busy machine may hold up any example for longer than the 200 ms that are the rule.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


class DoorClient(Client):
    """A client of one of the three programs: its requests run under that program's addresses and middleware."""

    def __init__(self, program: Program, **defaults: Any) -> None:
        super().__init__(**defaults)
        self.program = program

    def at(self, name: str, **kwargs: Any) -> str:
        """The path of a named page of this program."""
        return reverse(name, urlconf=self.program.urlconf, kwargs=kwargs)

    def request(self, **request: Any) -> Any:
        before = settings.PROGRAM, settings.ROOT_URLCONF, settings.MIDDLEWARE
        most, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = (
            settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
            self.program.form_bytes,
        )
        settings.PROGRAM, settings.ROOT_URLCONF = self.program, self.program.urlconf
        settings.MIDDLEWARE = list(self.program.middleware)
        try:
            return super().request(**request)
        finally:
            settings.PROGRAM, settings.ROOT_URLCONF, settings.MIDDLEWARE = before
            settings.DATA_UPLOAD_MAX_MEMORY_SIZE = most

    def sign_in(self, person: Staff, *, fresh: bool = True) -> "DoorClient":
        """As after password and second factor; `fresh` when the factor was shown within five minutes."""
        self.force_login(person, backend="seawall.people.sign_in.backend.StaffBackend")
        session = self.session
        session["account_authentication_methods_user"] = user_id_to_str(person)
        session["account_authentication_methods"] = [
            {
                "method": "mfa",
                "type": "totp",
                "at": time.time() - (0 if fresh else 600),
                "reauthenticated": True,
            }
        ]
        session.save()
        return self


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Before Django makes the tests' database: it begins as a copy of the migrated one that several runs share, if they do."""
    if SHARED and connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database(os.environ["DATABASE_URL"])
    elif SHARED:
        # It lies in memory for as long as somebody is connected.
        name = connection.creation._get_test_db_name()
        with (
            closing(sqlite3.connect(name, uri=True)) as copy,
            closing(sqlite3.connect(migrated_file())) as one,
        ):
            one.backup(copy)
            yield
        return
    yield


class RingReadAtOnce(held.Ring):
    """Access keys without the thread, which would not see what a test has not committed."""

    def current(self) -> Mapping[str, held.HeldKey]:
        self.read()
        return self._keys


@pytest.fixture(autouse=True)
def keys_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "ring", RingReadAtOnce())


@pytest.fixture
def public_client(db: None) -> DoorClient:
    return DoorClient(PUBLIC)


@pytest.fixture
def node_client(db: None) -> DoorClient:
    return DoorClient(NODE)


@pytest.fixture
def staff_client(db: None) -> Callable[..., DoorClient]:
    """`staff_client(mara)` is signed in; `staff_client()` is somebody who is not."""

    def door(person: Staff | None = None, *, fresh: bool = True) -> DoorClient:
        client = DoorClient(STAFF)
        return client.sign_in(person, fresh=fresh) if person else client

    return door


@pytest.fixture
def actor_of() -> Callable[..., Actor]:
    def actor(person: Staff, *, fresh: bool = True) -> Actor:
        return actor_from(person, fresh=fresh)

    return actor


def _agency(name: str, kind: str, country: str, **more: Any) -> Agency:
    return Agency.objects.get_or_create(name=name, defaults={"kind": kind, "country": country, **more})[0]


def _person(name: str, agency: Agency, *duties: Duty) -> Staff:
    person = Staff.objects.create(
        email=f"{name.lower()}@{agency.kind}-{agency.country.lower()}.example", name=name, agency=agency
    )
    for duty in duties:
        DutyGrant.objects.create(staff=person, duty=duty, granted_by="system")
    return person


@pytest.fixture
def hotline(db: None) -> Agency:
    return _agency("Meldestelle Nord", "hotline", "DE", public_door=True)


@pytest.fixture
def police(db: None) -> Agency:
    return _agency("Polizei Musterland", "police", "DE")


@pytest.fixture
def other_hotline(db: None) -> Agency:
    return _agency("Point de contact Sud", "hotline", "FR")


@pytest.fixture
def mara(hotline: Agency) -> Staff:
    return _person("Mara", hotline, Duty.ANALYST)


@pytest.fixture
def mika(hotline: Agency) -> Staff:
    return _person("Mika", hotline, Duty.ANALYST)


@pytest.fixture
def rena(hotline: Agency) -> Staff:
    return _person("Rena", hotline, Duty.REVIEWER)


@pytest.fixture
def otto(hotline: Agency) -> Staff:
    return _person("Otto", hotline, Duty.AUDITOR)


@pytest.fixture
def ada(hotline: Agency) -> Staff:
    return _person("Ada", hotline, Duty.ADMINISTRATOR)


@pytest.fixture
def petra(hotline: Agency) -> Staff:
    return _person("Petra", hotline, Duty.DATA_PROTECTION)


@pytest.fixture
def dana(police: Agency) -> Staff:
    return _person("Dana", police, Duty.INVESTIGATOR)


@pytest.fixture
def jonas(db: None) -> Staff:
    return _person("Jonas", _agency("Politie Voorbeeld", "police", "NL"), Duty.SPECIALIST)


@pytest.fixture
def ines(db: None) -> Staff:
    return _person("Ines", _agency("Alliance secretariat", "alliance", "BE"), Duty.COORDINATOR)


@pytest.fixture
def stranger(other_hotline: Agency) -> Staff:
    """An analyst, but of another hotline: every door is tried with her."""
    return _person("Solene", other_hotline, Duty.ANALYST)


@pytest.fixture
def first(mara: Staff, actor_of: Callable[..., Actor]) -> Actor:
    """Of two independent opinions."""
    return actor_of(mara)


@pytest.fixture
def second(mika: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(mika)


@pytest.fixture
def reviewer(rena: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(rena)


@pytest.fixture
def known(reviewer: Actor) -> List:
    return a_list(reviewer)


@pytest.fixture
def one_minute() -> Iterator[None]:
    """The clock stands still: what may be done so often a minute, or is written once a minute, is not renewed in the middle of a test."""
    with clock.at(clock.now()):
        yield


@pytest.fixture
def data_folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The node's folder, with a spool of the test's own for lines of the trail."""
    settings.DATA = tmp_path
    monkeypatch.setattr(sys.modules[record_soon.__module__], "_spool", Spool())
    return tmp_path


@pytest.fixture(autouse=True)
def matching_of_this_test(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An index of the test's own, and a follower that reads what the test's transaction says when it is asked."""
    folder = tmp_path_factory.getbasetemp() / f"index-{next(COUNT)}"
    before, settings.INDEX = settings.INDEX, folder
    own = AtEachLook(folder)
    follower.use(own)
    yield
    follower.use(None)
    own.folders.close()
    settings.INDEX = before
    shutil.rmtree(folder, ignore_errors=True)
