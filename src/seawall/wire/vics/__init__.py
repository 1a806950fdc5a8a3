"""VICS: how forensic workstations of victim identification exchange hash sets and cases (Project VIC; JSON after OData).

`open_vics(stream)` reads versions 1.2, 1.3 and 2.0, `write_hash_set` and `write_case` write them; none holds more than one
record. No model of the format is public: what is known was collected field by field from tools that read or write it, the most
complete being IPED's HashDBTool. Where that record is silent nothing is guessed: a field that is not understood is kept (`more`) and
written again, and a category is a number whose meaning depends on the region (`category_names`).
"""

from seawall.wire.vics.media import (
    AlternativeHash,
    Case,
    CaseProperty,
    Media,
    MediaFile,
    Property,
    Repository,
    Segment,
)
from seawall.wire.vics.reading import VicsFile, looks_like_vics, open_vics
from seawall.wire.vics.regions import category_names
from seawall.wire.vics.writing import write_case, write_hash_set

__all__ = [
    "AlternativeHash",
    "Case",
    "CaseProperty",
    "Media",
    "MediaFile",
    "Property",
    "Repository",
    "Segment",
    "VicsFile",
    "category_names",
    "looks_like_vics",
    "open_vics",
    "write_case",
    "write_hash_set",
]
