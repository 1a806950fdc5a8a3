"""Fingerprints of pictures and videos, and search among them. A *code* is a fingerprint as bytes; *near* is within a number
of differing bits. Knows nothing of Seawall, Django or any list: it may be used alone, from a script or a notebook."""

from seawall.engine.fingerprints import Fingerprints, fingerprint, variants
from seawall.engine.nothashable import NotHashable, Reason
from seawall.engine.pictures.hashing import Picture
from seawall.engine.sandbox import Sandbox, Unconfined
from seawall.engine.search.disk import NotWritten
from seawall.engine.search.index import Index
from seawall.engine.search.matches import Matches
from seawall.engine.videos import Comparison, Frames, VideoPrints, compare_videos, fingerprint_video

__all__ = [
    "Comparison",
    "Fingerprints",
    "Frames",
    "Index",
    "Matches",
    "NotHashable",
    "NotWritten",
    "Picture",
    "Reason",
    "Sandbox",
    "Unconfined",
    "VideoPrints",
    "compare_videos",
    "fingerprint",
    "fingerprint_video",
    "variants",
]
