"""Why nothing is known of a file, or why it shows nothing: the engine's words for a table, as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seawall.wire.manifest import FileRecord

REASONS = {
    "permission": gettext_lazy("no right to read it"),
    "vanished": gettext_lazy("it was gone when its turn came"),
    "changed": gettext_lazy("it changed while it was read"),
    "too_deep": gettext_lazy("it lies too deep in the folder"),
    "faulty": gettext_lazy("the disk or the file system reports an error"),
    "unsupported_format": gettext_lazy("a picture of a kind that is not read here"),
    "truncated": gettext_lazy("the file ends before the picture does"),
    "damaged": gettext_lazy("it begins like a picture and cannot be shown"),
    "too_large": gettext_lazy("larger than is decoded here"),
    "too_small": gettext_lazy("a side is shorter than 5 pixels"),
    "answer": gettext_lazy("the decoder was taken over or failed: look at the file with care"),
    "crashed": gettext_lazy("the decoder crashed: look at the file with care"),
    "declined": gettext_lazy("there is nothing in it that can be shown"),
    "failed": gettext_lazy("the decoder failed"),
    "forbidden": gettext_lazy("the decoder tried what it may not do: look at the file with care"),
    "memory": gettext_lazy("decoding takes more memory than is allowed"),
    "server": gettext_lazy("the decoders stopped; the next run tries again"),
    "time": gettext_lazy("decoding takes more time than is allowed"),
    "unconfined": gettext_lazy("the decoder could not be confined; the next run tries again"),
}


def reason_of(record: FileRecord) -> str:
    why = record.unreadable or record.not_hashable
    if why is None:
        return ""
    return str(REASONS.get(why.reason, _("for a reason that is not known here")))
