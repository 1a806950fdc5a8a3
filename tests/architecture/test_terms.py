"""The field's own words, everywhere a person reads: pages, catalogues, data, docs."""

import re
import tomllib

import pytest

from tests.architecture.source import ROOT, everywhere, text_of

TABLE = tomllib.loads((ROOT / "tests/architecture/avoided_words.toml").read_text(encoding="utf-8"))
READ = [
    path
    for folder in ("src", "docs", "tools")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".html", ".txt", ".po", ".md", ".toml", ".js"} and "wire" not in path.parts
] + sorted(ROOT.glob("*.md"))
STRUCK = re.compile(r"~~[^~]+~~")


def avoided_words(text: str) -> list[str]:
    """Each avoided word in the text with the word to use."""
    for exempt in TABLE["exempt"]:
        text = text.replace(exempt["text"], "")
    text = STRUCK.sub("", text)
    return [
        f"{match[0]!r}: say {word['instead']}"
        for word in TABLE["word"]
        for match in re.finditer(rf"\b(?:{word['pattern']})", text, re.IGNORECASE)
    ]


def test_it_uses_the_words_of_the_field() -> None:
    assert everywhere(READ, lambda path: avoided_words(text_of(path))) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Child pornography was seen",
        "Kinderpornografie",
        "a known paedophile",
        "sex tourists",
        "children were rescued",
    ],
)
def test_it_notices_an_avoided_word(text: str) -> None:
    assert avoided_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "child sexual abuse material",
        "child sexual exploitation",
        "~~child pornography~~",
        "sexual abuse of a child",
    ],
)
def test_it_leaves_the_right_words_alone(text: str) -> None:
    assert not avoided_words(text)
