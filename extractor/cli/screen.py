"""Outcomes and extractions in; what a person sees of them on a terminal, in a file or through a pipe out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from extractor.schemas.records import Achievement, Initiative, Target

if TYPE_CHECKING:
    from extractor.batch import Batch, Counts, Outcome
    from extractor.estimate import Estimate
    from extractor.extract import Extraction

Watch = Callable[["Outcome"], None]

_UNBROKEN = 100_000
"""Columns of a file or a pipe: nothing is broken there, whatever it is shown on later."""


def shown(text: object) -> str:
    r"""Make a report's or a file's words harmless on a terminal: what would steer it is spelt out.

    >>> shown("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in str(text))


def console(*, stderr: bool = False) -> Console:
    """Open the terminal at its width, or a file or pipe without any."""
    found = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    return found if found.is_terminal else Console(stderr=stderr, highlight=False, width=_UNBROKEN, color_system=None)


def complain(message: object, on: Console | None = None) -> None:
    """Say in one line on stderr what is wrong."""
    (on or console(stderr=True)).print(Text(f"error: {shown(message)}"), soft_wrap=True)


def remark(message: str) -> None:
    """Say something in one line on stderr."""
    console(stderr=True).print(Text(shown(message)), soft_wrap=True)


@contextmanager
def watching(total: int, *, quiet: bool) -> Iterator[Watch]:
    """Watch a run: a bar on a terminal, a line a report elsewhere, errors alone when quiet; all of it on stderr."""
    screen = console(stderr=True)
    if quiet or not screen.is_terminal:
        yield _lines(screen, total, quiet=quiet)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True) as progress:
        bar = progress.add_task("reports", total=total)

        def watch(outcome: Outcome) -> None:
            _errors(outcome, screen)
            progress.advance(bar)

        yield watch


def _lines(screen: Console, total: int, *, quiet: bool) -> Watch:
    seen = 0

    def watch(outcome: Outcome) -> None:
        nonlocal seen
        seen += 1
        _errors(outcome, screen)
        if not quiet and outcome.sha256:
            counts = outcome.counts
            told = f"{counts.targets} targets, {counts.achievements} achievements, {counts.initiatives} initiatives"
            screen.print(Text(f"[{seen}/{total}] {shown(outcome.source.file)}: {told}"), soft_wrap=True)

    return watch


def _errors(outcome: Outcome, screen: Console) -> None:
    for failure in outcome.failures:
        complain(f"{failure.file}: {failure.reason}", screen)


def show_run(batch: Batch) -> None:
    """Print the table of a run (report by counts, with a last row for all) and where its outputs are."""
    rows = [(batch.outcomes[source].source.name, *_numbers(batch.outcomes[source].counts)) for source in batch.sources]
    rows += [(failure.file, "", "", "", "", "1") for failure in batch.failures]
    table = _table(("report", "targets", "achievements", "initiatives", "uncovered", "failures"), rows, numbers=True)
    table.add_section()
    table.add_row("all", *_numbers(batch.total))
    screen = console()
    screen.print(table)
    screen.print(Text(f"Tables: {shown(batch.out)}/*.csv  Records: {shown(batch.out)}/records.jsonl"), soft_wrap=True)
    if used := batch.used():
        screen.print(Text(f"Tokens: {used.prompt:,} sent, {used.completion:,} received; {used.calls:,} calls"))
    if batch.total.failures:
        screen.print(Text(f"What failed, and why: {shown(batch.out)}/run.json"), soft_wrap=True)


def show_estimate(estimates: Sequence[Estimate]) -> None:
    """Print what the reports would take of a language model, with a last row for all."""
    rows = [(one.report, f"{one.calls:,}", f"{one.prompt_tokens:,}", f"{one.completion_tokens:,}") for one in estimates]
    table = _table(("report", "calls", "tokens sent", "tokens received"), rows, numbers=True)
    table.add_section()
    columns = zip(*((one.calls, one.prompt_tokens, one.completion_tokens) for one in estimates), strict=True)
    table.add_row("all", *(f"{sum(column):,}" for column in columns))
    screen = console()
    screen.print(table)
    screen.print(Text("Estimated from characters a token; second looks and repeated calls come on top."))


def show_extraction(extraction: Extraction) -> None:
    """Print the tables of one report and what is left over."""
    screen = console()
    report = extraction.report
    told = (report.place, report.review and f"reviews {report.review}", report.plan and f"plans {report.plan}")
    screen.print(
        Text(shown(f"{report.name}: {', '.join(filter(None, told)) or 'place and years unknown'}")), soft_wrap=True
    )
    for title, records in (("Achievements", extraction.achievements), ("Targets", extraction.targets)):
        _show(screen, title, ("indicator", "value", "change", "otherwise", "period", "area"), map(_measured, records))
    _show(screen, "Initiatives", ("title", "period", "area"), map(_planned, extraction.initiatives))
    left = f"{len(extraction.rejections)} rejected drafts, {len(extraction.uncovered)} uncovered numbers"
    screen.print(Text(f"\n{left}"), soft_wrap=True)


def _show(screen: Console, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    found = list(rows)
    screen.print(Text(f"\n{title}: {len(found)}"))
    if found:
        screen.print(_table(heads, found))


def _measured(record: Target | Achievement) -> Sequence[str]:
    value, change = (quantity.text if quantity else "" for quantity in (record.value, record.change))
    return record.indicator, value, change, record.rank or record.goal or "", record.period or "", record.area


def _planned(record: Initiative) -> Sequence[str]:
    return record.title, record.period or "", record.area


def _numbers(counts: Counts) -> tuple[str, ...]:
    found = (counts.targets, counts.achievements, counts.initiatives, counts.uncovered, counts.failures)
    return tuple(map(str, found))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = False) -> Table:
    """Lay out rows. What does not fit a terminal goes on in the next line; nothing is cut."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if numbers and place else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(one)) for one in row))
    return table
