"""What the service answers, and what each code means for who asked.

An answer is read gently: it comes after the deed, and an element more must not make a report that was filed look as if it were not.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from seawall.wire.cybertip.binding import child, write
from seawall.wire.cybertip.kinds import Kind
from seawall.wire.cybertip.parts import LONG, TOKEN, WHOLE
from seawall.wire.cybertip.tree import Node, read_tree
from seawall.wire.faults import Fault, Malformed, Problem, Unit


class Code(IntEnum):
    DONE = 0
    SERVER_ERROR = 1000
    NOT_SAVED = 1100
    NOT_UPLOADED = 1110
    NOT_UPLOADED_IN_PART = 1111
    NOT_FOUND = 1210
    NOT_UPDATED = 1300
    SIGN_IN = 2000
    NOT_AUTHORISED = 3000
    NOT_AUTHORISED_TO_REPORT = 3100
    NOT_AUTHORISED_FOR_THIS = 3300
    INVALID_REQUEST = 4000
    INVALID = 4100
    MALFORMED_XML = 4110
    MALFORMED_FILE = 4200
    NO_SUCH_REPORT = 5001
    NO_SUCH_FILE = 5002
    RETRACTED = 5101
    FINISHED = 5102


def may_be_retried(code: int) -> bool:
    """Only what is the service's own trouble; everything else stays wrong until a person has looked."""
    return 1000 <= code < 2000


@dataclass(frozen=True, slots=True)
class Response:
    """`code` is a Code, or a number that is not known here. `file_id` and `md5` answer an upload."""

    code: int = child("responseCode", needed=True, shown=True)
    description: str = child("responseDescription", default="", shown=True)
    report_id: int | None = child("reportId", shown=True)
    file_id: str = child("fileId", default="", shown=True)
    md5: str = child("hash", default="")


@dataclass(frozen=True, slots=True)
class DoneResponse:
    code: int
    report_id: int
    file_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _FileIds:
    ids: tuple[str, ...] = child("fileId", default=())


@dataclass(frozen=True, slots=True)
class _Done:
    code: int = child("responseCode", needed=True)
    report_id: int = child("reportId", needed=True)
    files: _FileIds = child("files", _FileIds, needed=True)


def write_response(response: Response) -> bytes:
    """Errors: Malformed."""
    return write(response, "reportResponse")


def write_done_response(response: DoneResponse) -> bytes:
    """Errors: Malformed."""
    done = _Done(int(response.code), response.report_id, _FileIds(response.file_ids))
    return write(done, "reportDoneResponse")


def read_response(document: bytes) -> Response:
    """Elements in any order; unknown ones are passed over. Errors: Malformed, without a code that is a number."""
    node = _root(document, "reportResponse")
    return Response(
        _value(node, "responseCode", WHOLE, needed=True),
        (_first(node, "responseDescription") or Node("")).text.strip(),
        _value(node, "reportId", LONG),
        _value(node, "fileId", TOKEN) or "",
        _value(node, "hash", TOKEN) or "",
    )


def read_done_response(document: bytes) -> DoneResponse:
    """As `read_response`; the files are those that the service counts to the report. Errors: Malformed."""
    node = _root(document, "reportDoneResponse")
    files = _first(node, "files") or Node("files")
    return DoneResponse(
        _value(node, "responseCode", WHOLE, needed=True),
        _value(node, "reportId", LONG, needed=True),
        tuple(TOKEN.read(each.text) for each in files.children if each.name == "fileId"),
    )


def _root(document: bytes, name: str) -> Node:
    node = read_tree(document)
    if node.name != name:
        raise Malformed(Fault(Unit.LINE, node.line, "", Problem.OTHER_FORMAT, name))
    return node


def _first(node: Node, name: str) -> Node | None:
    return next((each for each in node.children if each.name == name), None)


def _value(node: Node, name: str, kind: Kind, *, needed: bool = False) -> Any:
    found = _first(node, name)
    if found is None or (not needed and not found.text.strip()):
        if needed:
            raise Malformed(Fault(Unit.LINE, node.line, f"{node.name}.{name}", Problem.MISSING, kind.wants))
        return None
    try:
        return kind.read(found.text)
    except ValueError:
        raise Malformed(
            Fault(Unit.LINE, found.line, f"{node.name}.{name}", Problem.WRONG, kind.wants)
        ) from None
