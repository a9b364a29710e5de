"""A finished extraction in; its result file, written whole or not at all, and the tables over many results out."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from csv import DictWriter
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel, ConfigDict

from extractor.report import Language
from extractor.schemas.quantity import Quantity, plain
from extractor.schemas.records import Excluded, Initiative, Kind, Record, Rejection, Uncovered

_QUANTITY = ("", "_upper", "_unit", "_noun", "_bound", "_text")
_PLACE = ("area", "quote", "section", "start", "end", "id", "canonical", "model", "flags")
_MEASURED = (
    *("report", "place", "period", "indicator"),
    *(f"value{part}" for part in _QUANTITY),
    *(f"change{part}" for part in _QUANTITY),
    *("goal", "rank", "nature", "headline", "also"),
    *_PLACE,
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "targets.csv": _MEASURED,
    "achievements.csv": _MEASURED,
    "initiatives.csv": ("report", "place", "period", "title", "lead", "projects", "deadline", *_PLACE),
    "uncovered.csv": ("report", "place", "text", "sentence", "section", "start", "end"),
    "rejections.csv": ("report", "place", "kind", "indicator", "words", "reason", "start", "end", "model"),
}
"""The columns of every table, in order."""

_TABLE_OF: Mapping[Kind, str] = {
    "target": "targets.csv",
    "achievement": "achievements.csv",
    "initiative": "initiatives.csv",
}

_LISTS = ("records", "rejections", "uncovered", "excluded")
"""The long parts of a result file, in order."""

_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r]")
"""How a cell begins that a spreadsheet may run; blanks and invisible characters before it are no protection."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LINE_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


class Header(BaseModel):
    """What a result file tells of its report. `sha256` is of the file's bytes; from `chars` on they are counts.

    `untimed` counts the sections that tell no time (files of version 0.1.0 and before may lack it), the whole report,
    which `sections` counts too, not among them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    sha256: str
    file: str
    language: Language
    title: str | None
    place: str | None
    date: str | None
    review: str | None
    plan: str | None
    chars: int
    sections: int
    sentences: int
    untimed: int | None = None


class Result(BaseModel):
    """One report's result file. `build` tells the code that made it: the same version under work can change."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: Header
    version: str
    build: str
    model: str
    settings: str
    kinds: tuple[Kind, ...]
    failures: tuple[str, ...]
    records: tuple[Record, ...]
    rejections: tuple[Rejection, ...]
    uncovered: tuple[Uncovered, ...]
    excluded: tuple[Excluded, ...]


def write_result(result: Result, path: Path) -> None:
    """Write a result file, whole or not at all: JSON with one record, rejection or number a line."""
    with whole(path) as stream:
        stream.write(result.model_dump_json(exclude=set(_LISTS))[:-1])
        for name in _LISTS:
            stream.write(f',\n"{name}":[')
            stream.writelines(
                f"{',' * bool(place)}\n{one.model_dump_json()}" for place, one in enumerate(getattr(result, name))
            )
            stream.write("]")
        stream.write("}\n")


def load_result(path: Path) -> Result:
    """Read a result file back.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no result file of this version's shape.
    """
    return Result.model_validate_json(path.read_bytes())


def write_tables(results: Iterable[Result], folder: Path) -> None:
    """Write `records.jsonl` and every table of `COLUMNS`, holding one result in memory at a time.

    Args:
        results: in the order in which their rows shall stand.
        folder: where the files go; files of the same names are replaced, each at once.

    Raises:
        OSError: a file cannot be written.
    """
    with ExitStack() as files:
        lines = files.enter_context(whole(folder / "records.jsonl"))
        tables = {
            name: _table(files.enter_context(whole(folder / name, "utf-8-sig")), COLUMNS[name]) for name in COLUMNS
        }
        for result in results:
            lines.writelines(record.model_dump_json() + "\n" for record in result.records)
            for name, row in _rows(result):
                tables[name].writerow({column: cell(value) for column, value in row.items()})


@contextmanager
def whole(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a file that takes its place only when all of it is written; what goes wrong before leaves nothing behind."""
    part = path.with_name(f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}.{os.getpid()}.part")
    try:
        with part.open("w", encoding=encoding, newline="") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def cell(value: object) -> str:
    r"""Write a value as the cell of a table, so that a spreadsheet program takes it as data.

    >>> cell("=1+1"), cell("-3.5"), cell("two\nlines"), cell(("a", "b")), cell(None)
    ("'=1+1", '-3.5', 'two lines', 'a; b', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    quote = "'" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else ""
    return quote + _LINE_BREAK.sub(" ", text)


def _table(stream: TextIO, columns: tuple[str, ...]) -> DictWriter[str]:
    table = DictWriter(stream, columns, lineterminator="\n")
    table.writeheader()
    return table


def _rows(result: Result) -> Iterator[tuple[str, dict[str, object]]]:
    head = {"report": result.report.name, "place": result.report.place}
    for record in result.records:
        yield _TABLE_OF[record.kind], head | _record_row(record)
    for uncovered in result.uncovered:
        yield "uncovered.csv", head | dict(uncovered) | {"section": " > ".join(uncovered.section)}
    for rejection in result.rejections:
        yield "rejections.csv", head | dict(rejection)


def _record_row(record: Record) -> dict[str, object]:
    row = dict(record)
    del row["kind"], row["evidence"]
    evidence = record.evidence
    row |= {
        "quote": evidence.quote,
        "section": " > ".join(evidence.section),
        "start": evidence.start,
        "end": evidence.end,
    }
    if not isinstance(record, Initiative):
        row |= _quantity("value", record.value) | _quantity("change", record.change)
        row["also"] = tuple(span.text for span in record.also)
    return row


def _quantity(name: str, quantity: Quantity | None) -> dict[str, object]:
    if quantity is None:
        return {f"{name}{part}": None for part in _QUANTITY}
    parts = (quantity.value, quantity.upper, quantity.unit, quantity.noun, quantity.bound, quantity.text)
    return {f"{name}{part}": value for part, value in zip(_QUANTITY, parts, strict=True)}
