"""Files or folders in; characters per second of the baseline on one core, and how its time grows with length, out.

    python evals/bench_baseline.py samples [MORE…] [--rounds 5]

A round reads and extracts every report once, in this process; what is told is the median CPU time of the rounds
(`time.process_time`), after one that is not counted. The second table takes the first text file among them and
repeats its lines 10 and 100 times: time that grows with length alone keeps its characters per second.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import click

from extractor.extract import extract
from extractor.models import BASELINE, load
from extractor.read import read
from extractor.read.formats import SUFFIXES

TIMES = (1, 10, 100)


def characters(path: Path) -> int:
    """Read and extract a report; the length of its text."""
    report = read(path)
    asyncio.run(extract(report, load(BASELINE)))
    return len(report.text)


def timed(work: Callable[[], int], rounds: int) -> tuple[int, float]:
    """Give what a call returns, and the median CPU seconds of the calls after the first."""
    found = work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return found, median(times)


def row(name: str, length: int, seconds: float) -> None:
    """Print a row of the table."""
    click.echo(f"{name:36} {length:>12,} {seconds:>10.3f} {length / seconds:>14,.0f}")


def reports_of(given: tuple[Path, ...]) -> list[Path]:
    """Every report among files and folders."""
    found = [path for one in given for path in (sorted(one.rglob("*")) if one.is_dir() else [one])]
    return [path for path in found if path.is_file() and path.suffix.lower() in SUFFIXES]


@click.command()
@click.argument("given", metavar="IN…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
def bench(given: tuple[Path, ...], rounds: int) -> None:
    """Measure the baseline over the reports IN."""
    paths = reports_of(given)
    if not paths:
        raise click.UsageError("there is no report among these")
    click.echo(f"{'report':36} {'characters':>12} {'CPU s':>10} {'characters/s':>14}")
    measured = []
    for path in paths:
        measured.append(timed(lambda path=path: characters(path), rounds))  # type: ignore[misc]
        row(path.name, *measured[-1])
    row("all", sum(length for length, _ in measured), sum(seconds for _, seconds in measured))
    text = next((path for path in paths if path.suffix.lower() in {".txt", ".md"}), None)
    if text is not None:
        grow(text, rounds)


def grow(path: Path, rounds: int) -> None:
    """Measure a report repeated."""
    lines = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    click.echo()
    with tempfile.TemporaryDirectory() as folder:
        longer = Path(folder) / path.name
        for times in TIMES:
            longer.write_text(lines * times, encoding="utf-8")
            row(f"{path.name} × {times}", *timed(lambda: characters(longer), rounds))


if __name__ == "__main__":
    bench()
