"""`make messages`: every sentence is found, and no translation is lost."""

from pathlib import Path

import polib
import pytest

from tools import bench, messages

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext

a = _("One whole " "sentence.")
b = ngettext("%(n)d report", "%(n)d reports", 3)
c = pgettext("month", "May")
d = _(a)
"""
PAGE = """{% load i18n %}
  <p title="it's odd">{% translate "Send" %}</p>
      {% blocktranslate trimmed count n=3 with a=b.c|date:"x" %}
        One of {{ a }}
      {% plural %}
        {{ n }} of {{ a }}
      {% endblocktranslate %}
  {# don't #} {% translate "May" context "may do" %} {% include "x.html" with title=_("Title") %}
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    app = tmp_path / "desk"
    (app / "templates").mkdir(parents=True)
    (app / "__init__.py").write_text("")
    (app / "code.py").write_text(CODE)
    (app / "templates" / "page.html").write_text(PAGE)
    return app


def test_it_finds_every_sentence_of_code_and_pages(app: Path) -> None:
    assert set(messages.sentences_of(app)) == {
        (None, "One whole sentence.", ""),
        (None, "%(n)d report", "%(n)d reports"),
        ("month", "May", ""),
        (None, "Send", ""),
        (None, "One of %(a)s", "%(n)s of %(a)s"),
        ("may do", "May", ""),
        (None, "Title", ""),
    }


def test_it_keeps_translations_and_retires_what_is_gone(app: Path) -> None:
    path = messages.catalogue(app, "de")
    path.parent.mkdir(parents=True)
    old = polib.POFile()
    old.metadata = messages.HEADER
    old.append(polib.POEntry(msgid="Send", msgstr="Senden"))
    old.append(polib.POEntry(msgid="Gone from the code", msgstr="Weg"))
    old.save(str(path))

    new = messages.merged(app, "de")

    assert new is not None
    kept, gone = new.find("Send"), new.find("Gone from the code", include_obsolete_entries=True)
    assert kept and kept.msgstr == "Senden" and not kept.obsolete
    assert gone and gone.msgstr == "Weg" and gone.obsolete


def test_it_takes_back_a_sentence_that_returns(app: Path) -> None:
    path = messages.catalogue(app, "de")
    path.parent.mkdir(parents=True)
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Send", msgstr="Senden", obsolete=True))
    old.save(str(path))

    new = messages.merged(app, "de")

    assert new is not None
    assert [entry.msgstr for entry in new if entry.msgid == "Send" and not entry.obsolete] == ["Senden"]


def test_it_leaves_an_app_without_sentences_alone(tmp_path: Path) -> None:
    assert messages.merged(tmp_path, "de") is None


def test_figures_replace_only_their_own_section() -> None:
    page = bench.put(bench.put("# Figures\n", "intake", "100/s"), "worklist", "20 ms")
    page = bench.put(page, "intake", "200/s")
    assert "200/s" in page and "100/s" not in page and "20 ms" in page
