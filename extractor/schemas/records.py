"""The record file's lines: targets, achievements and initiatives, and what did not become one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from extractor.schemas.quantity import Quantity, Span

Kind = Literal["target", "achievement", "initiative"]
Nature = Literal["expected", "binding"]
Area = Literal[
    "economy",
    "industry",
    "innovation",
    "finance",
    "investment",
    "consumption",
    "trade",
    "reform",
    "regional",
    "rural",
    "transport",
    "urban",
    "digital",
    "environment",
    "energy",
    "culture",
    "education",
    "health",
    "employment",
    "housing",
    "social_security",
    "safety",
    "government",
    "other",
]


class Evidence(BaseModel):
    """The clause or sentence that supports a record: `report.text[start:end] == quote`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str = Field(min_length=1)
    section: tuple[str, ...] = ()


class _Record(BaseModel):
    """What every record starts with. A field redefined below keeps its place, so lines read in one order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    report: str
    kind: Kind


class _Measured(_Record):
    """A record about an indicator. `goal` and `rank` are verbatim words; `also` lists repeats and bases."""

    indicator: str = Field(min_length=1)
    value: Quantity | None = None
    change: Quantity | None = None
    goal: str | None = None
    nature: Nature | None = None
    headline: bool = False
    rank: str | None = None
    also: tuple[Span, ...] = ()
    period: str | None = None
    area: Area = "other"
    evidence: Evidence
    canonical: str | None = None
    model: str
    flags: tuple[str, ...] = ()


class Target(_Measured):
    """A level, amount or change that the government commits to reach."""

    kind: Literal["target"] = "target"


class Achievement(_Measured):
    """Something that was reached or done in the period under review, or earlier."""

    kind: Literal["achievement"] = "achievement"


class Initiative(_Record):
    """An action that the government says it will take; its numbers are targets of their own."""

    kind: Literal["initiative"] = "initiative"
    title: str = Field(min_length=1)
    lead: str | None = None
    projects: tuple[str, ...] = ()
    deadline: str | None = None
    period: str | None = None
    area: Area = "other"
    evidence: Evidence
    canonical: str | None = None
    model: str
    flags: tuple[str, ...] = ()


Record = Annotated[Target | Achievement | Initiative, Field(discriminator="kind")]
RECORD: TypeAdapter[Target | Achievement | Initiative] = TypeAdapter(Record)


class Rejection(BaseModel):
    """A draft that did not hold against the text, and why; without kind and indicator, an answer that was no draft."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: str
    kind: Kind | None
    indicator: str | None
    words: str | None = None
    reason: str
    start: int
    end: int
    model: str


class Uncovered(BaseModel):
    """A quantity mention that stands on no record and has no reason to be left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: str
    text: str
    start: int
    end: int
    sentence: str
    section: tuple[str, ...] = ()


class Excluded(BaseModel):
    """A number that is no quantity (a year, a name, a list number …), and the reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    start: int
    end: int
    reason: str
