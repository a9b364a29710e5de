"""A command line in; files, tables on the terminal and an exit code out: 0 well, 1 reports failed, 2 wrong use."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from extractor import Extractor, checked_kinds
from extractor.batch import DISTRIBUTION, Batch, Settings
from extractor.cli.auditing import auditing
from extractor.cli.cache import cache
from extractor.cli.evaluation import evaluation
from extractor.cli.models import chosen, model_options
from extractor.cli.screen import complain, remark, show_estimate, show_extraction, show_run, watching
from extractor.errors import ReportError, UsageError
from extractor.models import load
from extractor.models.llm.settings import LLMSettings
from extractor.read import read
from extractor.schemas.records import Kind

if TYPE_CHECKING:
    from extractor.estimate import Estimate

_Command = TypeVar("_Command", bound=Callable[..., Any])
_EXISTING = click.Path(path_type=Path)
_INTERRUPTED = 130


def _kinds(_context: click.Context, _option: click.Parameter, given: str) -> frozenset[Kind]:
    return checked_kinds([kind.strip() for kind in given.split(",")])


def _shared(command: _Command) -> _Command:
    """Add the options that both commands have."""
    for option in (
        click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors."),
        model_options,
        click.option("--estimate", is_flag=True, help="Tell the calls and tokens it would take, and ask nobody."),
        click.option(
            "--kinds",
            callback=_kinds,
            default=",".join(get_args(Kind)),
            show_default=True,
            metavar="KIND,…",
            help="Which kinds of record to keep.",
        ),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name=DISTRIBUTION, prog_name="extractor", message="%(prog)s %(version)s")
def commands() -> None:
    """Extract targets, achievements and initiatives from government work reports.

    Reports are English or Chinese, as .txt, .md, .html, .pdf, .docx or .csv (crawled). Every record points at the
    words it came from, and every number is read from those words again.

    Exit codes: 0 all well, 1 some reports failed, 2 wrong use.
    """


@commands.command(short_help="Extract folders of reports into tables.")
@click.argument("inputs", metavar="IN…", nargs=-1, required=True, type=_EXISTING)
@click.option(
    "--out", "-o", required=True, metavar="OUT", type=_EXISTING, help="Folder of the outputs; made if missing."
)
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Reports at a time.  [default: one a processor]"
)
@_shared
def batch(
    inputs: tuple[Path, ...],
    out: Path,
    jobs: int | None,
    kinds: frozenset[Kind],
    *,
    quiet: bool,
    estimate: bool,
    **options: Any,
) -> int:
    """Extract all reports of the folders and files IN into tables in the folder OUT.

    OUT gets records.jsonl, targets.csv, achievements.csv, initiatives.csv, uncovered.csv, rejections.csv, run.json
    and one file a report under reports/. A run that stopped goes on where it was when it is started again.

    \b
        extractor batch samples --out out
    """  # noqa: D301 (the backspace tells click to keep the lines)
    with chosen(quiet=quiet, **options) as (model, fallback):
        run = Batch(inputs, out, Settings(model, kinds, fallback=fallback))
        for failure in run.failures:
            complain(f"{failure.file}: {failure.reason}")
        if run.passed_over and not quiet:
            remark(f"passed over, in other formats: {', '.join(run.passed_over)}")
        if estimate:
            show_estimate(run.estimate())
            return 0
        with watching(len(run.sources), quiet=quiet) as watch, closing(run.run(jobs)) as outcomes:
            for outcome in outcomes:
                watch(outcome)
        run.finish()
        if not quiet:
            show_run(run)
        return 1 if run.total.failures else 0


@commands.command(short_help="Extract one report and print it.")
@click.argument("file", metavar="FILE", type=_EXISTING)
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@_shared
def extract(file: Path, form: str, kinds: frozenset[Kind], *, quiet: bool, estimate: bool, **options: Any) -> int:
    """Extract one report and print it, as tables to read or one record a line (JSON).

    \b
        extractor extract report.pdf
        extractor extract report.pdf --format jsonl --kinds target > targets.jsonl
    """  # noqa: D301 (the backspace tells click to keep the lines)
    if file.is_dir():
        raise UsageError(f"{file} is a folder; `extractor batch` reads folders")
    if not file.exists():
        raise UsageError(f"there is no file {file}")
    with chosen(quiet=quiet, **options) as (model, fallback):
        if estimate:
            show_estimate([_estimated(file, model)])
            return 0
        extraction = Extractor(load(model, fallback=fallback), kinds).extract(file)
    if form == "table":
        show_extraction(extraction)
    for record in extraction.records if form == "jsonl" else ():
        click.echo(f"{record.model_dump_json()}\n".encode(), nl=False)
    for failure in extraction.failures:
        complain(f"{file}: {failure}")
    return 1 if extraction.failures else 0


commands.add_command(auditing)
commands.add_command(cache)
commands.add_command(evaluation)


def _estimated(file: Path, model: str | LLMSettings) -> Estimate:
    from extractor.estimate import estimate

    if isinstance(model, str):
        raise UsageError("the built-in model takes no calls and no tokens; there is nothing to estimate")
    return estimate(read(file), model)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: the words after the program's name; those it was started with if left out.

    Returns:
        The exit code.
    """
    try:
        return int(commands.main(argv, prog_name="extractor", standalone_mode=False) or 0)
    except click.exceptions.Abort:
        complain("interrupted; a batch goes on from here when it is started again")
        return _INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except UsageError as error:
        complain(error)
        return 2
    except ReportError as error:
        complain(error)
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        complain(f"the output cannot be written: {error.strerror}")
        return 1


def run() -> None:
    """Be the program `extractor`."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main())
