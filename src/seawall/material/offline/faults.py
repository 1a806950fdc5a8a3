"""Why something cannot be done here. The command line words each, in both languages; `about` is what it is about, such as a file."""

from enum import StrEnum


class Cause(StrEnum):
    NO_FOLDER = "no_folder"
    WITHIN = "within"
    OTHER_FOLDER = "other_folder"
    BUSY = "busy"
    EXISTS = "exists"
    DISK_FULL = "disk_full"
    NOT_READ = "not_read"
    NO_FILE = "no_file"
    NOT_WRITTEN = "not_written"
    WRONG_KEY = "wrong_key"
    NOT_A_SNAPSHOT = "not_a_snapshot"
    NOT_REACHED = "not_reached"
    NOT_SECURE = "not_secure"
    NOT_LET_IN = "not_let_in"
    NOT_UNDERSTOOD = "not_understood"


class Impossible(Exception):
    def __init__(self, cause: Cause, about: object, more: str = "") -> None:
        self.cause, self.about, self.more = cause, about, more
        super().__init__(f"{cause.value}: {about}")
