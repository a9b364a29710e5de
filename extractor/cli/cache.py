"""The commands on the store of replies: a folder of kept replies in; recordings, counts and an empty folder out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.screen import shown

if TYPE_CHECKING:
    from extractor.cache import Store


def _open(_context: click.Context, _option: click.Parameter, folder: Path | None) -> Store:
    from extractor.cache import Store, default_folder

    return Store(folder or default_folder())


_store = click.option(
    "--cache",
    "store",
    type=click.Path(file_okay=False, path_type=Path),
    callback=_open,
    metavar="FOLDER",
    help="Folder of the replies.  [default: $EXTRACTOR_CACHE, or this program's among your caches]",
)


def _replies(count: int) -> str:
    return f"{count} reply" if count == 1 else f"{count} replies"


@click.group(short_help="Look after the kept replies of language models.")
def cache() -> None:
    """Look after the kept replies of language models.

    Every reply is kept, so that none is paid for twice and a run can be replayed without a server. Replies are kept
    until `clear`; only you can read the folder.
    """


@cache.command("export", short_help="Write all replies into a recording.")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--origin", metavar="TEXT", help="What the recording says of where its replies come from.")
@_store
def export(path: Path, origin: str | None, store: Store) -> int:
    """Write all replies into a recording: one JSON object a line, sorted, without headers and keys."""
    with store:
        count = store.export(path, origin=origin) if origin else store.export(path)
    click.echo(f"{_replies(count)} written to {path}")
    return 0


@cache.command("import", short_help="Take over the replies of recordings.")
@click.argument("paths", metavar="FILE…", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@_store
def load(paths: tuple[Path, ...], store: Store) -> int:
    """Take over the replies of recordings; a file with a bad line is refused as a whole."""
    with store:
        count = sum(store.load(path) for path in paths)
    click.echo(f"{_replies(count)} taken over into {store.folder}")
    return 0


@cache.command("stats")
@_store
def stats(store: Store) -> int:
    """Count the replies of each model."""
    with store:
        found = store.stats()
    click.echo(f"{_replies(found['replies'])}, {found['bytes'] / 1e6:.1f} MB, in {found['folder']}")
    for model, count in found["models"].items():
        click.echo(f"{count:8}  {shown(model)}")
    return 0


@cache.command("clear")
@click.option("--yes", is_flag=True, help="Do not ask.")
@_store
def clear(store: Store, *, yes: bool) -> int:
    """Throw all replies out. They cost tokens to get again."""
    with store:
        if not yes:
            click.confirm(f"Throw out all replies in {store.folder}?", abort=True)
        count = store.clear()
    click.echo(f"{_replies(count)} thrown out")
    return 0
