"""`extractor eval`: a suite in; its scores on the terminal, `result.json`, `result.html` and an exit code out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich import box
from rich.table import Table
from rich.text import Text

from extractor.cli.screen import complain, console, shown
from extractor.errors import UsageError
from extractor.write import whole

if TYPE_CHECKING:
    from extractor.evaluate.result import Difference, Evaluation, Run, Score

_PATH = click.Path(path_type=Path)
_NEEDED = "numpy", "rapidfuzz", "scipy"


@click.command("eval", short_help="Score a model against hand-made labels.")
@click.argument("suite", metavar="SUITE", type=_PATH)
@click.option(
    "--records", metavar="OUT", type=_PATH, help="Score the records of this output folder (or .jsonl) instead."
)
@click.option("--reports", metavar="DIR", type=_PATH, help="Folder of the report files, instead of the suite's.")
@click.option("--out", "-o", metavar="DIR", type=_PATH, help="Write result.json and result.html here.")
@click.option("--against", metavar="FILE", type=_PATH, help="Compare with a result that was written before.")
@click.option(
    "--max-drop",
    metavar="POINTS",
    type=click.FloatRange(min=0),
    help="With --against: exit with 1 if a strict F1 falls by more percentage points than this.",
)
@click.option(
    "--keep", metavar="FILE", type=_PATH, help="Write the result without its items, to be kept and compared with."
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
def evaluation(  # noqa: PLR0913 (one argument an option)
    suite: Path,
    records: Path | None,
    reports: Path | None,
    out: Path | None,
    against: Path | None,
    max_drop: float | None,
    keep: Path | None,
    *,
    quiet: bool,
) -> int:
    """Run the models of SUITE (a .toml file) over its reports and score them against the hand-made labels.

    Exit codes: 0 all well, 1 a score has fallen or a golden does not hold, 2 wrong use.

    \b
        extractor eval evals/samples.toml --out eval
        extractor eval evals/reports.toml --reports ../shared/reports --records out
        extractor eval evals/samples.toml --against evals/results/samples.json --max-drop 0.5
    """  # noqa: D301 (the backspace tells click to keep the lines)
    _needs_extra()
    from extractor.evaluate import page, result
    from extractor.evaluate import suite as suites

    if max_drop is not None and against is None:
        raise UsageError("--max-drop needs --against FILE, the result to compare with")
    before = result.load(against) if against else None
    chosen = suites.read_suite(suite, reports)
    known = suites.read_goldens(chosen)
    if records is None:
        found = suites.evaluate(chosen, suite.stem, known)
    else:
        found = suites.evaluate_records(chosen, suite.stem, known, records)
    if out is not None:
        _write(out / "result.json", f"{found.model_dump_json(indent=1)}\n")
        _write(out / "result.html", page.render(found, known, before))
    if keep is not None:
        _write(keep, f"{found.kept().model_dump_json(indent=1)}\n")
    if not quiet:
        _show(found)
    return max([0, *(_compared(run, before, max_drop, quiet=quiet) for run in found.runs)]) if before else 0


def _needs_extra() -> None:
    from importlib.util import find_spec

    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(f"eval needs {', '.join(missing)}: install report-extractor with the extra “eval”")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as stream:
            stream.write(text)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error


def _show(found: Evaluation) -> None:
    screen = console()
    for run in found.runs:
        screen.print(Text(shown(f"{found.title}: {run.model}")))
        screen.print(_scores(run))
        screen.print(_shares(run))


def _scores(run: Run) -> Table:
    from extractor.evaluate.scoring import MEASURES

    table = Table(box=box.HORIZONTALS)
    for head in ("of", "score", "F1", "95 % interval", "precision", "recall", "right", "records", "labels"):
        table.add_column(head, justify="left" if head in ("of", "score") else "right", no_wrap=True)
    for group, scores in run.scores.items():
        for place, measure in enumerate(name for name in MEASURES if name in scores):
            one = scores[measure]
            counts = (one.right, one.said, one.wanted)
            name = "" if place else shown(group)
            table.add_row(
                name,
                measure,
                _number(one.f1),
                _bounds(one),
                _number(one.precision),
                _number(one.recall),
                *map(str, counts),
            )
        table.add_section()
    return table


def _shares(run: Run) -> Table:
    from extractor.evaluate.result import ALL

    table = Table(box=box.HORIZONTALS)
    for head in ("of the records that answer a label", "right", "95 % interval", "of"):
        table.add_column(head, justify="left" if head.startswith("of the") else "right", no_wrap=True)
    for field, one in run.shares.get(ALL, {}).items():
        table.add_row(field, _number(one.f1), _bounds(one), str(one.said))
    return table


def _compared(run: Run, before: Evaluation, most: float | None, *, quiet: bool) -> int:
    """Show a run beside the same model's in an earlier result; 1 if a gated score has fallen too far."""
    from extractor.evaluate import result

    earlier = before.run_of(run.model)
    if earlier is None:
        raise UsageError(f"the result to compare with has no run of {run.model}")
    differences = result.compare(run, earlier)
    if not quiet:
        screen = console()
        if run.goldens != earlier.goldens:
            screen.print("The labels have changed since: the difference is one of labels, too.")
        screen.print(_differences(differences))
    fallen = result.fallen(differences, most) if most is not None else []
    for one in fallen:
        complain(
            f"{run.model}: “{one.measure}” fell by {-100 * one.by:.2f} points, from {one.theirs:.3f} to {one.ours:.3f}"
        )
    return 1 if fallen else 0


def _differences(differences: Iterable[Difference]) -> Table:
    table = Table(box=box.HORIZONTALS)
    for head in ("score", "now", "before", "points", "95 % interval"):
        table.add_column(head, justify="left" if head == "score" else "right", no_wrap=True)
    for one in differences:
        bounds = f"{100 * one.interval.low:+.2f} … {100 * one.interval.high:+.2f}" if one.interval else "–"
        table.add_row(one.measure, _number(one.ours), _number(one.theirs), f"{100 * one.by:+.2f}", bounds)
    return table


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _bounds(score: Score) -> str:
    return f"{score.interval.low:.3f} … {score.interval.high:.3f}" if score.interval else "–"
