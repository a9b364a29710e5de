"""Folders and files in; the reports among them in a stable order out, and by name what stands in the way."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UsageError
from extractor.read.formats import SUFFIXES

_Identity = tuple[int, int]
"""Device and inode: what makes two paths the same folder."""

_NO_REPORT = (".", "~$")
"""How names begin that are no reports: hidden files, and the lock files of office programs."""


@dataclass(frozen=True, slots=True)
class Source:
    """A report's file. `file` is how this run calls it: below the folder that was given, or as it was given."""

    file: str
    path: Path

    @property
    def name(self) -> str:
        """The report's name, which its result file takes too."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with a file, in one sentence; `traceback` only where nobody foresaw it."""

    file: str
    reason: str
    traceback: str | None = None


def find(inputs: Sequence[Path], out: Path) -> tuple[list[Source], list[Failure], list[str]]:
    """Find the reports.

    Args:
        inputs: folders, which are walked with all that is in them, and files.
        out: the folder of the outputs; never looked into, nor are those of other runs.

    Returns:
        The reports, sorted by where they lie, each name once; what could not be taken; and the files of folders that
        are in none of the formats that are read. Links are followed.

    Raises:
        UsageError: an input does not exist, or is the folder of the outputs itself.
    """
    found: list[Source] = []
    failures: list[Failure] = []
    others: list[str] = []
    outputs = _identity(out.stat()) if out.exists() else None
    base = inputs[0] if len(inputs) == 1 and inputs[0].is_dir() else None
    for given in inputs:
        for one in _look(given, outputs):
            label = _legible(one.path.relative_to(base) if base else one.path)
            if isinstance(one, Source):
                found.append(Source(label, one.path))
            elif isinstance(one, _Other):
                others.append(label)
            else:
                failures.append(Failure(label, one.reason))
    sources, twins = _once_each(sorted(found, key=lambda source: Path(source.file).parts))
    return sources, sorted([*failures, *twins], key=lambda failure: failure.file), sorted(others)


@dataclass(frozen=True, slots=True)
class _Obstacle:
    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class _Other:
    path: Path


def _look(given: Path, outputs: _Identity | None) -> Iterator[Source | _Obstacle | _Other]:
    if not os.path.lexists(given):
        raise UsageError(f"there is no file or folder {given}")
    found = _status(given)
    if isinstance(found, _Obstacle):
        yield found
    elif not stat.S_ISDIR(found.st_mode):
        yield _file(given, found)
    elif _identity(found) == outputs:
        raise UsageError(f"{given} is the folder of the reports and cannot be that of the outputs too")
    else:
        yield from _walk(given, outputs, (_identity(found),))


def _walk(folder: Path, outputs: _Identity | None, way: tuple[_Identity, ...]) -> Iterator[Source | _Obstacle | _Other]:
    """Walk a folder, reached by `way`: the folders from the given one down to it."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield _Obstacle(folder, f"it is a folder that cannot be listed ({error.strerror})")
        return
    for path in paths:
        if path.name.startswith(_NO_REPORT):
            continue
        found = _status(path)
        if isinstance(found, _Obstacle):
            if path.suffix.lower() in SUFFIXES or path.is_symlink():
                yield found
        elif stat.S_ISDIR(found.st_mode):
            identity = _identity(found)
            if identity in way:
                yield _Obstacle(path, "it is a link back to a folder that it lies in")
            elif identity != outputs and not _has_outputs(path):
                yield from _walk(path, outputs, (*way, identity))
        elif path.suffix.lower() in SUFFIXES:
            yield _file(path, found)
        else:
            yield _Other(path)


def _legible(path: Path) -> str:
    """Name a file so that it can be written down; bytes of its path that are no text are spelt out."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _has_outputs(folder: Path) -> bool:
    """Tell the outputs of another run, whose tables would else be taken for reports."""
    return (folder / "records.jsonl").is_file() and (folder / "run.json").is_file()


def _status(path: Path) -> os.stat_result | _Obstacle:
    try:
        return path.stat()
    except FileNotFoundError:
        return _Obstacle(path, "it is a link that leads to nothing")
    except OSError as error:
        return _Obstacle(path, f"it cannot be opened ({error.strerror})")


def _file(path: Path, found: os.stat_result) -> Source | _Obstacle:
    if not stat.S_ISREG(found.st_mode):
        return _Obstacle(path, "it is a device or a pipe, not a file")
    if path.suffix.lower() not in SUFFIXES:
        return _Obstacle(path, f"it is in none of the formats that are read ({', '.join(sorted(SUFFIXES))})")
    if any("\ud800" <= character <= "\udfff" for character in path.name):
        return _Obstacle(path, "it has a name that is not valid text; rename it")
    return Source(str(path), path)


def _once_each(found: list[Source]) -> tuple[list[Source], list[Failure]]:
    """Keep the first report of every name; names that differ only in case would share a file on other systems."""
    kept: dict[str, Source] = {}
    twins = []
    for source in found:
        first = kept.setdefault(unicodedata.normalize("NFC", source.name).casefold(), source)
        if first is not source and not first.path.samefile(source.path):
            twins.append(Failure(source.file, f"it has the same name as {first.file}; rename one of them"))
    return list(kept.values()), twins


def _identity(found: os.stat_result) -> _Identity:
    return found.st_dev, found.st_ino
