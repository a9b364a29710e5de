"""`extractor audit`: an output folder in; where to look for trouble on the terminal and in `audit.json` out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich import box
from rich.table import Table
from rich.text import Text

from extractor.cli.screen import console, shown
from extractor.errors import UsageError
from extractor.schemas.quantity import plain
from extractor.schemas.records import Initiative

if TYPE_CHECKING:
    from extractor.audit import Audit, ReportAudit
    from extractor.schemas.quantity import Quantity
    from extractor.schemas.records import Achievement, Target
    from extractor.write import Result

_WORST = 10


@click.command("audit", short_help="Tell where to look for trouble in an output folder.")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--worst",
    metavar="N",
    type=click.IntRange(min=0),
    help=f"How many of the worst reports to show.  [default: {_WORST}]",
)
@click.option("--sample", metavar="N", type=click.IntRange(min=1), help="Print N random records to read, nothing else.")
@click.option("--seed", metavar="S", type=int, help="With --sample: which records are drawn.  [default: 0]")
def auditing(out: Path, worst: int | None, sample: int | None, seed: int | None) -> int:
    """Tell without any labels where to look for trouble in OUT, an output folder of `extractor batch`.

    Numbers left over, indicators with an odd wording, and reports that are unlike the others of their language are
    shown, and written with every such record to OUT/audit.json. With --sample, records are drawn from as many different
    reports as possible, to be held against their quotes.

    Exit codes: 0 all well, 2 wrong use.

    \b
        extractor audit out
        extractor audit out --sample 50 --seed 1
    """  # noqa: D301 (the backspace tells click to keep the lines)
    from extractor import audit

    if sample is not None and worst is not None:
        raise UsageError("--sample prints records and --worst reports; choose one of them")
    if sample is not None:
        _show_sample(audit.sample(_results(out), sample, seed or 0))
        return 0
    if seed is not None:
        raise UsageError("--seed needs --sample N, the number of records to draw")
    found = audit.audit(_results(out))
    _write(found, out / "audit.json")
    _show(found, _WORST if worst is None else worst)
    return 0


def _results(out: Path) -> Iterator[Result]:
    from extractor.write import load_result

    if not out.is_dir():
        raise UsageError(f"there is no folder {out}")
    paths = sorted(path for path in (out / "reports").glob("*.json") if not path.name.startswith("."))
    if not paths:
        raise UsageError(f"{out} holds no results of `extractor batch` (reports/*.json)")
    for path in paths:
        try:
            yield load_result(path)
        except OSError as error:
            raise UsageError(f"cannot read {path}: {error.strerror}") from error
        except ValueError as error:
            raise UsageError(f"{path} is no result of this version; run `extractor batch` again") from error


def _write(found: Audit, path: Path) -> None:
    from extractor.write import whole

    try:
        with whole(path) as stream:
            stream.write(f"{found.model_dump_json(indent=1)}\n")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error


def _show(found: Audit, worst: int) -> None:
    screen = console()
    screen.print(_all(found))
    unlike = sum(bool(one.outliers) for one in found.reports)
    told = f"{len(found.reports)} reports, {unlike} of them unlike the others of their language"
    screen.print(Text(f"{told}; the records to look at are in audit.json"), soft_wrap=True)
    if worst:
        screen.print(_worst(found.worst(worst)))


def _all(found: Audit) -> Table:
    from extractor.audit import NAMES, meaning, shown_rate

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("in all", justify="right", no_wrap=True)
    table.add_column("")
    table.add_column("count", justify="right", no_wrap=True)
    table.add_column("of", justify="right", no_wrap=True)
    table.add_column("most often", overflow="fold")
    examples = {str(mark): those for mark, those in found.examples.items()}
    for name in NAMES:
        rate = found.total[name]
        often = ", ".join(f"{one.indicator} ({one.count})" for one in examples.get(name, ()))
        table.add_row(shown_rate(name, rate.rate), meaning(name), f"{rate.count:,}", f"{rate.of:,}", Text(shown(often)))
    return table


def _worst(reports: tuple[ReportAudit, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("worst reports", overflow="fold")
    table.add_column("records", justify="right", no_wrap=True)
    table.add_column("to look at", justify="right", no_wrap=True)
    table.add_column("z", justify="right", no_wrap=True)
    table.add_column("unlike the others in", overflow="fold")
    for one in reports:
        head = Text(shown(one.name)), str(one.records), str(len(one.suspects))
        rows = [(f"{outlier.score:.1f}", Text(outlier.reason)) for outlier in one.outliers] or [("", Text("nothing"))]
        for place, row in enumerate(rows):
            table.add_row(*(("", "", "") if place else head), *row)
    return table


def _show_sample(drawn: list[tuple[Result, Target | Achievement | Initiative]]) -> None:
    screen = console()
    for number, (result, record) in enumerate(drawn, start=1):
        wording = record.title if isinstance(record, Initiative) else record.indicator
        head = (
            f"[{number}] {result.report.name} {record.id} {record.kind}, {record.period or 'no period'}, {record.area}"
        )
        quote = " ".join(record.evidence.quote.split())
        for line in (head, f"    {wording}{_said(record)}", f"    “{quote}”", ""):
            screen.print(Text(shown(line)), soft_wrap=True)


def _said(record: Target | Achievement | Initiative) -> str:
    """What a record says of its indicator, with each number as it was read."""
    if isinstance(record, Initiative):
        return ""
    parts = [
        record.value and f"value {_number(record.value)}",
        record.change and f"change {_number(record.change)}",
        record.goal and f"goal {record.goal}",
        record.rank and f"rank {record.rank}",
        record.also and f"also {', '.join(span.text for span in record.also)}",
    ]
    return "".join(f" | {part}" for part in parts if part)


def _number(quantity: Quantity) -> str:
    upper = f"…{plain(quantity.upper)}" if quantity.upper is not None else ""
    noun = f" {quantity.noun}" if quantity.noun else ""
    return f"{quantity.text} = {quantity.bound} {plain(quantity.value)}{upper} {quantity.unit}{noun}"
