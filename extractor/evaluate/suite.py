"""A suite file in, its evaluation out: which reports, goldens, models and prompts, run and scored.

Paths in a suite are relative to the folder it lies in.
"""

from __future__ import annotations

import asyncio
import platform
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor import prompts
from extractor.errors import ReadError, UsageError
from extractor.evaluate import goldens, result
from extractor.evaluate.goldens import SUFFIX, Golden
from extractor.evaluate.matching import Record
from extractor.evaluate.oracle import Noise, oracle
from extractor.evaluate.scoring import judge
from extractor.extract import extract
from extractor.models import BASELINE, Model, load
from extractor.models.llm.settings import LLMSettings
from extractor.schemas.records import RECORD

DISTRIBUTION = "report-extractor"
ORACLE = "oracle"


class Chosen(BaseModel):
    """A model of a suite: its name, and for the oracle how noisy it is and by which seed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    noise: Noise = Noise()
    seed: int = 0


class Suite(BaseModel):
    """What a suite file says.

    Attributes:
        title: in a few words, what is evaluated.
        reports: the folder of the report files.
        goldens: the folder of the goldens.
        names: which goldens; all of the folder if left out.
        models: who is evaluated.
        prompts: the versions of prompts that the suite was made for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    reports: Path
    goldens: Path
    names: tuple[str, ...] = ()
    models: tuple[Chosen, ...] = Field(default=(Chosen(name=BASELINE),), min_length=1)
    prompts: Mapping[str, int] = {}


def read_suite(path: Path, reports: Path | None = None) -> Suite:
    """Read a suite file.

    Args:
        path: the file.
        reports: the folder of the reports, instead of the one that the suite names.

    Raises:
        UsageError: it cannot be read, is no suite, or was made for other prompts.
    """
    try:
        suite = Suite.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (ValidationError, ValueError) as error:
        told = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
        raise UsageError(f"{path} is no suite: {'.'.join(map(str, told['loc']))}: {told['msg']}") from error
    for name, number in suite.prompts.items():
        if (ours := prompts.load(name).version) != number:
            raise UsageError(f"{path} is for version {number} of the prompt “{name}”; this is version {ours}")
    here = path.resolve().parent
    return suite.model_copy(update={"reports": reports or here / suite.reports, "goldens": here / suite.goldens})


def read_goldens(suite: Suite) -> list[Golden]:
    """Read the goldens of a suite with their reports.

    Raises:
        UsageError: a folder or golden is missing, or there is none.
        ReadError: a golden does not hold.
    """
    for folder in (suite.goldens, suite.reports):
        if not folder.is_dir():
            raise UsageError(f"there is no folder {folder}; --reports names the folder of the report files")
    names = suite.names or tuple(sorted(path.name.removesuffix(SUFFIX) for path in suite.goldens.glob(f"*{SUFFIX}")))
    if not names:
        raise UsageError(f"there are no goldens in {suite.goldens}")
    return [goldens.load(suite.goldens / f"{name}{SUFFIX}", suite.reports) for name in names]


def evaluate(suite: Suite, name: str, known: Sequence[Golden]) -> result.Evaluation:
    """Run every model of a suite over its reports and score it.

    Args:
        suite: the suite.
        name: what it is called.
        known: its goldens.

    Returns:
        The result, one run a model.

    Raises:
        UsageError: there is no such model.
    """
    runs = []
    for chosen in suite.models:
        with _model(chosen, known) as model:
            found = {golden.name: _records(golden, model) for golden in known}
            runs.append(_scored(known, found, _called(chosen), model.settings))
    return result.Evaluation(suite=name, title=suite.title, runs=tuple(runs))


def evaluate_records(suite: Suite, name: str, known: Sequence[Golden], out: Path) -> result.Evaluation:
    """Score records that are there already.

    Args:
        suite: the suite.
        name: what it is called.
        known: its goldens.
        out: an output folder of `extractor batch`, or a file of records.

    Raises:
        UsageError: there are no records.
        ReadError: a line is no record.
    """
    found = read_records(out / "records.jsonl" if out.is_dir() else out)
    models = sorted({record.model for records in found.values() for record in records})
    run = _scored(known, found, " + ".join(models) or "nobody", "")
    return result.Evaluation(suite=name, title=suite.title, runs=(run,))


def read_records(path: Path) -> dict[str, list[Record]]:
    """Read a file of records, by report.

    Raises:
        UsageError: the file cannot be read.
        ReadError: a line is no record.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    found: dict[str, list[Record]] = {}
    for number, line in enumerate(lines, start=1):
        try:
            record = RECORD.validate_json(line)
        except ValidationError as error:
            raise ReadError(str(path), f"line {number} is no record: {error.errors()[0]['msg']}") from error
        found.setdefault(record.report, []).append(record)
    return found


def _scored(known: Sequence[Golden], found: Mapping[str, Sequence[Record]], model: str, settings: str) -> result.Run:
    judged = [one for golden in known for one in judge(golden, found.get(golden.name, ()))]
    facts: dict[str, Any] = {
        "model": model,
        "settings": settings,
        "versions": versions(),
        "goldens": {golden.name: golden.digest for golden in known},
    }
    return result.summarise(judged, facts)


def versions() -> dict[str, str]:
    """What a result was made by."""
    ours = {"extractor": version(DISTRIBUTION), "python": platform.python_version()}
    return ours | {name: version(name) for name in ("numpy", "pydantic", "rapidfuzz", "scipy")}


def _records(golden: Golden, model: Model) -> Sequence[Record]:
    return asyncio.run(extract(golden.report, model)).records


def _called(chosen: Chosen) -> str:
    noise = ", ".join(f"{name} {rate:g}" for name, rate in chosen.noise if rate)
    return f"{chosen.name} ({noise})" if noise else chosen.name


@contextmanager
def _model(chosen: Chosen, known: Sequence[Golden]) -> Iterator[Model]:
    """Make a model; the oracle keeps its replies in a folder that goes when it goes."""
    if chosen.name == ORACLE:
        with tempfile.TemporaryDirectory() as folder:
            yield oracle(known, Path(folder), chosen.noise, chosen.seed)
    else:
        yield load(chosen.name if chosen.name == BASELINE else LLMSettings(chosen.name))
