import hmac

import pytest
from cryptography.fernet import InvalidToken

from seawall.core.keys import derived, digest, seal, unseal


def test_it_opens_what_it_sealed() -> None:
    sealed = seal("reports.contact", "cleo@bridges.example")
    assert "cleo" not in sealed
    assert unseal("reports.contact", sealed) == "cleo@bridges.example"


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert derived("reports.contact") != derived("reports.subject")
    with pytest.raises(InvalidToken):
        unseal("reports.subject", seal("reports.contact", "cleo"))


def test_a_digest_tells_the_same_and_nothing_else() -> None:
    assert digest("subject", "bridge") == digest("subject", "bridge")
    assert len({digest("subject", "bridge"), digest("subject", "Bridge"), digest("other", "bridge")}) == 3


def test_a_digest_is_the_hmac_of_the_library() -> None:
    for text in ("", "bridge", "ü" * 100):
        assert digest("subject", text) == hmac.digest(derived("subject"), text.encode(), "sha256").hex()


def test_a_spoiled_seal_is_not_opened() -> None:
    sealed = seal("reports.contact", "cleo")
    with pytest.raises(InvalidToken):
        unseal("reports.contact", sealed[:-5] + ("A" if sealed[-5] != "A" else "B") + sealed[-4:])
