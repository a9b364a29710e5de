"""A folder of reports in; one result file a report, the tables over all of them and the story of the run out.

A run that stopped goes on: a report whose result file was made from the same bytes, by the same code, model and
settings is not extracted again.
"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.single import (
    DISTRIBUTION,
    Counts,
    Outcome,
    Settings,
    Task,
    attempt,
    attempt_here,
    build,
    counted,
    failed,
    kept,
    ordered,
)
from extractor.batch.sources import Failure, Source, find
from extractor.batch.workers import spread, together
from extractor.errors import ReadError, UsageError
from extractor.models import Model
from extractor.models.llm.settings import LLMSettings
from extractor.read import read
from extractor.write import load_result, whole, write_tables

if TYPE_CHECKING:
    from extractor.estimate import Estimate
    from extractor.models.transport import Meter, Usage

__all__ = ["DISTRIBUTION", "Batch", "Counts", "Outcome", "Settings"]


@dataclass(slots=True)
class Batch:
    """One run over many reports: `run` it to the end, then `finish` it.

    Args:
        inputs: folders and files.
        out: the folder of the outputs, made if it is not there.
        settings: model and kinds.

    Raises:
        UsageError: an input is missing, there is no report, `out` cannot be written, or there is no such model.
    """

    inputs: Sequence[Path]
    out: Path
    settings: Settings = field(default_factory=Settings)
    sources: list[Source] = field(init=False)
    failures: list[Failure] = field(init=False)
    passed_over: list[str] = field(init=False)
    outcomes: dict[Source, Outcome] = field(init=False, default_factory=dict)
    model: Model = field(init=False)
    _times: dict[str, object] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.model = self.settings.load()
        self.sources, self.failures, self.passed_over = find(self.inputs, self.out)
        if not self.sources and not self.failures:
            raise UsageError(f"no reports found in {', '.join(map(str, self.inputs))}")
        _prepare(self.out)

    def run(self, jobs: int | None = None) -> Generator[Outcome]:
        """Extract what is not extracted yet.

        Args:
            jobs: how many reports at a time; as many as there are processors if left out. A model that computes has
                a process for each; one that waits for a server has them all in this one.

        Yields:
            One outcome a report, in the order in which they are done: first those that need no work.
        """
        started, clock = datetime.now(UTC), time.monotonic()
        tasks = []
        for source in self.sources:
            task = self._task(source)
            result = kept(task, self.model)
            if result is None:
                tasks.append(task)
            else:
                yield self._note(counted(task, result))
        jobs = max(1, min(jobs or _processors(), len(tasks)))
        for task, outcome in self._outcomes(tasks, jobs):
            yield self._note(outcome or failed(task, "its process died; it was killed, or ran out of memory"))
        self._times = {
            "started": started.isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - clock, 2),
            "jobs": jobs,
            "extracted": len(tasks),
            "kept": len(self.sources) - len(tasks),
        }

    def estimate(self) -> list[Estimate]:
        """Estimate the calls and tokens of the reports that are not extracted yet; one that cannot be read has none.

        Raises:
            UsageError: the model is the built-in one, which asks nobody.
        """
        from extractor.estimate import estimate

        if not isinstance(self.settings.model, LLMSettings):
            raise UsageError("the built-in model takes no calls and no tokens; there is nothing to estimate")
        estimates = []
        for source in self.sources:
            if kept(self._task(source), self.model) is None:
                with suppress(ReadError):
                    estimates.append(estimate(read(source.path), self.settings.model))
        return estimates

    def used(self) -> Usage | None:
        """What the run has used of a language model; None where it asked none."""
        meter = self._meter()
        return meter.total if meter else None

    def finish(self) -> None:
        """Write the tables and `run.json`, of this run's reports alone.

        Raises:
            UsageError: they cannot be written.
        """
        done = [source for source in self.sources if self.outcomes[source].sha256]
        try:
            _clear(self.out)
            write_tables((load_result(self.out / "reports" / f"{source.name}.json") for source in done), self.out)
            with whole(self.out / "run.json") as stream:
                json.dump(self._story(), stream, ensure_ascii=False, indent=1)
                stream.write("\n")
        except OSError as error:
            raise UsageError(f"cannot write {error.filename or self.out}: {error.strerror}") from error

    @property
    def total(self) -> Counts:
        """The counts of all reports, and the failures of files that never became one."""
        return sum((self.outcomes[source].counts for source in self.sources), Counts(failures=len(self.failures)))

    def all_failures(self) -> list[Failure]:
        """Every failure of the run, sorted by file."""
        of_reports = (failure for outcome in self.outcomes.values() for failure in outcome.failures)
        return sorted([*self.failures, *of_reports], key=lambda failure: failure.file)

    def _task(self, source: Source) -> Task:
        return Task(source, self.settings, self.out / "reports" / f"{source.name}.json")

    def _meter(self) -> Meter | None:
        return getattr(getattr(self.model, "first", self.model), "meter", None)

    def _outcomes(self, tasks: list[Task], jobs: int) -> Iterator[tuple[Task, Outcome | None]]:
        if self.model.at_once > 1:
            return together(partial(attempt, model=self.model), tasks, jobs)
        return spread(attempt_here, tasks, jobs)

    def _note(self, outcome: Outcome) -> Outcome:
        self.outcomes[outcome.source] = outcome
        return outcome

    def _story(self) -> dict[str, object]:
        """What `run.json` tells. What may differ between two runs over the same inputs stands last, in `times`."""
        outcomes = [self.outcomes[source] for source in self.sources]
        return {
            "versions": {"extractor": version(DISTRIBUTION), "build": build(), "python": platform.python_version()}
            | {name: version(name) for name in ("pydantic", "pypdfium2", "python-docx", "selectolax")},
            "model": self.model.name,
            "settings": self.model.settings,
            "kinds": ordered(self.settings.kinds),
            "total": {"reports": len(outcomes)} | asdict(self.total),
            "reports": [
                {"name": outcome.source.name, "file": outcome.source.file, "sha256": outcome.sha256}
                | asdict(outcome.counts)
                for outcome in outcomes
            ],
            "failures": [asdict(failure) for failure in self.all_failures()],
            "passed_over": self.passed_over,
            "times": self._times,
        } | self._usage()

    def _usage(self) -> dict[str, object]:
        """What a language model was asked, per report and in all; a second run over the same cache asks less."""
        meter = self._meter()
        if meter is None:
            return {}
        return {"usage": {"total": asdict(meter.total), "reports": {n: asdict(u) for n, u in sorted(meter.reports())}}}


def _clear(out: Path) -> None:
    """Remove what a killed run left half written; a worker of it may do so until it notices that its parent is gone."""
    for folder in (out, out / "reports"):
        for part in folder.glob(".*.part"):
            part.unlink(missing_ok=True)


def _prepare(out: Path) -> None:
    """Make the folder of the outputs, see that it can be written, and clear what a killed run left half written."""
    try:
        (out / "reports").mkdir(parents=True, exist_ok=True)
        _clear(out)
        for folder in (out, out / "reports"):
            with whole(folder / ".writable"):
                pass
            (folder / ".writable").unlink()
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror}") from error


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
