"""Which format a file has, by how it begins. A new format is one line here, and one where the command line takes it."""

import re
from collections.abc import Callable

from seawall.wire import age, hash_lists, icse, report_table, scart
from seawall.wire.manifest import looks_like_manifest
from seawall.wire.tables import DELIMITERS, MARKS, folded
from seawall.wire.vics import looks_like_vics

# Enough to see the first line of every format.
BEGINNING = 4096
MANIFEST, VICS, ICSE, HASH_LIST, HASH_SHARING = "manifest", "vics", "icse", "hash-list", "hash-sharing"
STOPNCII, CASE_UCO, SCART, CYBERTIP, XARF = "stopncii", "case-uco", "scart", "cybertip", "xarf"
FEED, SNAPSHOT, REPORT_TABLE, WORKBOOK = "feed", "snapshot", "report-table", "workbook"
EMPTY, PACKED = "empty", "packed"
ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
# gzip, bzip2, xz, Zstandard, 7-Zip, RAR.
PACKERS = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
CYBERTIP_ROOTS = frozenset({"report", "fileDetails", "reportResponse", "reportDoneResponse"})
HEX = re.compile("[0-9A-Fa-f]+")
LENGTHS = frozenset({*hash_lists.KINDS_OF_LENGTH, hash_lists.AMBIGUOUS})


def format_of(beginning: bytes) -> str | None:
    """The name of the format of a file whose first `BEGINNING` bytes these are; None where it is none of them."""
    return next((name for name, fits in FORMATS.items() if fits(beginning)), None)


def _text(beginning: bytes) -> str:
    mark, encoding = next(
        ((mark, name) for mark, name in MARKS if beginning.startswith(mark)), (b"", "utf-8")
    )
    return beginning[len(mark) :].decode(encoding or "utf-8", "ignore").lstrip()


def _is_object_with(*names: str) -> Callable[[bytes], bool]:
    def fits(beginning: bytes) -> bool:
        text = _text(beginning)
        return text.startswith("{") and any(f'"{name}"' in text for name in names)

    return fits


def _has_root(*names: str) -> Callable[[bytes], bool]:
    def fits(beginning: bytes) -> bool:
        text = _text(beginning)
        root = ROOT.search(text)
        return text.startswith("<") and root is not None and root[1] in names

    return fits


def _first_row(beginning: bytes) -> str:
    """The first line that is no comment, and not the one with which spreadsheets name the delimiter."""
    lines = (line.strip() for line in _text(beginning).splitlines())
    return next(
        (line for line in lines if line and line[0] != "#" and not line.lower().startswith("sep=")), ""
    )


def _columns(line: str) -> set[str]:
    return max(({folded(cell) for cell in line.split(each)} for each in DELIMITERS), key=len)


def _is_icse(beginning: bytes) -> bool:
    return set(map(folded, icse.COLUMNS)) <= _columns(_first_row(beginning))


def _is_scart(beginning: bytes) -> bool:
    url, _, rest = _first_row(beginning).partition(scart.DELIMITER)
    return bool(scart.ADDRESS.fullmatch(url)) or (url.lower(), rest[:7].lower()) == ("url", "referer")


def _is_hash_list(beginning: bytes) -> bool:
    line = _first_row(beginning)
    if line.startswith(("{", "[", "<")):
        return False
    alone = line.strip('"')
    return bool(_columns(line) & hash_lists.COLUMNS.keys()) or (
        len(alone) in LENGTHS and bool(HEX.fullmatch(alone))
    )


def _is_report_table(beginning: bytes) -> bool:
    return {report_table.REFERENCE, report_table.ABOUT} <= _columns(_first_row(beginning).replace('"', ""))


def _is_snapshot(beginning: bytes) -> bool:
    return beginning.startswith(age.AGE) or bool(age.LOCKED.match(beginning))


def _is_archive(beginning: bytes) -> bool:
    """Workbooks are ZIP archives, and no other format here is."""
    return beginning.startswith(b"PK\x03\x04")


def _is_packed(beginning: bytes) -> bool:
    return beginning.startswith(PACKERS)


def _is_empty(beginning: bytes) -> bool:
    return not _text(beginning)


# In this order: what is more certain comes first.
FORMATS: dict[str, Callable[[bytes], bool]] = {
    EMPTY: _is_empty,
    PACKED: _is_packed,
    MANIFEST: looks_like_manifest,
    VICS: looks_like_vics,
    SNAPSHOT: _is_snapshot,
    WORKBOOK: _is_archive,
    FEED: _is_object_with("seawall_changes"),
    STOPNCII: _is_object_with("hashRecords"),
    CASE_UCO: _is_object_with("@graph", "@context"),
    XARF: _is_object_with("xarf_version"),
    HASH_SHARING: _has_root("queryResult"),
    CYBERTIP: _has_root(*CYBERTIP_ROOTS),
    ICSE: _is_icse,
    REPORT_TABLE: _is_report_table,
    SCART: _is_scart,
    HASH_LIST: _is_hash_list,
}
