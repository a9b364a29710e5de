"""One file in; its result file and what to count of it out. Whatever goes wrong is this file's failure alone."""

from __future__ import annotations

import asyncio
import hashlib
import traceback
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import get_args

from extractor.batch.sources import Failure, Source
from extractor.errors import ReadError, ReportError
from extractor.extract import Extraction, extract
from extractor.models import BASELINE, Model, load
from extractor.models.llm.settings import LLMSettings
from extractor.read import read
from extractor.schemas.records import Kind
from extractor.write import Header, Result, load_result, write_result

DISTRIBUTION = "report-extractor"
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything besides a report's bytes and our code that its result depends on."""

    model: str | LLMSettings = BASELINE
    kinds: frozenset[Kind] = frozenset(get_args(Kind))
    fallback: bool = False

    def load(self) -> Model:
        """Make the model.

        Raises:
            UsageError: there is no such model, or it cannot be reached.
        """
        return load(self.model, fallback=self.fallback)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each came of a report, or of all of them."""

    targets: int = 0
    achievements: int = 0
    initiatives: int = 0
    rejections: int = 0
    uncovered: int = 0
    excluded: int = 0
    failures: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add up, count by count."""
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Counts)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `sha256` is of the bytes that its result was made from, None without a result."""

    source: Source
    counts: Counts
    sha256: str | None = None
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A report to extract, and where its result file goes."""

    source: Source
    settings: Settings
    path: Path


def attempt_here(task: Task) -> Outcome:
    """Do what `attempt` does, in a process of its own with a model of its own."""
    return asyncio.run(attempt(task, task.settings.load()))


async def attempt(task: Task, model: Model) -> Outcome:
    """Extract one report and write its result file; whatever goes wrong is the report's failure and nobody else's."""
    try:
        task.path.unlink(missing_ok=True)
        result = await _result(task, model)
        write_result(result, task.path)
    except ReportError as error:
        return failed(task, error.problem)
    except Exception as error:  # noqa: BLE001 (it is told, with its traceback, and the other reports go on)
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return failed(task, reason, traceback.format_exc())
    return counted(task, result)


@cache
def build() -> str:
    """Name the code at work by a digest of its files, so that results of changed code are not taken for its own."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


async def _result(task: Task, model: Model) -> Result:
    digest = _digest(task.source.path)
    extraction = await extract(read(task.source.path), model, task.settings.kinds)
    return Result(
        report=_header(extraction, task.source, digest),
        version=version(DISTRIBUTION),
        build=build(),
        model=extraction.model,
        settings=model.settings,
        kinds=tuple(ordered(task.settings.kinds)),
        failures=extraction.failures,
        records=extraction.records,
        rejections=extraction.rejections,
        uncovered=extraction.uncovered,
        excluded=extraction.excluded,
    )


def _header(extraction: Extraction, source: Source, digest: str) -> Header:
    report = extraction.report
    return Header(
        name=report.name,
        sha256=digest,
        file=source.path.name,
        language=report.language,
        title=report.title,
        place=report.place,
        date=report.date,
        review=report.review,
        plan=report.plan,
        chars=len(report.text),
        sections=len(report.sections),
        sentences=len(report.sentences),
        untimed=sum(section.time is None for section in report.sections if section.parent),
    )


def kept(task: Task, model: Model) -> Result | None:
    """Give the result of an earlier run, if a run now would come to the same; never one with failed chunks."""
    try:
        result = load_result(task.path)
        digest = _digest(task.source.path)
    except (OSError, ValueError, ReadError):
        return None
    same = (result.report.sha256, result.report.file) == (digest, task.source.path.name)
    ours = (result.version, result.build) == (version(DISTRIBUTION), build())
    asked = (result.model, result.settings) == (model.name, model.settings)
    wanted = list(result.kinds) == ordered(task.settings.kinds)
    return result if same and ours and asked and wanted and not result.failures else None


def counted(task: Task, result: Result) -> Outcome:
    """Count what is in a result; chunks that failed are failures of a report that has a result nevertheless."""
    kinds = [record.kind for record in result.records]
    counts = Counts(
        targets=kinds.count("target"),
        achievements=kinds.count("achievement"),
        initiatives=kinds.count("initiative"),
        rejections=len(result.rejections),
        uncovered=len(result.uncovered),
        excluded=len(result.excluded),
        failures=len(result.failures),
    )
    failures = tuple(Failure(task.source.file, reason) for reason in result.failures)
    return Outcome(task.source, counts, result.report.sha256, failures)


def failed(task: Task, reason: str, trace: str | None = None) -> Outcome:
    """Say that a report has no result, and why."""
    return Outcome(task.source, Counts(failures=1), failures=(Failure(task.source.file, reason, trace),))


def ordered(kinds: frozenset[Kind]) -> list[Kind]:
    """Put kinds in the order in which they are always written."""
    return [kind for kind in get_args(Kind) if kind in kinds]


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(str(path), f"it cannot be opened ({error.strerror})") from error
