"""Fingerprints of whole folders: `walk` names every file once, always in the same order, and never leaves the folder;
`fingerprint_folder` reads them in parallel, each decoded in the sandbox. Nothing is written, no file is changed."""

from seawall.engine.bulk.files import FilePrints
from seawall.engine.bulk.folder import FileFound, fingerprint_folder
from seawall.engine.bulk.walk import Seen, Unread, walk

__all__ = ["FileFound", "FilePrints", "Seen", "Unread", "fingerprint_folder", "walk"]
