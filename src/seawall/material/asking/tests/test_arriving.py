"""What reaches the door half, or wrapped. What comes slowly: tests/durability/test_arriving.py."""

import io

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from seawall.core.errors import Invalid
from seawall.material.asking.door import body_of

BODY = b'{"fingerprints": []}'


def call(body: io.BytesIO, length: int = len(BODY), **more: str) -> WSGIRequest:
    environ = RequestFactory().generic("POST", "/api/v1/match", b"", **more).environ
    return WSGIRequest({**environ, "wsgi.input": body, "CONTENT_LENGTH": str(length)})


def test_a_body_that_ends_before_its_length_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        body_of(call(io.BytesIO(BODY), len(BODY) + 1))
    assert "ends before" in str(refused.value.message)
    assert body_of(call(io.BytesIO(BODY))) == BODY


def test_a_compressed_body_is_refused_with_its_reason() -> None:
    with pytest.raises(Invalid) as refused:
        body_of(call(io.BytesIO(BODY), HTTP_CONTENT_ENCODING="gzip"))
    assert "compressed" in str(refused.value.message)
    assert body_of(call(io.BytesIO(BODY), HTTP_CONTENT_ENCODING="identity")) == BODY
