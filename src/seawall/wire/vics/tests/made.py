"""Any record and any case that can stand in a VICS file, for tests that try very many."""

import base64

from hypothesis import strategies as st

from seawall.wire.vics import (
    AlternativeHash,
    Case,
    CaseProperty,
    Media,
    MediaFile,
    Property,
    Repository,
    Segment,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
plain = texts.filter(bool) | st.integers(0, 2**63 - 1) | st.booleans() | st.floats(-1e9, 1e9)
numbers = st.none() | st.integers(0, 2**63 - 1)
truths = st.none() | st.booleans()
# Every year that a calendar has, to the nanosecond.
moments = st.none() | st.integers(-62_135_596_800 * 10**9, 253_402_300_799 * 10**9)
tags = st.lists(texts.map(lambda word: word.replace(",", "").strip()).filter(bool), max_size=3).map(tuple)
more = st.dictionaries(
    st.sampled_from(["Camera", "x"]), st.integers(-5, 5) | st.lists(texts, max_size=2), max_size=1
)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789abcdef", min_size=count, max_size=count)


photodna = st.just("") | st.binary(min_size=144, max_size=144).map(lambda raw: base64.b64encode(raw).decode())
# Of the parts: the record's own, or another file's.
others = st.just("") | st.just("f" * 32)
files = st.builds(
    MediaFile,
    name=texts,
    path=texts,
    md5=others,
    created=moments,
    written=moments,
    accessed=moments,
    unallocated=truths,
    deleted=truths,
    parent_md5=others,
    parent_name=texts,
    parent_path=texts,
    parent_physical_location=st.none() | plain,
    physical_location=st.none() | plain,
    source=st.none() | plain,
    more=more,
)
alternatives = st.builds(AlternativeHash, st.sampled_from(["SHA256", "PDQ"]), texts, others, more)
properties = st.builds(Property, texts, st.none() | plain, others, more)
segments = st.builds(Segment, numbers, st.none() | plain, st.none() | plain, numbers, others, more)
repositories = st.builds(Repository, texts, others, more)


def few(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(strategy, max_size=2).map(tuple)


media = st.builds(
    Media,
    digits(32).filter(lambda value: value != "f" * 32),
    media_id=st.integers(0, 2**63 - 1),
    category=numbers,
    sha1=st.just("") | digits(40),
    photodna=photodna,
    victim_identified=truths,
    offender_identified=truths,
    is_distributed=truths,
    is_suspected=truths,
    self_generated=truths,
    is_precategorized=truths,
    precategorization_source=texts,
    series=texts,
    tags=tags,
    comments=texts,
    size=numbers,
    updated=moments,
    mime=texts,
    path=texts,
    files=few(files),
    alternative=few(alternatives),
    exifs=few(properties),
    metadata=few(properties),
    segments=few(segments),
    repositories=few(repositories),
    more=more,
)
guids = st.just("") | st.uuids().map(str)
cases = st.builds(
    Case,
    id=guids,
    number=texts,
    organization=texts,
    contact=texts,
    phone=texts,
    email=texts,
    title=texts,
    total_media=numbers,
    total_precategorized=numbers,
    seized=moments,
    application=texts,
    application_version=texts,
    metadata=few(st.builds(CaseProperty, texts, st.none() | plain, st.just(""), more)),
    more=more,
)
