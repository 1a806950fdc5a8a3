"""What is wrong, where, and how to mend it: one sentence or two for each cause."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seawall.cli.screen import shown
from seawall.material.offline.faults import Cause, Impossible
from seawall.wire.faults import Fault, Malformed, Problem

CAUSES = {
    Cause.NO_FOLDER: gettext_lazy("%(about)s is no folder. Give the folder in which the files lie."),
    Cause.WITHIN: gettext_lazy(
        "The manifest would lie within %(about)s, and nothing is written where the evidence lies. Choose another place with --out."
    ),
    Cause.OTHER_FOLDER: gettext_lazy(
        "%(about)s is the manifest of another folder: “%(more)s”. It is left as it is. Choose another file with --out; or, if it is the same evidence in another place, say so with --label “%(more)s”."
    ),
    Cause.BUSY: gettext_lazy(
        "Another scan is writing %(about)s at this moment. Wait for its end, or choose another file with --out."
    ),
    Cause.EXISTS: gettext_lazy(
        "%(about)s is there already and is left as it is. Choose another file with --out."
    ),
    Cause.DISK_FULL: gettext_lazy(
        "There is no room left for %(about)s. What was done so far is kept: make room and give the same command again, it goes on from there."
    ),
    Cause.NOT_READ: gettext_lazy(
        "%(about)s cannot be read: %(more)s. Check the path, the cable and your rights."
    ),
    Cause.NO_FILE: gettext_lazy(
        "%(about)s is no file on a disk, but a pipe or a device, of which nothing can be read twice. Save what comes from it as a file, and give that."
    ),
    Cause.NOT_WRITTEN: gettext_lazy(
        "%(about)s cannot be written: %(more)s. Choose another place with --out."
    ),
    Cause.WRONG_KEY: gettext_lazy(
        "%(about)s cannot be opened with this passphrase or key. Type it again; if it stays so, ask who made the snapshot."
    ),
    Cause.NOT_A_SNAPSHOT: gettext_lazy(
        "%(about)s is no snapshot of lists, or it is damaged: %(more)s. Fetch it again from who made it, and compare the sizes."
    ),
    Cause.NOT_REACHED: gettext_lazy(
        "%(about)s does not answer: %(more)s. What was done so far is kept: check the link and give the same command again, it goes on from there."
    ),
    Cause.NOT_SECURE: gettext_lazy(
        "%(about)s was not asked, for a key is sent to no such address. Give one that begins with https:// (http:// on this machine alone) and holds neither a user name nor a question mark."
    ),
    Cause.NOT_LET_IN: gettext_lazy(
        "%(about)s does not accept this key: %(more)s Ask its administrator whether the key is valid and may ask these lists."
    ),
    Cause.NOT_UNDERSTOOD: gettext_lazy(
        "%(about)s did not answer as a node does: %(more)s. Check the address given with --node."
    ),
}
PROBLEMS = {
    Problem.TOO_LONG: gettext_lazy("it is longer than anything that Seawall takes"),
    Problem.TOO_DEEP: gettext_lazy("it is nested deeper than anything that Seawall takes"),
    Problem.TOO_MANY: gettext_lazy("%(field)s is there too often"),
    Problem.NOT_TEXT: gettext_lazy("it is not text, or is in another encoding than its format demands"),
    Problem.NOT_JSON: gettext_lazy("it is not the JSON that this format demands"),
    Problem.NOT_XML: gettext_lazy("it is not well-formed XML"),
    Problem.FORBIDDEN: gettext_lazy("it declares a document type or an entity, which Seawall never takes"),
    Problem.NOT_TAKEN: gettext_lazy(
        "it may be or hold a picture, a film or a sound; Seawall never takes such content and has dropped it"
    ),
    Problem.OTHER_FORMAT: gettext_lazy("this is another kind of file"),
    Problem.OTHER_VERSION: gettext_lazy(
        "it is of a version that this Seawall does not know; bring Seawall up to date"
    ),
    Problem.MISSING: gettext_lazy("the field %(field)s is missing"),
    Problem.TWICE: gettext_lazy("the field %(field)s is there twice"),
    Problem.WRONG: gettext_lazy("the field %(field)s has a value that it cannot have"),
    Problem.UNKNOWN: gettext_lazy("the field %(field)s is not known in this format"),
    Problem.OUT_OF_ORDER: gettext_lazy("the field %(field)s stands in another place than the format demands"),
    Problem.CUT: gettext_lazy("the file ends too early; fetch it again from who made it"),
    Problem.NOT_THE_END: gettext_lazy("it stands after the end of the file"),
    Problem.COUNT: gettext_lazy(
        "%(field)s is not the number of records in the file: some are lost or were added"
    ),
    Problem.COMPUTED: gettext_lazy("%(field)s is a formula; keep its value only"),
    Problem.ROUNDED: gettext_lazy("%(field)s is a number that has lost its last digits; keep it as text"),
}


class Told(click.ClickException):
    """A sentence and exit status 1; no trace."""


def sentence_of(fault: Impossible) -> str:
    return CAUSES[fault.cause] % {"about": shown.name(str(fault.about)), "more": shown.name(fault.more)}


def problem_of(fault: Fault) -> str:
    if not fault.field and "%(field)s" in str(PROBLEMS[fault.problem]):
        return _("it is not what this format has there")
    return PROBLEMS[fault.problem] % {"field": shown.name(fault.field)}


@contextmanager
def told(manifest: Path) -> Iterator[None]:
    """Turns what can be named into its sentence; `manifest` is the file that is read line by line."""
    try:
        yield
    except Impossible as fault:
        raise Told(sentence_of(fault)) from None
    except Malformed as fault:
        raise Told(_spoiled(manifest, fault.fault)) from None


def _spoiled(manifest: Path, fault: Fault) -> str:
    where = {"file": shown.name(str(manifest)), "line": fault.number, "problem": problem_of(fault)}
    if fault.number == 1:
        return _("%(file)s is no manifest of a scan: %(problem)s. It is left as it is.") % where
    spoiled = _("%(file)s is spoiled in line %(line)s: %(problem)s.") % where
    mend = _(
        "The lines before it are good: head -n %(lines)s keeps them in a new file, with which the scan can go on."
    )
    return f"{spoiled} {mend % {'lines': fault.number - 1}}"
