import copy
import json
import logging
import pickle
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.template import Context, Template
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from seawall.core.fields import MaskedFingerprintField, MaskedUrlField
from seawall.core.masked import Masked, MaskedAccount, MaskedFingerprint, MaskedPhone, MaskedUrl

SECRET = "https://bridges.example/harbour/17?key=swordfish"
KINDS: list[type[Masked]] = [Masked, MaskedUrl, MaskedAccount, MaskedPhone, MaskedFingerprint]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (MaskedUrl(SECRET), "hxxps://bri…/…"),
        (MaskedUrl("http://b.ex"), "hxxp://b…/…"),
        (MaskedUrl("http://[2001:db8::1]/x"), "hxxp://200…/…"),
        (MaskedUrl("http://examplewallexamplewall.onion/x"), "hxxp://exa….onion/…"),
        (MaskedUrl("http://[broken"), "…"),
        (MaskedUrl("nickname:word"), "…"),
        (MaskedUrl("http://user:word@bridges.example"), "hxxp://bri…/…"),
        (MaskedAccount("harbourpilot"), "ha…"),
        (MaskedAccount("ab"), "…"),
        (MaskedPhone("+49 30 23125 000"), "+49…"),
        (MaskedFingerprint("0" * 64), "000000…"),
    ],
)
def test_it_shows_a_mask(value: Masked, shown: str) -> None:
    assert str(value) == shown


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text(min_size=1))
def test_no_way_of_printing_shows_more_than_a_third(kind: type[Masked], text: str) -> None:
    value = kind(text)
    shown = max((str(value), f"{value}", f"{value:>30}".strip(), "%s" % value), key=len)  # noqa: UP031
    letters = shown.replace("….onion", "").rpartition("://")[2].replace("/…", "").rstrip("…")
    assert len(letters) <= len(text) / 3


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_carries_the_secret_by_mistake(kind: type[Masked], caplog: pytest.LogCaptureFixture) -> None:
    value = kind(SECRET)
    logging.getLogger("seawall").warning("seen %s and %r", value, value)
    printed = [repr(value), repr([value]), repr({"a": value}), caplog.text]
    printed.append(Template("{{ value }}{{ value|safe }}").render(Context({"value": value})))
    assert not [text for text in printed if "swordfish" in text or "harbour" in text]


@pytest.mark.parametrize("kind", KINDS)
def test_it_cannot_be_written_as_json(kind: type[Masked]) -> None:
    """So it can enter neither a job's arguments nor a line of the trail."""
    with pytest.raises(TypeError):
        json.dumps({"value": kind(SECRET)}, cls=DjangoJSONEncoder)


def test_it_stays_masked_and_whole_when_copied() -> None:
    value = MaskedUrl(SECRET)
    for twin in (copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert twin == value and twin.secret == SECRET and str(twin) == str(value)
    assert not hasattr(value, "__dict__")


@isolate_apps("seawall.core")
def test_a_field_masks_from_the_moment_it_is_set() -> None:
    class Place(models.Model):
        url = MaskedUrlField()
        digest = MaskedFingerprintField(null=True)

        class Meta:
            app_label = "core"

    place: Any = Place(url=SECRET)
    assert str(place.url) == "hxxps://bri…/…" and place.url.secret == SECRET
    assert place.digest is None
    place.digest = "ab" * 32
    assert str(place.digest) == "ababab…"


@isolate_apps("seawall.core")
def test_a_field_keeps_the_plain_value_in_the_database_alone() -> None:
    field = MaskedUrlField()
    assert field.get_prep_value(MaskedUrl(SECRET)) == SECRET
    assert field.get_prep_value(SECRET) == SECRET
    read = field.from_db_value(SECRET)
    assert isinstance(read, MaskedUrl) and read.secret == SECRET
    assert field.from_db_value(None) is None
