"""NCMEC Hash Sharing v2: the XML of every message of which the public record says enough, read and written, since Seawall is both its
client and its server.

Known from the pages of the documentation that are public and from the client that ships in PyPI `threatexchange` (facts alone), which also
judges in the tests what is written here. Not known, and so not written: how entries are submitted and retracted, the answers about
categorisations, the sending of large fingerprints, what an error looks like. Elements inside of an entry that are not understood are kept
(`more`), unknown kinds of fingerprints as fingerprints.
"""

from seawall.wire.hash_sharing.entries import Entries, Entry, Group, write_page
from seawall.wire.hash_sharing.kinds import ELEMENTS, Fingerprint, kind_of
from seawall.wire.hash_sharing.markup import NAMESPACE, Kept
from seawall.wire.hash_sharing.members import (
    Member,
    Status,
    read_members,
    read_status,
    write_members,
    write_status,
)
from seawall.wire.hash_sharing.opinions import Affirmative, Against, Feedback, Negative, Reason, Votes
from seawall.wire.hash_sharing.paging import SIZE, Asked, next_text, read_query
from seawall.wire.hash_sharing.votes import (
    Vote,
    read_reasons,
    read_vote,
    write_reasons,
    write_thanks,
    write_vote,
)

__all__ = [
    "ELEMENTS",
    "NAMESPACE",
    "SIZE",
    "Affirmative",
    "Against",
    "Asked",
    "Entries",
    "Entry",
    "Feedback",
    "Fingerprint",
    "Group",
    "Kept",
    "Member",
    "Negative",
    "Reason",
    "Status",
    "Vote",
    "Votes",
    "kind_of",
    "next_text",
    "read_members",
    "read_query",
    "read_reasons",
    "read_status",
    "read_vote",
    "write_members",
    "write_page",
    "write_reasons",
    "write_status",
    "write_thanks",
    "write_vote",
]
