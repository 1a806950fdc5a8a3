"""What is not documented is not finished: settings, commands, events, folders."""

import re
from importlib import import_module

import click
import pytest

from seawall.cli import main
from seawall.config.wiring import REACTIONS, SCHEDULE
from seawall.core.events import Event
from seawall.desk.navigation import ABOUT, MINE, MORE, PLACES
from tests.architecture.source import ROOT, SOURCE, name_of, python_files, text_of, tree_of

ENV_NAME = re.compile(r"\b(?:SEAWALL_[A-Z_]+|DATABASE_URL)\b")
KEY_TOLD = re.compile(r"\*([A-Z][\w ]+\??)\*+ \(`g`? ?`?([a-z0-9])`")
ENV_FILE = SOURCE / "config" / "env.py"


def doc(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def settings_read() -> set[str]:
    return set(ENV_NAME.findall(ENV_FILE.read_text(encoding="utf-8")))


def settings_told(text: str) -> set[str]:
    """A setting is told by a heading of its own."""
    return {name for line in text.splitlines() if line.startswith("#") for name in ENV_NAME.findall(line)}


def test_every_setting_is_documented() -> None:
    assert settings_read() - settings_told(doc("settings.md")) == set()


def test_every_documented_setting_exists() -> None:
    assert settings_told(doc("settings.md")) - settings_read() == set()


def test_settings_are_read_in_one_place() -> None:
    """`os.environ` outside config/env.py would be a setting nobody finds. Setting one for a child process is fine."""
    wrong = [
        f"{name_of(path)}:{number}"
        for path in python_files()
        if path != ENV_FILE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"os\.getenv|environ\.get\(|environ\[[^\]]+\](?!\s*=[^=])", line)
    ]
    assert not wrong, wrong


def test_every_key_that_is_told_leads_where_it_is_told() -> None:
    """`*Mistakes* (`g q`, …)` in a how-to."""
    about = [place for places in ABOUT.values() for place in places]
    keys = {(str(place.label), place.key) for place in (*PLACES, *MORE, *MINE, *about)}
    told = {
        (label, key)
        for path in (ROOT / "docs" / "howto").glob("*.md")
        for label, key in KEY_TOLD.findall(path.read_text(encoding="utf-8"))
    }
    assert len(told) > 8 and told - keys == set()


def commands(group: click.Group = main, path: str = "seawall") -> dict[str, click.Command]:
    context = click.Context(group)
    found: dict[str, click.Command] = {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            found |= commands(command, f"{path} {name}")
        if not isinstance(command, click.Group) or command.invoke_without_command:
            found[f"{path} {name}"] = command
    return found


def section(text: str, heading: str) -> str:
    """The part under a heading such as ## `seawall serve`."""
    match = re.search(rf"^#+ `{re.escape(heading)}[^`\n]*`\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    return match[0] if match else ""


def untold(path: str, command: click.Command, text: str) -> list[str]:
    told = section(text, path)
    if not told:
        return [path]
    options = [max(option.opts, key=len) for option in command.params if isinstance(option, click.Option)]
    return [f"{path} {option}" for option in options if f"`{option}" not in told]


def test_every_command_is_documented() -> None:
    text = doc("commands.md")
    assert [missing for path, command in commands().items() for missing in untold(path, command, text)] == []


def test_every_documented_command_exists() -> None:
    told = set(re.findall(r"^#+ `(seawall [a-z -]+[a-z])", doc("commands.md"), re.MULTILINE))
    assert told - set(commands()) == set()


def events() -> set[type[Event]]:
    names = [path.parent.name for path in SOURCE.glob("*/events.py") if path.parent.name != "core"]
    kinds = [kind for name in names for kind in vars(import_module(f"seawall.{name}.events")).values()]
    return {
        kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
    }


def test_every_event_is_on_the_page_of_wiring() -> None:
    assert {event.__qualname__ for event in events() - set(REACTIONS)} == set()


def test_every_reaction_and_repeated_job_is_a_job_of_a_domain() -> None:
    tasks = [task for reaction in REACTIONS.values() for task in reaction] + [task for task, _ in SCHEDULE]
    wrong = [task.module_path for task in tasks if not task.module_path.startswith("seawall.")]
    assert not wrong, wrong


def folders() -> list[str]:
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


@pytest.mark.parametrize("folder", folders())
def test_every_folder_is_on_the_map(folder: str) -> None:
    assert f"`{folder}`" in doc("map.md")


@pytest.mark.parametrize("folder", folders())
def test_every_folder_says_what_it_is(folder: str) -> None:
    """One paragraph in `__init__.py`: what it is, its words, what it is not."""
    tree = tree_of(SOURCE / folder / "__init__.py")
    statements = tree.body
    assert statements and getattr(getattr(statements[0], "value", None), "value", ""), (
        f"{folder} has no description"
    )


def test_every_decision_is_in_the_index() -> None:
    written = {path.name for path in (ROOT / "docs" / "decisions").glob("0*.md")}
    assert written - set(re.findall(r"\]\((0[^)]+\.md)\)", doc("decisions/README.md"))) == set()


def test_every_link_between_docs_leads_somewhere() -> None:
    pages = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text_of(page))
    ]
    gone = [f"{name_of(page)}: {link}" for page, link in links if not (page.parent / link).exists()]
    # tools/screenshots.py takes the pictures from the running demo.
    assert [link for link in gone if "docs/pictures/" not in link] == []


def test_every_file_named_on_the_map_exists() -> None:
    named = re.findall(r"`([a-z_]+/[a-z_/]+(?:\.py|\.toml|/))`", doc("map.md"))
    ours = [name for name in named if (SOURCE / name.split("/")[0]).exists()]
    assert ours and [name for name in ours if not (SOURCE / name).exists()] == []


def test_it_notices_what_is_missing() -> None:
    command = click.Command("serve", params=[click.Option(["--only"]), click.Option(["--port", "-p"])])
    assert untold("seawall serve", command, "") == ["seawall serve"]
    assert untold("seawall serve", command, "## `seawall serve`\n`--only` one\n") == ["seawall serve --port"]
    assert settings_told("## `SEAWALL_DATA`\nas SEAWALL_DEBUG\n") == {"SEAWALL_DATA"}
