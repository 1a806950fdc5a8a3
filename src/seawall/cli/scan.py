import os
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click
from django.utils.translation import gettext as _

from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told, told
from seawall.cli.screen.progress import Load, Progress
from seawall.cli.screen.reasons import reason_of
from seawall.cli.screen.spoken import speaks
from seawall.material.offline.manifest_file import ManifestFile
from seawall.material.offline.scanning import Census, HowToScan, Unconfined, cores, must_lie_apart
from seawall.material.offline.scanning import scan as scan_folder
from seawall.material.offline.tally import Kind, Tally
from seawall.wire.manifest import Header

# Ended as planned, and some files could not be read. 1 and 2 are click's, 130 is Ctrl-C's.
SOME_UNREADABLE = 3


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The manifest.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Files at a time; as many as cores by default.")
@click.option(
    "--videos/--no-videos",
    default=True,
    help="Whether videos are decoded; their exact hashes are always made.",
)
@click.option(
    "--label",
    help="What the folder is called in the manifest, such as an evidence number, instead of its path.",
)
@click.option(
    "--allow-unconfined", is_flag=True, help="Decode even where this system cannot confine the decoders."
)
@speaks
def scan(
    folder: Path, out: Path, jobs: int | None, videos: bool, label: str | None, allow_unconfined: bool
) -> None:
    """Fingerprint the files of FOLDER where they lie. Given again, the same command goes on where it was interrupted."""
    header = Header(f"seawall {version('seawall')}", datetime.now(UTC), label or _name_of(folder))
    how = HowToScan(jobs or cores(), videos, allow_unconfined)
    with told(out):
        must_lie_apart(folder, out)
        with ManifestFile(out, header, videos=videos) as file:
            _scan(folder, file, how)
    sys.exit(SOME_UNREADABLE if file.tally.counts[Kind.UNREADABLE] else 0)


def _name_of(folder: Path) -> str:
    return os.fsencode(folder.resolve()).decode(errors="replace")


def _scan(folder: Path, file: ManifestFile, how: HowToScan) -> None:
    before, begun, new = file.tally.files, time.monotonic(), 0
    census = Census(folder)
    if before:
        click.echo(
            _("Going on: %(files)s are in the manifest already.") % {"files": shown.files(before)}, err=True
        )
    try:
        with Progress(lambda: Load(census.files, census.bytes, census.complete), done=before) as progress:
            for record in scan_folder(folder, file, how):
                new += 1
                progress.step(record.size or 0)
    except KeyboardInterrupt:
        _stop(file)
    except Unconfined as fault:
        raise Told(_unconfined(str(fault))) from None
    finally:
        census.leave()
    _sum_up(file, new, time.monotonic() - begun)


def _stop(file: ManifestFile) -> None:
    """At once: a long video that is being decoded must not keep the person waiting."""
    file.close()
    sentence = _("Stopped. The manifest holds %(files)s; the same command goes on from there.")
    click.echo(sentence % {"files": shown.files(file.tally.files)}, err=True)
    os._exit(130)


def _unconfined(missing: str) -> str:
    sentence = _(
        "This system cannot confine the decoders, so no file was opened (%(missing)s). Use Linux on x86-64 or ARM64, or, if every file is trusted, give --allow-unconfined."
    )
    return sentence % {"missing": missing}


def _sum_up(file: ManifestFile, new: int, seconds: float) -> None:
    tally = file.tally
    line = _("Scanned “%(folder)s”: %(files)s, %(size)s; %(new)s in this run, in %(time)s.")
    what = {"folder": shown.name(file.header.folder), "files": shown.files(tally.files)}
    what |= {"size": shown.size(tally.bytes), "new": shown.files(new), "time": shown.span(seconds)}
    click.echo(line % what)
    for kind, words in _rows():
        if tally.counts[kind]:
            click.echo(f"  {shown.count(tally.counts[kind]):>11}  {words}")
    _name_faults(tally)
    click.echo(_("The manifest is complete: %(file)s") % {"file": shown.name(str(file.path))})


def _rows() -> list[tuple[Kind, str]]:
    return [
        (Kind.PICTURE, _("pictures, with exact and near fingerprints")),
        (Kind.VIDEO, _("videos, with exact fingerprints and those of their frames")),
        (Kind.LEFT_OUT, _("videos with exact fingerprints only, as asked for")),
        (Kind.NEITHER, _("other files, with exact fingerprints")),
        (
            Kind.NOT_HASHABLE,
            _(
                "not hashable: they begin like a picture or video and cannot be shown; exact fingerprints only"
            ),
        ),
        (Kind.UNREADABLE, _("unreadable: nothing is known of them")),
        (Kind.NO_FILE, _("links and special files, named and not followed")),
    ]


def _name_faults(tally: Tally) -> None:
    for kind, title in ((Kind.NOT_HASHABLE, _("Not hashable:")), (Kind.UNREADABLE, _("Unreadable:"))):
        if tally.named[kind]:
            click.echo(title)
            for record in tally.named[kind]:
                click.echo(f"  {shown.name(record.path)}: {reason_of(record)}")
            more = tally.counts[kind] - len(tally.named[kind])
            if more:
                click.echo(
                    _("  and %(count)s more, each named in the manifest") % {"count": shown.count(more)}
                )
