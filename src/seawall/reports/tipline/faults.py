"""What is wrong with a message, with the code that the format has for it."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid, Refused
from seawall.wire.cybertip.answers import Code
from seawall.wire.faults import Fault

# Of many faults so many are told; the rest is mostly the same again.
MOST_TOLD = 10


class Spoiled(Invalid):
    """In the library's words, which name line, field and what would be right, and never repeat what stands there."""

    def __init__(self, faults: Sequence[Fault], code: Code) -> None:
        super().__init__({}, "; ".join(map(str, faults[:MOST_TOLD])))
        self.code = code


class NotTaken(Refused):
    message = _(
        "Files are not taken here, whatever they show: nothing of this one was read. Describe it with fileinfo, under a fileId of 32 hexadecimal digits that you choose, and give its hash values there."
    )
