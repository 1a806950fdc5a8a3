"""Formats that are recognised and are no items: each with the door at which it belongs."""

from django.utils.translation import gettext_lazy as _

from seawall.wire.recognise import CYBERTIP, EMPTY, FEED, PACKED, SCART, SNAPSHOT, WORKBOOK, XARF

DOORS = {
    SCART: _(
        "It holds addresses and no fingerprints: give them to SCART, or take them on the desk as a report."
    ),
    CYBERTIP: _(
        "It is a report in NCMEC's CyberTipline format, or an answer to one: reports come through the doors for reports, and not from a file."
    ),
    XARF: _(
        "It is a report of an address (XARF): reports come through the doors for reports, and not from a file."
    ),
    FEED: _(
        "It is one page of a list feed, of which a withdrawal may be on another page: whole lists are pulled from their node, and not taken from a file."
    ),
    WORKBOOK: _(
        "It is a workbook or a ZIP archive. A table of accounts is brought to its operation with --site; any other table is saved as “CSV UTF-8” first, and an archive is unpacked."
    ),
    PACKED: _("It is packed: unpack it and import what was in it."),
    EMPTY: _("It is empty: fetch it again from who made it, and compare the sizes."),
    SNAPSHOT: _(
        "It is a snapshot of lists: seawall match asks it. What is in it belongs to its agency and becomes no item here."
    ),
}
