"""What the calls carry that carry no XML: the number of a report, and a file. Read in memory; nothing of it touches a disk."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.translation import gettext_lazy as _

from seawall.core.arriving import body_of
from seawall.core.errors import Invalid

MOST_BYTES = 10_000
# As much as the program's own door lets arrive; what is longer is fingerprinted where it lies.
MOST_FILE = 4 << 20
DIGITS = 18
ONE_FILE = _("The part `file` with the bytes of one file is missing.")
NUMBER = _("The field `id` is the number that submit has answered.")


class _InMemory(FileUploadHandler):
    """Keeps the bytes of the part `file`, and of no other."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] | None = None

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, *args, **kwargs)
        if field_name == "file" and self.pieces is None:
            self.pieces = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.field_name == "file" and self.pieces is not None:
            self.pieces.append(raw_data)

    def file_complete(self, file_size: int) -> None:
        return None


def number_in(request: HttpRequest) -> int:
    """Of finish and retract; clients send it as either kind of form."""
    body = body_of(request, MOST_BYTES)
    if (request.content_type or "").startswith("multipart/"):
        return _number(_parsed(request, body, _InMemory()))
    try:
        found = parse_qs(body.decode(), max_num_fields=10)
    except ValueError:
        found = {}
    return _number({name: values[0] for name, values in found.items()})


def number_and_file_in(request: HttpRequest) -> tuple[int, bytes]:
    body, handler = body_of(request, MOST_FILE), _InMemory()
    number = _number(_parsed(request, body, handler))
    if handler.pieces is None:
        raise Invalid({"file": ONE_FILE})
    return number, b"".join(handler.pieces)


def _parsed(request: HttpRequest, body: bytes, handler: _InMemory) -> Mapping[str, Any]:
    try:
        fields, _files = MultiPartParser(
            request.META, BytesIO(body), [handler], settings.DEFAULT_CHARSET
        ).parse()
    except MultiPartParserError:
        raise Invalid({}, _("The body is not the form that its `Content-Type` says.")) from None
    return dict(fields.items())


def _number(fields: Mapping[str, Any]) -> int:
    text = str(fields.get("id", "")).strip()
    if not text.isascii() or not text.isdecimal() or len(text) > DIGITS:
        raise Invalid({"id": NUMBER})
    return int(text)
