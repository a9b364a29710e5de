"""A golden file in, the hand-made labels of one report out, held against the report's text.

A golden is JSON lines: the first describes the report, each other is a label or a number that is none (`excluded`). It
holds offsets, figures and short wording, no sentences, so the report itself has to lie in a folder beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from extractor.errors import ReadError
from extractor.read import read
from extractor.report import Language, Report, Time
from extractor.schemas.quantity import Quantity, Span
from extractor.schemas.records import Area, Nature

SUFFIX = ".jsonl"


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(_Line):
    """A section as a reader sees it: it begins at `start` and lasts until the next one of the same or a higher level.

    `time` tells whether it reviews or plans, `period` of which year or span; None where a reader could not say.
    """

    start: int = Field(ge=0)
    level: int = Field(ge=1)
    time: Time | None = None
    period: str | None = None


class Head(_Line):
    """The first line: which report was labelled, when, by which codebook, and what a reader knows of the whole of it.

    `sha256` is of the file's bytes, `codebook` the first digits of the codebook's own; `sentences` is a reader's count.
    `passages` are the stretches that were labelled, where that is not the whole report.
    """

    kind: Literal["report"] = "report"
    report: str
    file: str
    sha256: str
    language: Language
    place: str | None = None
    review: str | None = None
    plan: str | None = None
    labelled: str
    codebook: str
    sentences: int | None = None
    sections: tuple[Part, ...] = ()
    passages: tuple[tuple[int, int], ...] = ()


class _Label(_Line):
    period: str | None = None
    area: Area
    evidence: tuple[int, int]
    optional: bool = False


class _Measured(_Label):
    indicator: str = Field(min_length=1)
    value: Quantity | None = None
    change: Quantity | None = None
    goal: str | None = None
    rank: str | None = None
    nature: Nature | None = None
    headline: bool = False
    also: tuple[Span, ...] = ()


class TargetLabel(_Measured):
    """A target that stands in the report."""

    kind: Literal["target"] = "target"


class AchievementLabel(_Measured):
    """An achievement that stands in the report."""

    kind: Literal["achievement"] = "achievement"


class InitiativeLabel(_Label):
    """An initiative that stands in the report."""

    kind: Literal["initiative"] = "initiative"
    title: str = Field(min_length=1)


class NoQuantity(Span):
    """A number of the report that belongs to no record, and why."""

    kind: Literal["excluded"] = "excluded"
    reason: str


Label = TargetLabel | AchievementLabel | InitiativeLabel
_LINE: TypeAdapter[Head | Label | NoQuantity] = TypeAdapter(
    Annotated[Head | TargetLabel | AchievementLabel | InitiativeLabel | NoQuantity, Field(discriminator="kind")]
)


@dataclass(frozen=True, slots=True, eq=False)
class Golden:
    """The labels of one report, with the report.

    `digest` is of the golden file, for those who keep results.
    """

    head: Head
    labels: tuple[Label, ...]
    excluded: tuple[NoQuantity, ...]
    report: Report
    digest: str

    @property
    def name(self) -> str:
        """The report's name."""
        return self.head.report

    def covers(self, place: int) -> bool:
        """Whether a place of the text was labelled at all."""
        passages = self.head.passages
        return not passages or any(start <= place < end for start, end in passages)

    def part_of(self, place: int) -> int:
        """The index of the section that a place of the text stands in; -1 before the first."""
        return sum(part.start <= place for part in self.head.sections) - 1


def load(path: Path, reports: Path) -> Golden:
    """Read a golden and the report it belongs to.

    Args:
        path: the golden file.
        reports: the folder with the report file that it names.

    Raises:
        ReadError: a file is missing, a line is no label, the report is not the one that was labelled, or a label's
            words do not stand where it says.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(str(path), f"it cannot be opened ({error.strerror})") from error
    lines = list(_parsed(path, data.decode("utf-8")))
    if not lines or not isinstance(lines[0], Head):
        raise ReadError(str(path), "its first line does not describe a report")
    head = lines[0]
    file = reports / head.file
    if not file.is_file():
        raise ReadError(str(path), f"the report it labels, {head.file}, is not in {reports}")
    if hashlib.sha256(file.read_bytes()).hexdigest() != head.sha256:
        raise ReadError(str(path), f"{file} is not the file that was labelled: its digest is another")
    golden = Golden(
        head=head,
        labels=tuple(line for line in lines if isinstance(line, Label)),
        excluded=tuple(line for line in lines if isinstance(line, NoQuantity)),
        report=read(file),
        digest=hashlib.sha256(data).hexdigest()[:12],
    )
    for number, line in enumerate(lines, start=1):
        for span in spans(line):
            if golden.report.text[span.start : span.end] != span.text:
                raise ReadError(str(path), f"line {number}: “{span.text}” does not stand at {span.start}")
    return golden


def spans(line: Head | Label | NoQuantity) -> Iterator[Span]:
    """The stretches of text that a line of a golden names: its numbers, their repeats and bases."""
    if isinstance(line, NoQuantity):
        yield line
    elif isinstance(line, _Measured):
        yield from quantities(line).values()
        yield from line.also


def quantities(label: Any) -> Mapping[Literal["value", "change"], Quantity]:
    """The numbers of a label or a record by their role; none for an initiative."""
    found = {"value": getattr(label, "value", None), "change": getattr(label, "change", None)}
    return {role: quantity for role, quantity in found.items() if quantity is not None}  # type: ignore[misc]


def wording(label: Any) -> str:
    """What a label or a record calls its matter: the indicator, or an initiative's title."""
    return str(label.title if label.kind == "initiative" else label.indicator)


def dump(head: Head, lines: Iterable[Label | NoQuantity]) -> str:
    """Write a golden: what is not said is left out, so that lines are short."""
    return "".join(f"{json.dumps(_told(line), ensure_ascii=False)}\n" for line in (head, *lines))


def _told(line: Head | Label | NoQuantity) -> dict[str, Any]:
    """What a line says: its kind and name first, where it stands last."""
    said = line.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    first = ("indicator", "title", "value", "change")
    last = ("period", "area", "optional", "evidence")
    ordered = [*(name for name in first if name in said), *(name for name in said if name not in (*first, *last))]
    return {"kind": line.kind} | {name: said[name] for name in (*ordered, *(name for name in last if name in said))}


def _parsed(path: Path, text: str) -> Iterator[Head | Label | NoQuantity]:
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            yield _LINE.validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise ReadError(str(path), f"line {number}: {where or 'the whole'}: {first['msg']}") from error
