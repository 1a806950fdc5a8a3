import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seawall.cli.asking.node import Node
from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told, told
from seawall.cli.screen.findings import Findings
from seawall.cli.screen.progress import Load, Progress
from seawall.cli.screen.spoken import speaks
from seawall.config.env import match_key
from seawall.material.offline.faults import Cause, Impossible
from seawall.material.offline.files import must_be_file
from seawall.material.offline.judging import judged
from seawall.material.offline.questions import Answers
from seawall.material.offline.results_file import ResultsFile
from seawall.material.offline.shelf import Shelf, shelf_from
from seawall.wire.manifest import Manifest, open_manifest
from seawall.wire.results import Header

# A script may tell from the status whether somebody has to look: nothing on a list, or something.
SOMETHING_FOUND = 4


@click.command()
@click.argument("manifest", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--snapshot", type=click.Path(dir_okay=False, path_type=Path), help="Lists taken along as a file."
)
@click.option(
    "--identity", type=click.Path(dir_okay=False, path_type=Path), help="The age key that opens the snapshot."
)
@click.option("--passphrase-stdin", is_flag=True, help="Read the snapshot's passphrase from standard input.")
@click.option("--node", metavar="URL", help="Ask the lists of a node instead.")
@click.option(
    "--key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The access key, unless SEAWALL_MATCH_KEY holds it.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Keep what is found, file by file."
)
@speaks
def match(
    manifest: Path,
    snapshot: Path | None,
    identity: Path | None,
    passphrase_stdin: bool,
    node: str | None,
    key_file: Path | None,
    out: Path | None,
) -> None:
    """Say what of a scanned folder is known, by its MANIFEST: from a snapshot of lists, without any link, or from a node."""
    if (snapshot is None) == (node is None):
        raise Told(_("Give either --snapshot with a file of lists or --node with the address of a node."))
    with told(manifest), _opened(manifest) as scanned:
        if snapshot:
            shelf = _shelf(snapshot, identity, passphrase_stdin)
            found = _match(scanned, shelf, out, _source_of(shelf))
        else:
            asked = Node(node or "", _key(key_file))
            found = _match(scanned, asked, out, asked.url)
    found.tell()
    sys.exit(SOMETHING_FOUND if found.calls_for_a_look else 0)


@contextmanager
def _opened(manifest: Path) -> Iterator[Manifest]:
    must_be_file(manifest)
    try:
        with manifest.open("rb") as file:
            yield open_manifest(file)
    except OSError as error:
        raise Impossible(Cause.NOT_READ, manifest, error.strerror or "") from error


def _match(scanned: Manifest, answers: Answers, out: Path | None, source: str) -> Findings:
    header = Header(scanned.header.folder, scanned.header.started, answers.name)
    findings, records = Findings(scanned, source), iter(scanned)
    with ResultsFile(out, header) as results, Progress(lambda: Load(0, 0, settled=False)) as progress:
        for each in results.known(records):
            findings.add(each)
        for each in judged(records, answers):
            results.add(each)
            findings.add(each)
            progress.step(each.record.size or 0)
        results.finish()
    if isinstance(answers, Shelf) and answers.is_over(datetime.now(UTC)):
        findings.warn(
            _(
                "THE SNAPSHOT IS OUT OF DATE: it was valid until %(day)s. What was withdrawn or added since is not in it. Fetch a new one before anything rests on this."
            )
            % {"day": _day(answers.header.valid_until)}
        )
    if isinstance(answers, Node) and not answers.complete:
        findings.warn(
            _(
                "The node was still loading its lists: ask again in some minutes, something may be missing here."
            )
        )
    return findings


def _source_of(shelf: Shelf) -> str:
    lists = ", ".join(each.name for each in shelf.header.lists)
    sentence = _(
        "snapshot of %(agency)s, made on %(made)s, valid until %(until)s, %(entries)s entries: %(lists)s"
    )
    what = {
        "agency": shelf.header.agency,
        "made": _day(shelf.header.made),
        "until": _day(shelf.header.valid_until),
    }
    return sentence % {**what, "entries": shown.count(shelf.entries), "lists": lists}


def _day(moment: datetime) -> str:
    return str(date_format(moment, "DATE_FORMAT"))


def _shelf(snapshot: Path, identity: Path | None, passphrase_stdin: bool) -> Shelf:
    if identity:
        return shelf_from(snapshot, identities=_identities(identity))
    if not snapshot.exists():
        raise Impossible(Cause.NOT_READ, snapshot, _("there is no such file"))
    if passphrase_stdin:
        words = sys.stdin.readline().rstrip("\n")
    else:
        words = click.prompt(_("Passphrase of the snapshot"), hide_input=True, err=True)
    return shelf_from(snapshot, passphrase=words)


def _identities(file: Path) -> tuple[str, ...]:
    lines = _text_of(file).splitlines()
    keys = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if not keys:
        raise Told(
            _("%(file)s holds no key. An age key begins with AGE-SECRET-KEY-1.")
            % {"file": shown.name(str(file))}
        )
    return keys


def _key(file: Path | None) -> str:
    key = _text_of(file).strip() if file else match_key()
    if not key or not key.isascii() or not key.isprintable():
        raise Told(
            _(
                "A key is needed to ask a node. Put it in a file and give --key-file, or set SEAWALL_MATCH_KEY."
            )
        )
    return key


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Impossible(Cause.NOT_READ, file, getattr(error, "strerror", "") or "") from error
