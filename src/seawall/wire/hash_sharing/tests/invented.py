"""Invented messages: as the public documentation shows them, and at random."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from seawall.wire.hash_sharing import (
    ELEMENTS,
    NAMESPACE,
    Affirmative,
    Against,
    Entry,
    Feedback,
    Fingerprint,
    Kept,
    Member,
    Negative,
    Reason,
    Votes,
)

GUID = "01234567-abcd-0123-4567-012345678900"
MD5, SHA1, PDQ = "0a" * 16, "1b" * 20, "2c" * 32
PAGE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<queryResult xmlns="{NAMESPACE}">
    <images count="2" maxTimestamp="2026-10-24T15:10:00Z">
        <image>
            <member id="42">Example Member</member>
            <timestamp>2026-10-24T15:00:00Z</timestamp>
            <id>image1</id>
            <classification>A1</classification>
            <fingerprints>
                <md5>{MD5.upper()}</md5>
                <pdna>opaque, as it comes</pdna>
                <tmk-pdqf rel="self" href="/v2/entries/1/fingerprints/TMK_PDQF"/>
                <later>something</later>
                <sha1/>
            </fingerprints>
            <feedback lastUpdateTimestamp="2026-06-01T12:48:14.250+02:00">
                <affirmativeFeedback type="Md5" lastUpdateTimestamp="2026-06-01T12:48:14Z">
                    <members timestamp="2026-06-01T12:48:14Z"><member id="42">Example Member</member></members>
                </affirmativeFeedback>
                <negativeFeedback type="Sha1">
                    <reasons>
                        <reason guid="{GUID}" name="Example Reason" type="Sha1"/>
                        <members timestamp="2026-06-01T12:48:14Z"><member id="43">Other Member</member></members>
                        <reason guid="2" name="Another"><members><member id="44"/></members></reason>
                    </reasons>
                </negativeFeedback>
            </feedback>
            <categorizations><group name="Context">Viral</group></categorizations>
        </image>
        <deletedImage>
            <member id="43">Other Member</member>
            <id>image4</id>
            <timestamp>2026-10-24T15:10:00Z</timestamp>
        </deletedImage>
    </images>
    <videos count="1" maxTimestamp="2026-10-24T15:20:00Z">
        <video>
            <member id="42">Example Member</member>
            <timestamp>2026-10-24T15:20:00Z</timestamp>
            <id>video1</id>
            <fingerprints><md5>{MD5}</md5></fingerprints>
            <feedback />
        </video>
    </videos>
    <paging>
        <next>/v2/entries?from=2026-10-20T00%3A00%3A00.000Z&amp;to=2026-10-30T00%3A00%3A00.000Z&amp;start=2001&amp;size=1000&amp;max=3000</next>
    </paging>
</queryResult>
"""

# What XML can say, without blanks at the ends.
said = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12
).map(str.strip)
words = said.filter(bool)
names = st.text("abcdefghij", min_size=1, max_size=8).map(lambda name: f"x{name}")
moments = st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
members = st.builds(Member, st.integers(0, 10**18 - 1), said)
reasons = st.builds(Reason, words, words, said)
votes = st.builds(Votes, st.lists(members, max_size=2).map(tuple), st.none() | moments)
kinds = st.sampled_from(["MD5", "Md5", "SHA1", "PDQ", "Later"])
affirmative = st.builds(Affirmative, kinds, st.lists(votes, max_size=2).map(tuple), st.none() | moments)
against = st.builds(Against, reasons, st.lists(votes, min_size=1, max_size=2).map(tuple))
negative = st.builds(Negative, kinds, st.lists(against, max_size=2).map(tuple), st.none() | moments)
feedbacks = st.builds(Feedback, st.lists(affirmative | negative, max_size=2).map(tuple), st.none() | moments)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789abcdef", min_size=count, max_size=count)


fingerprints = st.one_of(
    st.builds(Fingerprint.of, st.just("MD5"), digits(32)),
    st.builds(Fingerprint.of, st.just("PDQ"), digits(64)),
    st.builds(Fingerprint.of, st.just("PDNA"), words),
    st.builds(Fingerprint, names, words),
    st.builds(Fingerprint, st.just(ELEMENTS["VIDENTIFIER"]), st.just(""), words),
)
attributes = st.dictionaries(names | st.just("{urn:else}type"), said, max_size=2).map(
    lambda found: tuple(sorted(found.items()))
)
kept = st.recursive(
    st.builds(Kept, names | st.just("{urn:else}part"), said, attributes),
    lambda inner: st.builds(
        Kept, names, st.just(""), attributes, st.lists(inner, min_size=1, max_size=2).map(tuple)
    ),
    max_leaves=3,
)
live = st.builds(
    Entry,
    st.sampled_from(["image", "video"]),
    members,
    words,
    moments,
    st.just(False),
    said,
    st.lists(fingerprints, max_size=4).map(tuple),
    st.none() | feedbacks,
    st.lists(kept, max_size=1).map(tuple),
)
tombstones = st.builds(
    Entry, st.sampled_from(["image", "video"]), members, words, st.none() | moments, st.just(True)
)
entries = live | tombstones
