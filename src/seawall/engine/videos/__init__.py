"""Fingerprints of videos after vPDQ: the PDQ code of the frame shown at each second. Two videos are compared by the share of frames
that have a near one in the other, both ways: a short clip within a long film is found by its own share."""

from seawall.engine.videos.compare import Comparison, compare_videos
from seawall.engine.videos.fingerprint import VideoPrints, fingerprint_video
from seawall.engine.videos.vpdq import Frames

__all__ = ["Comparison", "Frames", "VideoPrints", "compare_videos", "fingerprint_video"]
