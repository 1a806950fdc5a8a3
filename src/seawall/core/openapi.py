"""Interfaces described from the very types that read and write them, for the page that programs read."""

from collections.abc import Mapping
from typing import Any

import msgspec


def schema_of(kind: Any) -> dict[str, Any]:
    """With every part written out where it is used, because ninja keeps the shared parts of the page for itself."""
    schema = msgspec.json.schema(kind)
    written: dict[str, Any] = _written_out(schema, schema.get("$defs", {}))
    return written


def _written_out(part: Any, parts: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_written_out(one, parts) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _written_out(parts[part["$ref"].rpartition("/")[2]], parts)
    return {name: _written_out(one, parts) for name, one in part.items() if name != "$defs"}


def content_of(kind: Any) -> dict[str, Any]:
    return {"application/json": {"schema": schema_of(kind)}}


def operation(answer: Any, refusals: Mapping[str, str]) -> dict[str, Any]:
    """What an operation answers: `answer` when all is well, and each status with the sentence that explains it."""
    refused = {status: {"description": sentence} for status, sentence in refusals.items()}
    return {"responses": {"200": {"description": "OK", "content": content_of(answer)}, **refused}}
