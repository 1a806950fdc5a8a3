"""Lists as they are handed round are read; what is not certain is not guessed."""

import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.wire import spelled
from seawall.wire.faults import Fault, Malformed, Problem, Unwritable
from seawall.wire.hash_lists import Listed, read, write
from seawall.wire.listed import LETTERS, Given
from seawall.wire.tests.spoiling import survives

MD5, SHA1, LONG = "0a" * 16, "1b" * 20, "2c" * 32
OPAQUE = base64.b64encode(bytes(range(144))).decode()

values = {
    **{kind: st.text("0123456789abcdef", min_size=n, max_size=n) for kind, n in LETTERS.items()},
    spelled.PHOTODNA: st.binary(min_size=144, max_size=144).map(lambda raw: base64.b64encode(raw).decode()),
}
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12).map(str.strip)


@st.composite
def entries(draw: st.DrawFn) -> Listed:
    kinds = draw(st.lists(st.sampled_from(spelled.KINDS), min_size=1, unique=True))
    quality = draw(st.none() | st.integers(0, 100))
    given_ = [
        Given(kind, draw(values[kind]), quality if kind == "pdq" else None)
        for kind in spelled.KINDS
        if kind in kinds
    ]
    comment = draw(words)
    return Listed(tuple(given_), {"Comment": comment} if comment else {})


def found(text: str | bytes, **how: str) -> list[Listed | Fault]:
    return list(read(io.BytesIO(text.encode() if isinstance(text, str) else text), **how))


def kinds_of(text: str, **how: str) -> list[list[str]]:
    return [[g.kind for g in each.fingerprints] for each in found(text, **how) if isinstance(each, Listed)]


@given(st.lists(entries(), max_size=5), st.sampled_from(",;\t|"))
def test_it_reads_what_it_wrote(written: list[Listed], delimiter: str) -> None:
    file = io.BytesIO()
    write(written, file, kinds=spelled.KINDS, more=["Comment"], delimiter=delimiter)
    assert found(file.getvalue()) == written


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("md5", "md5"),
        ("MD5 Hash", "md5"),
        ("hash_md5", "md5"),
        ("SHA-1", "sha1"),
        ("sha1sum", "sha1"),
        ("SHA_256", "sha256"),
        ("sha256_hex", "sha256"),
        ("PDQ hash", "pdq"),
        ("pdna", "photodna"),
        ("PhotoDNA", "photodna"),
    ],
)  # fmt: skip
def test_it_knows_columns_in_the_spellings_that_are_seen(header: str, kind: str) -> None:
    value = {"md5": MD5, "sha1": SHA1, "photodna": OPAQUE}.get(kind, LONG)
    assert found(f'note;"{header}";file\n;{value.upper() if kind != "photodna" else value};cup.jpg\n') == [
        Listed((Given(kind, value),), {"file": "cup.jpg"})
    ]


def test_it_reads_several_kinds_and_a_quality() -> None:
    assert found(f"sep=,\nMD5,PDQ,Quality\n{MD5},{LONG},77\n{MD5},,\n") == [
        Listed((Given("md5", MD5), Given("pdq", LONG, 77))),
        Listed((Given("md5", MD5),)),
    ]


def test_sha1_may_be_in_base32() -> None:
    spelled_so = base64.b32encode(bytes.fromhex(SHA1)).decode().lower()
    assert found(f"sha1_base32,sha256_hex\n{spelled_so},{LONG}\n") == [
        Listed((Given("sha1", SHA1), Given("sha256", LONG)))
    ]


@pytest.mark.parametrize(
    ("value", "kind"), [(MD5, "md5"), (SHA1, "sha1"), (OPAQUE, "photodna"), ("ab" * 144, "photodna")]
)
@pytest.mark.parametrize("header", ["", "# a comment\n\n", "hash\n", "Value,Note\n"])
def test_the_kind_of_one_column_follows_from_its_length(value: str, kind: str, header: str) -> None:
    assert kinds_of(f"{header}{value}\n\n{value}\n") == [[kind], [kind]]


@pytest.mark.parametrize("header", ["", "hash\n"])
def test_64_digits_may_be_two_kinds_and_are_not_guessed(header: str) -> None:
    with pytest.raises(Malformed) as told:
        found(f"{header}{LONG}\n")
    assert (told.value.fault.field, told.value.fault.problem) == ("kind", Problem.MISSING)
    assert kinds_of(f"{header}{LONG}\n", kind="pdq") == [["pdq"]]


def test_hash_beside_a_column_with_a_kind_is_only_kept() -> None:
    assert found(f"sha256,hash\n{LONG},{MD5}\n") == [Listed((Given("sha256", LONG),), {"hash": MD5})]


def test_a_quality_without_pdq_is_somebody_elses() -> None:
    assert found(f"md5,quality\n{MD5},good\n") == [Listed((Given("md5", MD5),), {"quality": "good"})]


@pytest.mark.parametrize(
    ("text", "line", "name", "problem"),
    [
        (f"md5\n{MD5}\n{MD5[1:]}\n", 3, "md5", Problem.WRONG),
        (f"md5\n{SHA1}\n", 2, "md5", Problem.WRONG),
        (f"{MD5}\n{SHA1}\n", 2, "md5", Problem.WRONG),
        ("pdna\n" + "?" * 192 + "\n", 2, "photodna", Problem.WRONG),
        ("sha1_base32\n0189\n", 2, "sha1_base32", Problem.WRONG),
        ("md5,note\n,nothing\n", 2, "", Problem.MISSING),
        (f"pdq,quality\n{LONG},101\n", 2, "quality", Problem.WRONG),
        (f"pdq,md5,quality\n,{MD5},50\n", 2, "pdq", Problem.MISSING),
        (f"md5\n{MD5},more\n", 2, "column 2", Problem.TOO_MANY),
    ],
)
def test_a_row_that_cannot_be_understood_is_told_and_passed_over(
    text: str, line: int, name: str, problem: Problem
) -> None:
    each = found(text + (f"{MD5}\n" if text.startswith("md5\n") else ""))
    [fault] = [one for one in each if isinstance(one, Fault)]
    assert (fault.number, fault.field, fault.problem) == (line, name, problem)
    assert fault.expected and MD5 not in str(fault)
    if text.startswith("md5\n"):
        assert isinstance(each[-1], Listed)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", Problem.OTHER_FORMAT),
        ("# nothing\n", Problem.OTHER_FORMAT),
        ("name,size\ncup.jpg,7\n", Problem.OTHER_FORMAT),
        (f"{MD5},{SHA1}\n", Problem.OTHER_FORMAT),
        (f"{MD5}  cup.jpg\n", Problem.OTHER_FORMAT),
        ("md5,MD5\n", Problem.TWICE),
        ("md5,md5sum\n", Problem.TWICE),
        ("sha1,sha1_base32\n", Problem.TWICE),
        ("md5,,sha1\n", Problem.MISSING),
        ("{}", Problem.OTHER_FORMAT),
        (MD5[:-1] + "g\n", Problem.OTHER_FORMAT),
    ],
)
def test_what_is_no_list_is_refused_at_once(text: str, problem: Problem) -> None:
    with pytest.raises(Malformed) as told:
        found(text)
    assert told.value.fault.problem is problem


def test_a_value_shows_in_no_repr() -> None:
    [each] = found(f"md5,note\n{MD5},secret\n")
    assert MD5 not in repr(each) and "secret" not in repr(each)


@pytest.mark.parametrize(
    ("entry", "kinds", "more"),
    [
        (Listed((Given("md5", MD5),)), ["sha1"], []),
        (Listed((Given("md5", MD5), Given("md5", MD5))), ["md5"], []),
        (Listed((Given("md5", MD5),), {"note": "x"}), ["md5"], []),
        (Listed((Given("md5", MD5),)), ["md5"], ["sha1"]),
        (Listed((Given("md5", MD5),)), ["md5"], ["Note", "note"]),
    ],
)
def test_it_leaves_nothing_out_when_it_writes(entry: Listed, kinds: list[str], more: list[str]) -> None:
    with pytest.raises(Unwritable):
        write([entry], io.BytesIO(), kinds=kinds, more=more)


@pytest.mark.slow
def test_it_outlasts_spoiled_files() -> None:
    seeds = [
        f"md5,sha1,pdq,quality,photodna,note\r\n{MD5},{SHA1},{LONG},88,{OPAQUE},cup\r\n".encode() * 3,
        f"# list\n{MD5}\n{MD5}\n".encode(),
        f"sep=;\nhash;note\n{SHA1};x\n".encode("utf-16"),
    ]
    survives(lambda data: list(read(io.BytesIO(data))), seeds)
