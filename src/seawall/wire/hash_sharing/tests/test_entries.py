"""Pages of entries: read as the documentation shows them, written as they were read, refused where they are not meant well."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.wire.faults import Fault, Malformed, Problem, Unit, Unwritable
from seawall.wire.hash_sharing import (
    NAMESPACE,
    Affirmative,
    Against,
    Asked,
    Entries,
    Entry,
    Feedback,
    Fingerprint,
    Group,
    Kept,
    Member,
    Negative,
    Reason,
    Votes,
    markup,
    next_text,
    read_query,
    write_page,
)
from seawall.wire.hash_sharing.tests.invented import GUID, MD5, PAGE, PDQ, SHA1, entries, kept
from seawall.wire.tests.spoiling import survives

MARA, RAVI = Member(42, "Example Member"), Member(43, "Other Member")
MORNING = datetime(2026, 10, 24, 15, 0, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, 12, 48, 14, tzinfo=UTC)


def opened(data: str | bytes) -> Entries:
    return Entries(io.BytesIO(data.encode() if isinstance(data, str) else data))


def whole(data: str | bytes) -> tuple[list[Entry | Fault], Entries]:
    page = opened(data)
    return list(page), page


# Whole pages take their time to be made up on a busy machine.
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(entries, max_size=3), st.lists(kept, max_size=1))
def test_it_reads_what_it_wrote(written: list[Entry], more: list[Kept]) -> None:
    file = io.BytesIO()
    next_ = next_text(Asked(JUNE, MORNING, 1001, 1000, 2001))
    # A name of the format is no unknown part.
    more = [each for each in more if each.name not in ("images", "videos", "paging")]
    write_page(written, file, next=next_, more=more)
    found, page = whole(file.getvalue())
    assert found == sorted(written, key=lambda entry: entry.media)
    assert (page.next, page.more) == (next_, tuple(more))
    assert sum(int(group.count) for group in page.groups.values()) == len(written)


def test_it_reads_a_page_as_the_documentation_shows_it() -> None:
    found, page = whole(PAGE)
    feedback = Feedback(
        (
            Affirmative("Md5", (Votes((MARA,), JUNE),), JUNE),
            Negative(
                "Sha1",
                (
                    Against(Reason(GUID, "Example Reason", "Sha1"), (Votes((RAVI,), JUNE),)),
                    Against(Reason("2", "Another"), (Votes((Member(44, ""),)),)),
                ),
            ),
        ),
        datetime(2026, 6, 1, 10, 48, 14, tzinfo=UTC),
    )
    prints = (
        Fingerprint("md5", MD5),
        Fingerprint("pdna", "opaque, as it comes"),
        Fingerprint("tmk-pdqf", "", "/v2/entries/1/fingerprints/TMK_PDQF"),
        Fingerprint("later", "something"),
    )
    other = (Kept("categorizations", "", (), (Kept("group", "Viral", (("name", "Context"),)),)),)
    assert found == [
        Entry("image", MARA, "image1", MORNING, False, "A1", prints, feedback, other),
        Entry("image", RAVI, "image4", MORNING.replace(minute=10), True),
        Entry(
            "video",
            MARA,
            "video1",
            MORNING.replace(minute=20),
            False,
            "",
            (Fingerprint("md5", MD5),),
            Feedback(),
        ),
    ]
    assert page.groups == {
        "image": Group("2", MORNING.replace(minute=10)),
        "video": Group("1", MORNING.replace(minute=20)),
    }
    assert page.next.endswith("&start=2001&size=1000&max=3000")


def test_kinds_have_one_word_however_they_are_spelled() -> None:
    first = whole(PAGE)[0][0]
    assert isinstance(first, Entry) and first.feedback
    assert [each.kind for each in first.fingerprints] == ["MD5", "PDNA", "TMK_PDQF", "LATER"]
    assert [each.kind for each in first.feedback.opinions] == ["MD5", "SHA1"]
    assert first.key == "42-image1"


@pytest.mark.parametrize(
    "data",
    [
        PAGE.replace(f' xmlns="{NAMESPACE}"', ""),
        PAGE.replace("<", "<h:").replace("<h:/", "</h:").replace("<h:?", "<?").replace("xmlns=", "xmlns:h="),
        "\ufeff" + PAGE,
        PAGE.replace("UTF-8", "UTF-16").encode("utf-16"),
    ],
    ids=["without a namespace", "with a prefix", "with a mark", "in UTF-16"],
)
def test_it_is_the_same_page_however_it_is_written(data: str | bytes) -> None:
    assert whole(data)[0] == whole(PAGE)[0]


def test_an_empty_page_is_a_page() -> None:
    found, page = whole(f'<queryResult xmlns="{NAMESPACE}"/>')
    assert (found, page.next, dict(page.groups)) == ([], "", {})


def test_it_holds_one_entry_at_a_time() -> None:
    """A page without an end is read entry by entry; memory and the bound are those of one."""
    entry = PAGE[PAGE.index("<image>") : PAGE.index("</image>") + len("</image>")]
    head = PAGE[: PAGE.index("<image>")]

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.left = head.encode()

        def read(self, size: int = -1) -> bytes:
            while len(self.left) < size:
                self.left += entry.encode()
            found, self.left = self.left[:size], self.left[size:]
            return found

    page = Entries(Endless())  # type: ignore[arg-type]
    number = sum(1 for _, each in zip(range(3000), page, strict=False) if isinstance(each, Entry))
    assert number == 3000 and number * len(entry) > 3 * markup.LONGEST_RECORD


@pytest.mark.parametrize(
    ("old", "new", "name", "problem"),
    [
        ('<member id="42">Example Member</member>\n            <time', "<time", "member", Problem.MISSING),
        ("<id>image1</id>", "", "id", Problem.MISSING),
        ("<id>image1</id>", "<id>a</id><id>b</id>", "id", Problem.TWICE),
        ("<id>image1</id>", "<id/>", "id", Problem.MISSING),
        ("<id>image1</id>", f"<id>{'a' * 300}</id>", "id", Problem.TOO_LONG),
        ('<member id="42">Example', '<member id="x">Example', "member.@id", Problem.WRONG),
        ('<member id="42">Example', "<member>Example", "member.@id", Problem.MISSING),
        ("<timestamp>2026-10-24T15:00:00Z</timestamp>", "", "timestamp", Problem.MISSING),
        ("2026-10-24T15:00:00Z", "24 October", "timestamp", Problem.WRONG),
        ("2026-10-24T15:00:00Z", "2026-10-24T15:00:00", "timestamp", Problem.WRONG),
        ("2026-10-24T15:00:00Z", "2026-13-24T15:00:00Z", "timestamp", Problem.WRONG),
        (MD5.upper(), "secret", "fingerprints.md5", Problem.WRONG),
        ("<later>something</later>", "<secret><a/></secret>", "fingerprints.other", Problem.UNKNOWN),
        ("<later>something</later>", '<s xmlns="urn:s">x</s>', "fingerprints.other", Problem.UNKNOWN),
        ('"2026-06-01T12:48:14Z"', '"today"', "feedback.affirmativeFeedback.@lastUpdateTimestamp", Problem.WRONG),
        (' type="Md5"', "", "feedback.affirmativeFeedback.@type", Problem.MISSING),
        ("affirmativeFeedback", "secretFeedback", "feedback.other", Problem.UNKNOWN),
        (f'guid="{GUID}" ', "", "feedback.negativeFeedback.reasons.reason.@guid", Problem.MISSING),
        ("<reasons>", "<reasons><members/>", "feedback.negativeFeedback.reasons.members", Problem.OUT_OF_ORDER),
        ("<image>", "<image><fingerprints/>", "fingerprints", Problem.TWICE),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_understood_is_told_and_passed_over(
    old: str, new: str, name: str, problem: Problem
) -> None:
    assert old in PAGE
    head, middle, rest = PAGE.partition("</image>")
    first, *others = whole(head.replace(old, new) + middle + rest)[0]
    assert isinstance(first, Fault) and others == whole(PAGE)[0][1:]
    assert (first.unit, first.number, first.field, first.problem) == (Unit.RECORD, 1, name, problem)
    assert "secret" not in str(first)


def test_a_tombstone_is_obeyed_whatever_it_lacks() -> None:
    bare = '<deletedVideo><id>v</id><member id="1"/></deletedVideo>'
    found, _ = whole(f'<queryResult xmlns="{NAMESPACE}"><videos>{bare}</videos></queryResult>')
    assert found == [Entry("video", Member(1, ""), "v", None, True)]


def test_an_entry_of_a_kind_that_is_not_known_is_told() -> None:
    [fault] = whole(f'<queryResult xmlns="{NAMESPACE}"><images><retracted/></images></queryResult>')[0]
    assert isinstance(fault, Fault) and fault.problem is Problem.UNKNOWN


def page_of(inner: str) -> str:
    return f'<queryResult xmlns="{NAMESPACE}">{inner}</queryResult>'


BOMB = '<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param("", Problem.CUT, id="nothing"),
        pytest.param(PAGE[: PAGE.index("<deletedImage>")], Problem.CUT, id="cut between entries"),
        pytest.param(PAGE[: PAGE.index("Other Member")], Problem.CUT, id="cut within an entry"),
        pytest.param(PAGE[:30], Problem.CUT, id="cut within the head"),
        pytest.param(PAGE + "<a/>", Problem.NOT_THE_END, id="more after the end"),
        pytest.param("\n" + PAGE, Problem.NOT_XML, id="a line before the head"),
        pytest.param("{}", Problem.NOT_XML, id="JSON"),
        pytest.param(PAGE.replace("</id>", "</di>"), Problem.NOT_XML, id="tags that do not match"),
        pytest.param(PAGE.encode().replace(b"Example", b"\xe9"), Problem.NOT_XML, id="cp1252"),
        pytest.param(PAGE.encode() + b"\0" * 100, Problem.NOT_XML, id="zeros at the end"),
        pytest.param(PAGE.replace("UTF-8", "klingon"), Problem.NOT_TEXT, id="an unknown encoding"),
        pytest.param(PAGE.replace("UTF-8", "utf-7"), Problem.NOT_TEXT, id="an encoding of several bytes"),
        pytest.param(PAGE.replace("image1", "&a;"), Problem.NOT_XML, id="an entity that is none"),
        pytest.param(PAGE.replace("image1", "&#0;"), Problem.NOT_XML, id="a zero character"),
        pytest.param(BOMB + page_of("<images><image>&b;</image></images>"), Problem.FORBIDDEN, id="entity bomb"),
        pytest.param(f'<!DOCTYPE q SYSTEM "http://host.invalid/x">{page_of("")}', Problem.FORBIDDEN, id="outside"),
        pytest.param("<html/>", Problem.OTHER_FORMAT, id="another format"),
        pytest.param('<queryResult xmlns="urn:else"/>', Problem.OTHER_FORMAT, id="another namespace"),
        pytest.param(page_of("<images/><images/>"), Problem.TWICE, id="two groups"),
        pytest.param(page_of('<images maxTimestamp="now"/>'), Problem.WRONG, id="a time that is none"),
        pytest.param(page_of("<paging><next>https://host.invalid/</next></paging>"), Problem.WRONG, id="next elsewhere"),
        pytest.param(page_of("<paging><next>/v2/entries?a b</next></paging>"), Problem.WRONG, id="next with a blank"),
        pytest.param(page_of("<paging><next>/v1/images?</next></paging>"), Problem.WRONG, id="next of another kind"),
        pytest.param(page_of("<a>" * 50 + "</a>" * 50), Problem.TOO_DEEP, id="deep"),
        pytest.param("<queryResult>" * 100_000, Problem.TOO_DEEP, id="very deep"),
        pytest.param(page_of("<images>" + "x" * markup.LONGEST_RECORD), Problem.TOO_LONG, id="huge text"),
        pytest.param(page_of("<other>" + "<a/>" * 300_000 + "</other>"), Problem.TOO_MANY, id="a huge unknown part"),
        pytest.param(page_of("<a/>" * 200), Problem.TOO_MANY, id="many unknown parts"),
        pytest.param(f'<queryResult a="{"x" * markup.LONGEST_RECORD}"/>', Problem.TOO_LONG, id="a huge attribute"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused(data: str | bytes, problem: Problem) -> None:
    with pytest.raises(Malformed) as told:
        whole(data)
    assert told.value.fault.problem is problem
    assert "invalid" not in str(told.value) and "klingon" not in str(told.value)


def test_entries_before_the_fault_are_given() -> None:
    each = iter(opened(PAGE[: PAGE.index("<video>")]))
    assert isinstance(next(each), Entry) and isinstance(next(each), Entry)
    with pytest.raises(Malformed):
        next(each)


@pytest.mark.parametrize(
    "entry",
    [
        Entry("image", Member(1, "a\x01b"), "i", MORNING),
        Entry("image", MARA, "\ud800", MORNING),
        Entry("audio", MARA, "i", MORNING),
    ],
)
def test_it_writes_nothing_that_could_not_be_read(entry: Entry) -> None:
    file = io.BytesIO()
    with pytest.raises(Unwritable):
        write_page([entry], file)
    assert file.getvalue() == b""


def test_markup_in_a_name_stays_a_name() -> None:
    name = "</member><deletedImage> & \"it\" 'is' ]]> \r".strip() + "."
    file = io.BytesIO()
    write_page([Entry("image", Member(1, name), "i", MORNING, more=(Kept("note", "a\r\nb\tc"),))], file)
    [found] = whole(file.getvalue())[0]
    assert isinstance(found, Entry)
    assert (found.member.name, found.more[0].text) == (name, "a\r\nb\tc")


@pytest.mark.parametrize("place", ["", "gAAAAB_x-1==", "a&b=c"])
def test_a_question_reads_as_the_next_page_names_it(place: str) -> None:
    asked = Asked(JUNE, MORNING, 2001, 1000, 3000, place)
    path, _, query = next_text(asked).partition("?")
    assert path == "/v2/entries" and read_query(query) == asked
    assert read_query("from=2026-06-01T12%3A48%3A14.000Z&to=2026-10-24T15:00:00Z") == Asked(JUNE, MORNING)


@pytest.mark.parametrize(
    ("query", "name", "problem"),
    [
        ("", "from", Problem.MISSING),
        ("from=2026-06-01T12:48:14Z", "to", Problem.MISSING),
        ("from=&to=2026-06-01T12:48:14Z", "from", Problem.WRONG),
        ("from=1&to=2026-06-01T12:48:14Z", "from", Problem.WRONG),
        ("from=2026-06-01T12:48:14Z&to=2026-06-01T12:48:13Z", "to", Problem.WRONG),
        ("from=2026-06-01T12:48:14Z&to=2026-06-01T12:48:14Z&start=-1", "start", Problem.WRONG),
        ("from=2026-06-01T12:48:14Z&to=2026-06-01T12:48:14Z&size=1&size=2", "", Problem.TWICE),
    ],
)
def test_a_question_that_is_none_is_refused(query: str, name: str, problem: Problem) -> None:
    with pytest.raises(Malformed) as told:
        read_query(query)
    assert (told.value.fault.field, told.value.fault.problem) == (name, problem)


def test_a_value_shows_in_no_repr() -> None:
    shown = repr(whole(PAGE.replace("<sha1/>", f"<sha1>{SHA1}</sha1><pdq>{PDQ}</pdq>")))
    assert not any(word in shown for word in (MD5, SHA1, PDQ, "opaque", "/v2/entries", "Viral"))


@pytest.mark.slow
def test_it_outlasts_spoiled_pages() -> None:
    def look(data: bytes) -> None:
        found, page = whole(data)
        # What was read can be written.
        write_page(
            [each for each in found if isinstance(each, Entry)], io.BytesIO(), next=page.next, more=page.more
        )

    survives(look, [PAGE.encode(), PAGE.replace("UTF-8", "UTF-16").encode("utf-16")], sharing=5)
