"""The script in docs/howto/search-from-a-notebook.md does what the page says."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[5] / "docs" / "howto" / "search-from-a-notebook.md"


def test_the_notebook_page_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")
    script = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
    exec(compile(script, str(PAGE), "exec"), {})
    promised = re.findall(r"It prints `(.*?)` and `(.*?)`", page)[0]
    assert tuple(capsys.readouterr().out.splitlines()) == promised
