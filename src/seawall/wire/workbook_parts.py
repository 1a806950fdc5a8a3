"""The parts of a workbook, so that none of them takes more memory than a table needs, whatever it says of itself.

openpyxl reads most parts whole, keeps all shared texts, and builds a row before anybody can count its cells. A megabyte of zip holds a row
of fifty million cells, so what arrives is counted: texts by their tags, a sheet by what comes between the ends of two rows.
"""

import re
import zipfile
from typing import IO, Any

from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS

from seawall.wire.faults import Malformed, Problem
from seawall.wire.tables import malformed

# Styles, names of sheets and relations; each becomes a tree of some forty times its size.
MOST_WHOLE = 4 << 20
# Of shared texts, in bytes and in tags: a text has four of them, so it is a million.
MOST_TEXTS, MOST_TAGS = 64 << 20, 4_000_000
# Of one row: 16,384 empty cells with a style, as spreadsheets drag them along, have a tenth of it.
MOST_OF_ROW = 4 << 20
END_OF_ROW = re.compile(rb"</(?:[\w.-]+:)?row\s*>|<(?:[\w.-]+:)?row\b[^<>]*/>")
# The end of a row may lie across two pieces.
LONGEST_END = 1_000


class Parts(zipfile.ZipFile):
    """Errors, also while a part is read: Malformed."""

    counted = True

    def read(self, name: Any, pwd: bytes | None = None) -> bytes:
        if self.getinfo(name if isinstance(name, str) else name.filename).file_size > MOST_WHOLE:
            raise malformed(1, "", Problem.TOO_LONG, f"parts of at most {MOST_WHOLE} bytes")
        with super().open(name) as part:
            return part.read()

    def open(self, *asked: Any, **more: Any) -> Any:
        part = super().open(*asked, **more)
        return _Rows(part) if self.counted else part

    def check_texts(self, name: str) -> None:
        size = tags = 0
        with super().open(name) as part:
            while piece := part.read(1 << 16):
                size, tags = size + len(piece), tags + piece.count(b"<")
                if size > MOST_TEXTS or tags > MOST_TAGS:
                    raise malformed(1, "", Problem.TOO_LONG, f"at most {MOST_TEXTS} bytes of texts")


class Reader(ExcelReader):  # type: ignore[misc]
    """openpyxl's own, with parts that are counted."""

    package: Manifest

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream, read_only=True, keep_links=False)
        self.archive = Parts(stream)

    def read(self) -> None:
        try:
            super().read()
        except ValueError as fault:
            # In openpyxl's own words it would be a spoiled file.
            raise fault.__cause__ if isinstance(fault.__cause__, Malformed) else fault from None

    def read_strings(self) -> None:
        """Counted before the first of them is made, which takes a hundred times as long."""
        if part := self.package.find(SHARED_STRINGS):
            self.archive.check_texts(part.PartName[1:])
            self.archive.counted = False
        super().read_strings()
        self.archive.counted = True


class _Rows:
    """A part on its way, counted between the ends of two rows. After a comment or the like an end may be none, so from there on all of it counts
    as one row."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._since, self._last, self._plain = 0, b"", True

    def read(self, size: int = -1) -> bytes:
        piece = self._part.read(size)
        self._count(piece)
        return piece

    def close(self) -> None:
        self._part.close()

    def __enter__(self) -> "_Rows":
        return self

    def __exit__(self, *_about: object) -> None:
        self.close()

    def _count(self, piece: bytes) -> None:
        seen = self._last + piece
        self._plain = self._plain and b"<!" not in seen
        self._since += len(piece)
        for end in END_OF_ROW.finditer(seen) if self._plain else ():
            self._since = len(seen) - end.end()
        if self._since > MOST_OF_ROW:
            raise malformed(1, "", Problem.TOO_LONG, f"rows of at most {MOST_OF_ROW} bytes")
        self._last = seen[-LONGEST_END:]
